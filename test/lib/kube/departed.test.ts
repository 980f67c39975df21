import { expect } from 'chai';

import { kinds } from '../../../lib/api/group.ts';
import type { IPPool, KubeObject } from '../../../lib/api/types.ts';
import { releaseDeparted } from '../../../lib/kube/departed.ts';
import { createStores } from '../../../lib/kube/stores.ts';
import type { ObjectRef } from '../../../lib/kube/types.ts';
import { createLog } from '../../../lib/log.ts';

const graceMs = 300_000;

const pool: IPPool = {
  apiVersion: 'multinic.fms.io/v1',
  kind: 'IPPool',
  metadata: { name: 'net-192.168.0.0-24', uid: 'u', resourceVersion: '7' },
  spec: {
    podCIDR: '192.168.0.0/24',
    vlanCIDR: '192.168.0.0/18',
    netAttachDef: 'net',
    hostName: 'node-1',
    interfaceName: 'eth1',
    excludes: [],
    allocations: [
      { pod: 'web-0', namespace: 'team', index: 1, address: '192.168.0.1' },
      { pod: '', namespace: '', index: 2, address: '192.168.0.2' },
    ],
  },
};
const node: KubeObject = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } };
const podOn = (nodeName: string, phase = 'Running'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', namespace: 'team' },
  spec: { nodeName },
  status: { phase },
});

/** Minutes pass with each look; `server` has what the API server would answer, `cached` what the informers have. */
async function run(
  minutes: number,
  server: readonly KubeObject[],
  cached: (minute: number) => readonly KubeObject[] = () => [pool],
) {
  const stores = createStores([kinds.ipPool, kinds.node, kinds.hostInterface]);
  const end = new AbortController();
  const patches: object[] = [];
  let minute = 0;
  const fill = (): void => {
    for (const kind of stores.kinds)
      stores.of(kind).replace(
        cached(minute).filter((one) => one.kind === kind.kind),
        '1',
      );
  };
  fill();
  await releaseDeparted(
    {
      stores,
      graceMs,
      log: createLog(
        () => {},
        () => new Date(0),
      ),
      now: () => new Date(minute * 60_000),
      api: {
        get: async <T extends KubeObject>({ kind, name }: ObjectRef) =>
          server.find((one) => one.kind === kind.kind && one.metadata.name === name) as
            | T
            | undefined,
        mergePatch: async <T extends KubeObject>(_ref: ObjectRef, patch: object) => {
          patches.push(patch);
          const metadata = { ...pool.metadata, resourceVersion: '8' };
          return { ...pool, metadata, spec: { ...pool.spec, allocations: [] } } as unknown as T;
        },
      },
      delay: async () => {
        minute += 1;
        if (minute >= minutes) end.abort();
        if (patches.length === 0) fill();
      },
    },
    end.signal,
  );
  return patches;
}

const released = [{ metadata: { resourceVersion: '7' }, spec: { allocations: [] } }];

const back = (minute: number): readonly KubeObject[] => (minute === 4 ? [pool, node] : [pool]);

describe('releaseDeparted', () => {
  it('releases what pods held on a node that is gone, after the grace, once', async () => {
    expect(await run(5, [])).to.deep.equal([]);
    expect(await run(10, [])).to.deep.equal(released);
  });

  for (const { name, server } of [
    { name: 'a pod of the node is there', server: [podOn('node-1')] },
    { name: 'the API server has the Node after all', server: [node] },
    {
      name: 'the API server has the HostInterface after all',
      server: [{ ...node, apiVersion: 'multinic.fms.io/v1', kind: 'HostInterface' }],
    },
  ]) {
    it(`holds them while ${name}`, async () => {
      expect(await run(60, server)).to.deep.equal([]);
    });
  }

  for (const { name, server } of [
    { name: 'of the name is on another node', server: [podOn('node-2')] },
    { name: 'has ended', server: [podOn('node-1', 'Succeeded')] },
  ]) {
    it(`releases them where the pod ${name}`, async () => {
      expect(await run(10, server)).to.deep.equal(released);
    });
  }

  it('begins the grace anew for a node that was back', async () => {
    expect(await run(9, [], back)).to.deep.equal([]);
    expect(await run(12, [], back)).to.deep.equal(released);
  });
});
