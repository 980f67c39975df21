import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

import type { JsonObject } from '../../cni/protocol/types.ts';
import { primaryConf } from '../../hack/cluster/primary.ts';
import type { ClusterNode } from '../../hack/cluster/types.ts';
import { callPlugin, type CniCall } from './cni-call.ts';
import { journalOf } from './holdings.ts';
import { type NicRoom, nics, openNicRoom } from './nics.ts';
import { until } from './until.ts';

const multus = process.env['MULTUS_BIN'];
const confs = 'etc/cni/net.d';
const own = '00-multi-nic-meta.conflist';

const isThere = ({ disk }: ClusterNode): boolean => existsSync(join(disk, confs, own));

const addressesOf = (result: JsonObject | undefined): readonly string[] => {
  const ips = (result?.['ips'] ?? []) as readonly { readonly address: string }[];
  return ips.map(({ address }) => address.replace(/\/.*/, ''));
};

describe('beside Multus', function () {
  this.timeout(240_000);
  let room: NicRoom;
  let nodes: readonly ClusterNode[];
  let conf: JsonObject;
  before(async () => {
    room = await openNicRoom('beside-multus');
    ({ nodes } = room.cluster);
    const nad = `net-attach-def/${room.installed.network}`;
    conf = JSON.parse(await room.kubectl(['get', nad, '-o', 'jsonpath={.spec.config}']));
    await Promise.all(nodes.map(bringMultus));
  });
  after(async () => {
    await room.remove();
    await Promise.all(nodes.map(takeMultusAway));
  });

  /** Its conf, and its program where there is one. */
  const bringMultus = async (node: ClusterNode): Promise<void> => {
    const kubeconfig = '/etc/kubernetes/multus.kubeconfig';
    writeFileSync(join(node.disk, kubeconfig), readFileSync(room.cluster.kubeconfig));
    if (multus !== undefined) {
      const script = 'cat >/opt/cni/bin/multus.new && chmod 755 /opt/cni/bin/multus.new';
      const move = 'mv /opt/cni/bin/multus.new /opt/cni/bin/multus';
      const input = readFileSync(multus, 'base64');
      await node.exec(['sh', '-c', `base64 -d | { ${script}; } && ${move}`], { input });
    }
    const delegates = [JSON.parse(primaryConf(node)) as JsonObject];
    const text = JSON.stringify({
      cniVersion: '1.0.0',
      name: 'multus-cni-network',
      type: 'multus',
      kubeconfig,
      delegates,
    });
    writeFileSync(join(node.disk, confs, '00-multus.conf'), text);
    await until('our conf withdrawn', async () => (isThere(node) ? undefined : true));
  };
  const takeMultusAway = async (node: ClusterNode): Promise<void> => {
    for (const path of [`${confs}/00-multus.conf`, 'etc/kubernetes/multus.kubeconfig'])
      rmSync(join(node.disk, path));
    if (multus !== undefined) await node.exec(['rm', '/opt/cni/bin/multus']);
    await until('our conf back', async () => (isThere(node) ? true : undefined));
  };

  const call = (command: CniCall['command'], netns: string): CniCall => ({
    command,
    netns,
    plugin: 'multi-nic',
    ifName: 'net1',
    pod: [room.namespace, netns],
    conf,
  });
  const attached = new Map<string, JsonObject>();

  it('is a plain delegate: its plugins stay and attach all NICs to who is called by another', async () => {
    for (const [index, node] of nodes.entries()) {
      const netns = `called-${index + 1}`;
      await node.exec(['ip', 'netns', 'add', netns]);
      const result = await callPlugin(node, call('ADD', netns));
      const interfaces = result['interfaces'] as readonly { readonly name: string }[];
      expect(
        interfaces?.map(({ name }) => name),
        JSON.stringify(result),
      ).to.deep.equal([...nics]);
      attached.set(netns, result);
    }
    const [first] = nodes;
    expect(addressesOf(attached.get('called-2'))).to.have.length(nics.length);
    for (const [index, address] of addressesOf(attached.get('called-2')).entries()) {
      const ping = ['ping', '-c2', '-W2', '-I', nics[index] ?? '', address];
      const argv = ['ip', 'netns', 'exec', 'called-1', ...ping] as const;
      expect(await first?.exec(argv)).to.include('2 received');
    }
  });

  it('frees what it attached, also when it is asked twice', async () => {
    for (const [index, node] of nodes.entries()) {
      const netns = `called-${index + 1}`;
      for (const _ of ['first', 'second'])
        expect(await callPlugin(node, call('DEL', netns))).to.deep.equal({});
      expect(await node.exec(['ip', 'netns', 'exec', netns, 'ls', '/sys/class/net'])).to.be.a(
        'string',
      );
      expect(journalOf(node).map(({ attachment }) => attachment.key.containerID)).not.to.include(
        netns,
      );
      await node.exec(['ip', 'netns', 'del', netns]);
    }
  });

  if (multus === undefined) {
    console.log('MULTUS_BIN is unset: the test that real Multus calls us on a cluster DID NOT RUN');
  } else {
    it('is called by the real one for a pod with the annotation', async () => {
      await room.run(room.attached({ name: 'pod', node: 1 }));
      const links = await room.exec('pod', 'ls', '/sys/class/net');
      expect(links.split('\n')).to.include.members(['eth0', ...nics]);
    });
  }
});
