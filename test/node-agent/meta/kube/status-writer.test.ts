import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import type { KubeObject } from '../../../../lib/api/types.ts';
import { KubeError } from '../../../../lib/kube/errors.ts';
import { MultiNicError } from '../../../../lib/errors.ts';
import { createStatusWriter } from '../../../../node-agent/meta/kube/status-writer.ts';

const pod = { namespace: 'team', name: 'p', uid: 'u', static: false };
const refused = (
  status: number,
  retryAfterMs?: number,
  fields: readonly string[] = [],
): KubeError =>
  new KubeError({
    status,
    reason: 'Reason',
    message: `answered ${status}`,
    fields,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

/** Answers with the failures in order, then with success; time passes when it is told to. */
function createWorld(failures: unknown[]) {
  const sent: object[] = [];
  const waits: number[] = [];
  const due: (() => void)[] = [];
  const said: string[] = [];
  let attached = true;
  const say = (level: string) => (): void => {
    said.push(level);
  };
  const writer = createStatusWriter({
    api: {
      mergePatch: async <T extends KubeObject>(_ref: unknown, patch: object) => {
        sent.push(patch);
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        return {} as T;
      },
    },
    log: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') },
    schedule: (run, ms) => {
      waits.push(ms);
      due.push(run);
      return () => {};
    },
    random: () => 0,
    isAttached: () => attached,
  });
  /** Lets all that is due run, as often as something becomes due. */
  const settle = async (): Promise<void> => {
    do {
      due.splice(0).forEach((run) => run());
      for (let turns = 0; turns < 5; turns += 1) await turn();
    } while (due.length > 0);
  };
  const detach = (): void => {
    attached = false;
  };
  return { writer, sent, waits, said, settle, detach };
}

describe('createStatusWriter', () => {
  const cases: readonly {
    readonly name: string;
    readonly failures: readonly unknown[];
    readonly isStatic?: true;
    readonly requests: number;
    readonly waits: readonly number[];
  }[] = [
    { name: 'is content with one request', failures: [], requests: 1, waits: [] },
    {
      name: 'tries again where the server does not answer',
      failures: [new MultiNicError('API_UNREACHABLE', 'no'), refused(503)],
      requests: 3,
      waits: [125, 250],
    },
    {
      name: 'waits as long as the server asks',
      failures: [refused(429, 9_000)],
      requests: 2,
      waits: [9_000],
    },
    { name: 'tries again after a conflict', failures: [refused(409)], requests: 2, waits: [125] },
    {
      name: 'waits a minute for rights that it lacks',
      failures: [refused(403)],
      requests: 2,
      waits: [60_000],
    },
    { name: 'gives up where the pod is gone', failures: [refused(404)], requests: 1, waits: [] },
    {
      name: 'gives up where another pod has the name',
      failures: [refused(422, undefined, ['metadata.uid'])],
      requests: 1,
      waits: [],
    },
    {
      name: 'waits a minute for a policy that refuses the status',
      failures: [refused(422), refused(422, undefined, ['metadata.annotations'])],
      requests: 3,
      waits: [60_000, 60_000],
    },
    {
      name: 'waits for the object of a static pod',
      failures: [refused(404), refused(404)],
      isStatic: true,
      requests: 3,
      waits: [125, 250],
    },
  ];
  for (const { name, failures, isStatic, requests, waits } of cases) {
    it(name, async () => {
      const world = createWorld([...failures]);
      world.writer.publishStatus({ ...pod, static: isStatic ?? false }, []);
      await world.settle();
      expect(world.sent).to.have.length(requests);
      expect(world.waits).to.deep.equal(waits);
      expect(world.writer.pending()).to.equal(0);
    });
  }

  it('does not wait for a static pod for ever', async () => {
    const world = createWorld(Array.from({ length: 100 }, () => refused(404)));
    world.writer.publishStatus({ ...pod, static: true }, []);
    await world.settle();
    expect(world.sent).to.have.length(60);
    expect(world.writer.pending()).to.equal(0);
  });

  it('asks no more for a pod that went away while the server did', async () => {
    const world = createWorld(Array.from({ length: 100 }, () => refused(503)));
    world.writer.publishStatus({ ...pod, static: true }, []);
    await turn();
    world.detach();
    await world.settle();
    expect(world.sent).to.have.length(1);
    expect(world.writer.pending()).to.equal(0);
  });

  it('says once that it does not get through', async () => {
    const world = createWorld(Array.from({ length: 30 }, () => refused(503)));
    world.writer.publishStatus(pod, []);
    await world.settle();
    expect(world.said.filter((level) => level === 'warn')).to.have.length(1);
  });

  it('sends the uid as precondition, except of a static pod, which the server knows under another', async () => {
    const world = createWorld([]);
    world.writer.publishStatus(pod, []);
    await world.settle();
    world.writer.publishStatus({ ...pod, static: true }, []);
    await world.settle();
    const annotations = { 'k8s.v1.cni.cncf.io/network-status': '[]' };
    expect(world.sent).to.deep.equal([
      { metadata: { uid: 'u', annotations } },
      { metadata: { annotations } },
    ]);
  });
});
