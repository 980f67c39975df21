import { expect } from 'chai';

import type { Program } from '../../../hack/node/program.ts';
import { host, l2Network, type Reader, reader, yaml } from './objects.ts';
import { eventually, type OperatorWorld } from './world.ts';

const all = ['*'];
const view = ['get', 'list', 'watch'];
const rbac = 'rbac.authorization.k8s.io';

function grant(name: string, rules: readonly object[]): string {
  const role = { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name }, rules };
  const binding = {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
    subjects: [{ apiGroup: rbac, kind: 'User', name: 'confined' }],
  };
  return yaml(role, binding);
}

const nads = ['network-attachment-definitions'];
const most = grant('most', [
  { apiGroups: ['multinic.fms.io'], resources: all, verbs: all },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: all },
  { apiGroups: [''], resources: ['nodes', 'namespaces'], verbs: view },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
  { apiGroups: ['k8s.cni.cncf.io'], resources: nads, verbs: view },
  { apiGroups: ['apps'], resources: ['daemonsets'], verbs: view },
]);
const rest = grant('rest', [{ apiGroups: ['k8s.cni.cncf.io'], resources: nads, verbs: all }]);

/** An operator that RBAC keeps from something. */
export function rightsSuite(given: () => OperatorWorld): void {
  let world: OperatorWorld;
  let read: Reader;
  let operator: Program;
  const apply = (manifest: string): Promise<string> =>
    world.kubectl(['apply', '--filename=-'], manifest);

  const events = (): Promise<string> =>
    world.kubectl(['events', '--for=multinicnetwork/confined', '--types=Warning']);

  before(async () => {
    world = given();
    read = reader(world);
    await apply([most, host('c-1', 1, { fabric: 7 })].join('\n---\n'));
    operator = await world.startOperator({ user: 'confined' });
    await apply(
      l2Network({
        name: 'confined',
        subnet: '172.27.0.0/16',
        namespaces: ['default'],
        masterNets: ['10.7.1.0/24', '10.7.2.0/24'],
      }),
    );
  });
  after(() => operator.stop());

  it('does what it may, and tells the user what it may not', async () => {
    await eventually('pools', async () => (await read.pools('confined')).length === 2);
    await eventually('an Event', async () => (await events()).includes('ReconcileFailed'));
    expect(await events())
      .to.include('network-attachment-definitions')
      .and.include('forbidden');
    expect(await read.nad('default', 'confined')).to.equal(undefined);
  });

  it('goes on within 5 s after it is allowed', async () => {
    await apply(rest);
    await eventually(
      'NAD',
      async () => (await read.nad('default', 'confined')) !== undefined,
      5_000,
    );
  });
}
