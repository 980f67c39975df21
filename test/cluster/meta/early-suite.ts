import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

import type { JsonObject } from '../../../cni/protocol/types.ts';
import type { ClusterNode } from '../../../hack/cluster/types.ts';
import { type AnnotatedRoom, hostLocal } from '../annotated.ts';
import type { PodSpec } from '../pods.ts';
import { until } from '../until.ts';

const folder = 'etc/cni/net.d';
const ownFile = `${folder}/00-multi-nic-meta.conflist`;
/** The first Multus' file must come before the primary network's, as it had to then. */
const earlyFile = `${folder}/00-multus-cni.conf`;
const kubeconfig = '/etc/kubernetes/node-kubeconfig.yaml';

/** An object as its README has it. */
const network = (name: string, plugin: string, args: JsonObject): unknown => ({
  apiVersion: 'kubernetes-network.cni.cncf.io/v1',
  kind: 'Network',
  metadata: { name },
  plugin,
  args: JSON.stringify([args]),
});

/** One of its own for each subnet, 10.<number>.0.0/24: a bridge has one gateway. */
const bridge = (number: number): JsonObject => ({
  bridge: `early${number}`,
  isDefaultGateway: true,
  ipam: hostLocal(`10.${number}.0.0/24`),
});
const macvlan = (subnet: string): JsonObject => ({ master: 'eth1', ipam: hostLocal(subnet) });

const pod = (name: string, ...networks: readonly string[]): PodSpec => ({
  name,
  node: 2,
  annotations:
    networks.length === 0
      ? {}
      : { networks: JSON.stringify(networks.map((one) => ({ name: one }))) },
});

/** Files and objects of the first Multus on node 2, whose agent answers to its name. */
export function earlySuite(given: () => AnnotatedRoom): void {
  let node: ClusterNode;
  before(async () => {
    const { cluster, kubectl } = given();
    node = cluster.node(2);
    const items = [
      network('flannel-conf', 'bridge', bridge(40)),
      network('sriov-conf', 'macvlan', macvlan('10.56.217.0/24')),
      network('sriov-l2-conf', 'macvlan', { master: 'eth2', if0name: 'north' }),
    ];
    await kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  });
  after(async () => {
    await given().kubectl(['delete', 'pods', '--all', '--timeout=55s']);
    rmSync(join(node.disk, earlyFile));
    for (const number of [40, 41, 42, 43]) await node.exec(['ip', 'link', 'del', `early${number}`]);
    await until('our own conf again', async () =>
      existsSync(join(node.disk, ownFile)) ? true : undefined,
    );
  });

  /** The agent sees the folder by the same news as the runtime. */
  const write = async (conf: JsonObject): Promise<void> => {
    const text = JSON.stringify({ name: 'node-cni-network', type: 'multus', ...conf });
    const path = join(node.disk, earlyFile);
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
    await until('our own conf withdrawn', async () =>
      existsSync(join(node.disk, ownFile)) ? undefined : true,
    );
  };
  const linksOf = async (name: string): Promise<string> => (await given().linksOf(name)).join(', ');
  /** Without the last number, for host-local goes on counting when the runtime has to try again. */
  const subnetsOf = async (name: string): Promise<string> =>
    (await linksOf(name)).replaceAll(/\.\d+\/24/g, '.0/24');

  it('shows kubectl the kind by its names of that time', async () => {
    const { kubectl } = given();
    for (const name of ['network', 'networks', 'net']) {
      const text = await kubectl(['get', name, '--no-headers', '-o', 'custom-columns=N:.plugin']);
      expect(text.trim().split('\n')).to.deep.equal(['bridge', 'macvlan', 'macvlan']);
    }
    const path = `/apis/kubernetes-network.cni.cncf.io/v1/namespaces/meta-settings/networks/sriov-conf`;
    expect(JSON.parse(await kubectl(['get', '--raw', path]))).to.deep.include({
      plugin: 'macvlan',
    });
  });

  it('gives a pod the networks that it names, the first as eth0', async () => {
    const { run, read } = given();
    await write({ kubeconfig });
    await run(pod('poc', 'flannel-conf', 'sriov-conf', 'sriov-l2-conf'));
    expect(await subnetsOf('poc')).to.equal('eth0 10.40.0.0/24, net0 10.56.217.0/24, north');
    expect(await linksOf('poc')).to.include(`eth0 ${await read('poc', '.status.podIP')}/24`);
  });

  it('gives a pod that names none the delegates, and another what it names in their place', async () => {
    const delegates = [{ type: 'bridge', ...bridge(41), masterplugin: true }];
    await write({ kubeconfig, delegates });
    const { run } = given();
    await run(pod('plain'), pod('named', 'sriov-conf'));
    expect(await subnetsOf('plain')).to.equal('eth0 10.41.0.0/24');
    expect(await subnetsOf('named')).to.equal('eth0 10.56.217.0/24');
  });

  it('puts what a pod names behind the delegates with always_use_default', async () => {
    const delegates = [{ type: 'bridge', ...bridge(42), masterplugin: true }];
    await write({ kubeconfig, delegates, always_use_default: true });
    await given().run(pod('always', 'sriov-conf'));
    expect(await subnetsOf('always')).to.equal('eth0 10.42.0.0/24, net0 10.56.217.0/24');
  });

  it('runs the delegates of a file alone for every pod, the master first', async () => {
    const delegates = [
      { type: 'macvlan', ...macvlan('10.56.218.0/24') },
      { type: 'ptp', ipam: hostLocal('10.168.1.0/24') },
      { type: 'bridge', ...bridge(43), masterplugin: true },
    ];
    await write({ delegates });
    await given().run(pod('file', 'sriov-conf'));
    expect(await subnetsOf('file')).to.equal(
      'eth0 10.43.0.0/24, net0 10.56.218.0/24, net1 10.168.1.0/24',
    );
  });
}
