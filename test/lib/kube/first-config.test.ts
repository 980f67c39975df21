import { expect } from 'chai';
import type { KubeObject } from '../../../lib/api/types.ts';
import { createFirstConfig } from '../../../lib/kube/first-config.ts';
import { createLog } from '../../../lib/log.ts';

const config: KubeObject = {
  apiVersion: 'multinic.fms.io/v1',
  kind: 'Config',
  metadata: { name: 'multi-nicd', labels: { a: 'b' } },
  spec: { cniType: 'multi-nic' },
};
const role: KubeObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'release', uid: 'uid-1' },
};

type World = {
  /** Answers of the first tries that fail. */
  readonly failures?: number;
  readonly there?: readonly KubeObject[];
  /** Aborts after so many waits. */
  readonly patience?: number;
  readonly owner?: string | undefined;
};

async function run({ failures = 0, there = [role], patience = 100, ...rest }: World) {
  const applied: KubeObject[] = [];
  const waits: number[] = [];
  const end = new AbortController();
  let left = failures;
  await createFirstConfig({
    api: {
      get: async (ref) =>
        there.find(
          ({ kind, metadata }) => kind === ref.kind.kind && metadata.name === ref.name,
        ) as never,
      apply: async (object) => {
        left -= 1;
        if (left >= 0) throw new Error(`not served yet, ${left} more`);
        applied.push(object);
        return object;
      },
    },
    config,
    owner: 'owner' in rest ? rest.owner : 'release',
    log: createLog(
      () => {},
      () => new Date(0),
    ),
    wait: async (ms) => {
      waits.push(ms);
      if (waits.length >= patience) end.abort();
    },
    signal: end.signal,
  });
  return { applied, waits };
}

describe('createFirstConfig', () => {
  it('makes the Config, owned by the release’s ClusterRole', async () => {
    const { applied, waits } = await run({});
    const { apiVersion, kind } = role;
    const owner = { apiVersion, kind, name: 'release', uid: 'uid-1' };
    const metadata = { ...config.metadata, ownerReferences: [owner] };
    expect(applied).to.deep.equal([{ ...config, metadata }]);
    expect(waits).to.deep.equal([]);
  });

  it('makes it without owner where the roles are somebody else’s', async () =>
    expect((await run({ there: [] })).applied).to.deep.equal([config]));

  it('leaves one that is there as it is', async () =>
    expect((await run({ there: [role, config] })).applied).to.deep.equal([]));

  it('applies it as it is when it is the release’s own', async () =>
    expect((await run({ there: [role, config], owner: undefined })).applied).to.deep.equal([
      config,
    ]));

  it('waits for the kind', async () => {
    const { applied, waits } = await run({ failures: 3 });
    expect(applied).to.have.length(1);
    expect(waits).to.deep.equal([1_000, 1_000, 1_000]);
  });

  it('tells the last failure when its time is up', async () => {
    const failure = await run({ failures: 9, patience: 2 }).catch(String);
    expect(failure).to.equal('Error: not served yet, 6 more');
  });
});
