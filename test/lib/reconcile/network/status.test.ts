import { expect } from 'chai';
import type { MultiNicNetworkStatus } from '../../../../lib/api/types.ts';
import { reconcileNetwork } from '../../../../lib/reconcile/network.ts';
import type { NetworkObserved } from '../../../../lib/reconcile/network/observed.ts';
import type { Desired } from '../../../../lib/reconcile/types.ts';
import { host } from '../blocks/fixture.ts';
import { frozen } from '../frozen.ts';
import { makeNetwork } from '../steps.ts';

type Given = {
  readonly status?: MultiNicNetworkStatus;
  readonly now: string;
  readonly hosts?: number;
};

function reconcile({ status, now, hosts = 1 }: Given): Desired<MultiNicNetworkStatus> {
  const network = { ...makeNetwork(), ...(status === undefined ? {} : { status }) };
  const names = Array.from({ length: hosts }, (_, at) => `h${at}`);
  const observed: NetworkObserved = {
    network,
    now,
    networks: [network],
    hostInterfaces: names.map((name, at) => host(name, `eth1=10.1.0.${at + 1}/24`)),
    nodes: new Set(names),
    nodeObjects: [],
    serviceCidrs: [],
    apiServer: [],
    namespaces: [],
    cidrs: [],
    foreignCidrs: [],
    pools: [],
    nads: [],
    config: undefined,
  };
  return reconcileNetwork(frozen(observed));
}
const [morning, noon] = ['2026-11-21T08:00:00Z', '2026-11-21T12:00:00Z'];

describe('the status of a network', () => {
  it('does not move with the clock', () => {
    const first = reconcile({ now: morning });
    const again = reconcile({ now: noon, ...first });
    expect(again.status).to.deep.equal(first.status);
    expect(again.events).to.deep.equal([]);
  });

  it('is not disturbed by the order in which the API server lists fields', () => {
    const { status } = reconcile({ now: morning }) as { status: MultiNicNetworkStatus };
    const shuffled = Object.fromEntries(Object.entries(status).toReversed());
    const again = reconcile({ now: noon, status: shuffled as MultiNicNetworkStatus });
    expect(again.status?.lastSyncTime).to.equal(morning);
  });

  it('has a new lastSyncTime when something else changed, transitions only where a status did', () => {
    const { status } = reconcile({ now: morning }) as { status: MultiNicNetworkStatus };
    const next = reconcile({ now: noon, hosts: 2, status });
    expect(next.status?.lastSyncTime).to.equal(noon);
    const times = next.status?.conditions?.map(({ lastTransitionTime }) => lastTransitionTime);
    expect(times).to.deep.equal([morning, morning, morning]);
    expect(next.events).to.deep.equal([]);
  });
});
