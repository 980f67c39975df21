import { expect } from 'chai';
import type { Condition, MultiNicNetwork } from '../../../../lib/api/types.ts';
import {
  failedRoutes,
  sayConditions,
  type Verdict,
  waitingForRoutes,
} from '../../../../lib/reconcile/network/conditions.ts';
import { frozen } from '../frozen.ts';
import { makeNetwork } from '../steps.ts';

const now = '2026-11-21T12:00:00Z';
const finding = (reason: string) => ({ reason, message: `it is ${reason}` });
const pending = (reason: string): Verdict => ({
  stalled: [],
  progressing: finding(reason),
  ready: finding('Ready'),
});
const readyAt = (observedGeneration: number, status: 'True' | 'False' = 'True'): Condition => ({
  type: 'Ready',
  status,
  reason: 'Ready',
  message: '',
  lastTransitionTime: now,
  observedGeneration,
});

/** The network at generation 2, with this Ready condition from before. */
function networkWith(before: Condition | undefined): MultiNicNetwork {
  const made = makeNetwork();
  const status = {
    computeResults: [],
    discovery: { existDaemon: 0, infoAvailable: 0, cidrProcessed: 0 },
    configStatus: '',
    routeStatus: '',
    message: '',
    lastSyncTime: now,
    conditions: before === undefined ? [] : [before],
  } as const;
  return { ...made, metadata: { ...made.metadata, generation: 2 }, status };
}

describe('sayConditions', () => {
  const stalled: Verdict = { ...pending(waitingForRoutes), stalled: [finding('SubnetExhausted')] };
  const cases = [
    {
      name: 'a first host is on its way',
      before: undefined,
      verdict: pending(waitingForRoutes),
      want: 'False',
    },
    {
      name: 'a host joins a network that is Ready',
      before: readyAt(2),
      verdict: pending(waitingForRoutes),
      want: 'True',
    },
    {
      name: 'a host joins after an edit',
      before: readyAt(1),
      verdict: pending(waitingForRoutes),
      want: 'False',
    },
    {
      name: 'a host joins a network that was not Ready',
      before: readyAt(2, 'False'),
      verdict: pending(waitingForRoutes),
      want: 'False',
    },
    {
      name: 'routes fail on a host of a network that is Ready',
      before: readyAt(2),
      verdict: pending(failedRoutes),
      want: 'False',
    },
    { name: 'a person must act meanwhile', before: readyAt(2), verdict: stalled, want: 'False' },
  ] as const;
  for (const { name, before, verdict, want } of cases) {
    it(`Ready is ${want} when ${name}`, () => {
      const said = sayConditions(frozen(networkWith(before)), verdict, now);
      const status = Object.fromEntries(said.map((one) => [one.type, one.status]));
      expect(status).to.include({ Ready: want, Progressing: 'True' });
    });
  }
});
