import { expect } from 'chai';

import type { ClusterNode } from '../../hack/cluster/types.ts';
import {
  type AnnotatedRoom,
  hostLocal,
  macvlan,
  networksKey,
  openAnnotatedRoom,
} from './annotated.ts';
import { callPlugin, type CniCall } from './cni-call.ts';
import { journalOf } from './holdings.ts';

/** A runtime that does not hand over the pod's annotations: they come from the API server. */
describe('a runtime that says nothing but the name of the pod', function () {
  this.timeout(240_000);
  let room: AnnotatedRoom;
  let node: ClusterNode;
  before(async () => {
    room = await openAnnotatedRoom('meta-calls');
    node = room.cluster.node(1);
    await room.addNetworks({ mv: macvlan(hostLocal('10.17.0.0/24'), { master: 'eth4' }) });
  });
  after(() => room.remove());

  const call = (command: CniCall['command'], name: string): CniCall => ({
    command,
    plugin: 'multi-nic-meta',
    netns: name,
    ifName: 'eth0',
    pod: [room.namespace, name],
    conf: { cniVersion: '1.0.0', name: 'multi-nic-meta', type: 'multi-nic-meta' },
  });
  const linksIn = async (netns: string): Promise<readonly string[]> =>
    (await node.exec(['ip', '-n', netns, '-br', 'link']))
      .split('\n')
      .flatMap((line) => line.split(/[@ ]/).slice(0, 1))
      .filter((name) => name !== '' && name !== 'lo');

  it('is told to try again for a pod that nobody knows, and nothing is left', async () => {
    await node.exec(['ip', 'netns', 'add', 'nobody']);
    const { code, msg } = await callPlugin(node, call('ADD', 'nobody'));
    expect([code, msg]).to.deep.equal([
      11,
      'pod meta-calls/nobody is not known to the API server; it is tried again while it exists',
    ]);
    expect(await linksIn('nobody')).to.deep.equal([]);
    expect(journalOf(node).map(({ attachment }) => attachment.pod.name)).not.to.include('nobody');
    expect(await callPlugin(node, call('DEL', 'nobody'))).to.deep.equal({});
    await node.exec(['ip', 'netns', 'del', 'nobody']);
  });

  it('gets the networks of a pod that the API server tells of while it waits', async () => {
    await node.exec(['ip', 'netns', 'add', 'late']);
    const answer = callPlugin(node, call('ADD', 'late'));
    await room.run({ name: 'late', node: 1, annotations: { [networksKey]: 'mv' } });
    expect(await answer).to.have.property('ips');
    expect(await linksIn('late')).to.deep.equal(['eth0', 'net1']);
    expect(await callPlugin(node, call('DEL', 'late'))).to.deep.equal({});
    expect(await linksIn('late')).to.deep.equal([]);
    await node.exec(['ip', 'netns', 'del', 'late']);
  });
});
