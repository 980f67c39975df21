import { expect } from 'chai';

import type { JsonObject } from '../../cni/protocol/types.ts';
import { type AnnotatedRoom, networksKey, openAnnotatedRoom } from './annotated.ts';
import { callPlugin, type CniCall } from './cni-call.ts';
import { journalOf } from './holdings.ts';
import { until } from './until.ts';

const defaultKey = 'v1.multus-cni.io/default-network';
/** One more than the agent serves side by side. */
const pods = Array.from({ length: 9 }, (_, index) => `named-${index}`);

const ours = (ipam: string): JsonObject => ({
  cniVersion: '1.0.0',
  type: 'multi-nic',
  plugin: { cniVersion: '0.3.0', type: 'macvlan' },
  ipam: { type: ipam },
});

describe('a network that names our own plugins', function () {
  this.timeout(240_000);
  let room: AnnotatedRoom;
  before(async () => {
    room = await openAnnotatedRoom('meta-recursion');
    await room.addNetworks({
      'multi-nic-meta': ours('multi-nic-ipam'),
      'other-ipam': { cniVersion: '1.0.0', type: 'macvlan', ipam: { type: 'multi-nic-meta' } },
      'own-ipam': ours('multi-nic-meta'),
    });
  });
  after(() => room.remove());

  /** Without waiting for anything. */
  const start = async (
    name: string,
    annotations: Readonly<Record<string, string>>,
  ): Promise<void> => {
    const manifest = await room.manifest({ name, node: 1, annotations });
    await room.kubectl(['apply', '--filename=-'], manifest);
  };
  const refusalOf = (pod: string, words: string): Promise<string> =>
    until(`${words} in the events of ${pod}`, async () => {
      const text = await room.kubectl(['describe', 'pod', pod]);
      return text.split('\n').find((line) => line.includes(words));
    });
  /** A pod of the same node comes up, those that were refused can be removed, and nothing of them is recorded. */
  const untouched = async (name: string, refused: readonly string[]): Promise<void> => {
    await room.run({ name, node: 1 });
    await room.kubectl(['delete', 'pods', ...refused, '--timeout=55s']);
    const recorded = journalOf(room.cluster.node(1)).map(({ attachment }) => attachment.pod.name);
    expect(recorded.filter((one) => refused.includes(one))).to.deep.equal([]);
  };

  it('and is called like the meta plugin, as the primary network of more pods than are served at once, stops no other pod', async () => {
    const annotations = { [defaultKey]: 'meta-recursion/multi-nic-meta' };
    for (const name of pods) await start(name, annotations);
    for (const name of pods) await refusalOf(name, 'no MultiNicNetwork "multi-nic-meta"');
    await untouched('plain', pods);
  });

  for (const network of ['other-ipam', 'own-ipam'])
    it(`as IPAM is refused with the field, and stops no other pod: ${network}`, async () => {
      await start(network, { [networksKey]: network });
      const line = await refusalOf(network, 'ipam.type: multi-nic-meta cannot be executed');
      expect(line).to.match(/Warning +FailedCreatePodSandBox/);
      await untouched(`plain-${network}`, [network]);
    });

  it('is refused too where another plugin calls it, as the reference plugins call their IPAM', async () => {
    const node = room.cluster.node(1);
    await node.exec(['ip', 'netns', 'add', 'recursion']);
    const call = (command: CniCall['command']): CniCall => ({
      command,
      plugin: 'macvlan',
      netns: 'recursion',
      ifName: 'net1',
      pod: [room.namespace, 'recursion'],
      conf: {
        cniVersion: '1.0.0',
        name: 'recursion',
        type: 'macvlan',
        master: 'eth4',
        ipam: { type: 'multi-nic-meta' },
      },
    });
    const { code, msg } = await callPlugin(node, call('ADD'));
    expect(code).to.equal(7);
    expect(msg).to.contain('ipam.type: multi-nic-meta gives no addresses');
    expect(await callPlugin(node, call('DEL'))).to.deep.equal({});
    await node.exec(['ip', 'netns', 'del', 'recursion']);
  });
});
