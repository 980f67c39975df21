import { expect } from 'chai';

import type { Program } from '../../../hack/node/program.ts';
import { kinds } from '../../../lib/api/group.ts';
import { host, l2Network, type Reader, reader } from './objects.ts';
import { eventually, type OperatorWorld } from './world.ts';

/** Two replicas under users of their own, so that the audit log tells who wrote. */
export function replicasSuite(given: () => OperatorWorld): void {
  let world: OperatorWorld;
  let read: Reader;
  let first: Program;
  let second: Program;
  const apply = (manifest: string): Promise<string> =>
    world.kubectl(['apply', '--filename=-'], manifest);
  const holder = async (): Promise<string> => {
    const lease = await world.api.get({
      kind: kinds.lease,
      name: 'multi-nic-operator',
      namespace: 'kube-system',
    });
    return (lease?.spec as { holderIdentity?: string } | undefined)?.holderIdentity ?? '';
  };
  const leads = (user: string): Promise<void> =>
    eventually(`${user} leads`, async () => (await holder()).startsWith(`${user}_`));

  before(async () => {
    world = given();
    read = reader(world);
    await apply([host('r-1', 1, { fabric: 9 }), host('r-2', 2, { fabric: 9 })].join('\n---\n'));
    first = await world.startOperator({ user: 'operator' });
    await leads('operator');
    second = await world.startOperator({ user: 'operator-2' });
    await apply(
      l2Network({
        name: 'replicated',
        subnet: '172.30.0.0/16',
        namespaces: ['default'],
        masterNets: ['10.9.1.0/24', '10.9.2.0/24'],
      }),
    );
    await eventually('pools', async () => (await read.pools('replicated')).length === 4);
  });
  after(async () => {
    await first.kill();
    await second.stop();
  });

  it('lets one of them write', async () => {
    const writers = (await world.controlPlane.auditEvents()).filter(
      ({ user, resource, verb }) =>
        user === 'operator-2' && resource !== 'leases' && verb !== 'list' && verb !== 'watch',
    );
    expect(writers).to.deep.equal([]);
  });

  it('goes on with the other when the leader is killed, and moves no block', async () => {
    const before = await read.blocks('replicated');
    await first.kill();
    await leads('operator-2');
    await apply(host('r-3', 3, { fabric: 9 }));
    await eventually('r-3 has blocks', async () => (await read.blocks('replicated')).length === 6);
    expect(await read.blocks('replicated')).to.include.members([...before]);
  });

  it('accepts nothing from a leader that stood still past its lease', async () => {
    first = await world.startOperator({ user: 'operator' });
    process.kill(second.pid, 'SIGSTOP');
    // Queued in the sockets of the one that stands still; it will want to act on it when it goes on.
    await world.kubectl(['delete', 'net-attach-def', 'replicated']);
    await apply(host('r-4', 4, { fabric: 9 }));
    await leads('operator');
    await eventually('r-4 has blocks', async () => (await read.blocks('replicated')).length === 8);
    await eventually('NAD', async () => (await read.nad('default', 'replicated')) !== undefined);
    const blocks = await read.blocks('replicated');
    const mark = await world.controlPlane.auditMark();
    process.kill(second.pid, 'SIGCONT');
    await eventually('told', async () => second.tail(400).includes('no longer leading'));
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const stale = (await world.controlPlane.auditEvents(mark)).filter(
      ({ user, verb, resource, code }) =>
        user === 'operator-2' &&
        !['list', 'watch', 'get'].includes(verb) &&
        !(resource === 'leases' && code === 409),
    );
    expect(stale).to.deep.equal([]);
    expect(await read.blocks('replicated')).to.deep.equal(blocks);
  });

  it('hands over at once when the leader is stopped', async () => {
    const since = performance.now();
    expect(await first.stop()).to.equal(0);
    await leads('operator-2');
    expect(performance.now() - since).to.be.below(2_500);
  });
}
