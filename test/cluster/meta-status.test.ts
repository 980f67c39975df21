import { expect } from 'chai';

import type { ClusterNode } from '../../hack/cluster/types.ts';
import { untilSaid } from './agents.ts';
import { type AnnotatedRoom, asking, macvlan, openAnnotatedRoom, statusKey } from './annotated.ts';
import { journalOf } from './holdings.ts';
import { until } from './until.ts';

const role = 'clusterrole/multi-nic-node-agent';
/** A link of its own in the chain, which says that it was called and takes its time. */
const slow = `#!/bin/sh
[ "$CNI_COMMAND" != ADD ] || { touch /run/slow-was-called; sleep 5; }
`;

/** On node 2, with one network. */
const pod = (name: string, network: string, address: string) => ({
  name,
  node: 2,
  annotations: asking({ name: network, ips: [`${address}/24`] }),
});

describe('network-status', function () {
  this.timeout(240_000);
  let room: AnnotatedRoom;
  let node: ClusterNode;
  before(async () => {
    room = await openAnnotatedRoom('meta-status');
    node = room.cluster.node(2);
    const plugin = macvlan({ type: 'static' }, { master: 'eth3', capabilities: { ips: true } });
    await node.exec(['sh', '-c', 'cat >/opt/cni/bin/slow && chmod 755 /opt/cni/bin/slow'], {
      input: slow,
    });
    await room.addNetworks({
      quick: plugin,
      slow: { cniVersion: '1.0.0', plugins: [plugin, { type: 'slow' }] },
    });
  });
  after(async () => {
    await room.remove();
    await node.exec(['rm', '-f', '/opt/cni/bin/slow', '/run/slow-was-called']);
  });

  const addressesOf = async (name: string): Promise<readonly (readonly string[] | undefined)[]> =>
    (await room.statusOf(name)).slice(1).map(({ ips }) => ips);

  it('is of the pod that has the name now, when one was deleted during its ADD', async () => {
    await room.kubectl(['apply', '-f', '-'], await room.manifest(pod('same', 'slow', '10.13.0.1')));
    await until('the call of the slow plugin', () => node.exec(['ls', '/run/slow-was-called']));
    const old = await room.read('same', '.metadata.uid');
    await room.kubectl(['delete', 'pod', 'same', '--force', '--grace-period=0']);
    await room.run(pod('same', 'quick', '10.13.0.2'));
    expect(await addressesOf('same')).to.deep.equal([['10.13.0.2']]);
    await until('nothing recorded of the pod that is gone', async () => {
      const uids = journalOf(node).map(({ attachment }) => attachment.pod.uid);
      return uids.includes(old) ? undefined : true;
    });
    expect(await addressesOf('same')).to.deep.equal([['10.13.0.2']]);
  });

  it('is told when the API server is back, and nobody waits for it', async () => {
    const { controlPlane } = room.cluster;
    const manifest = JSON.parse(await room.manifest(pod('offline', 'quick', '10.13.0.3'))) as {
      readonly metadata: object;
    };
    const metadata = { ...manifest.metadata, namespace: room.namespace };
    await controlPlane.killApiServer();
    node.addStaticPod('offline', JSON.stringify({ ...manifest, metadata }));
    try {
      try {
        await until('the pod attached without an API server', async () => {
          const attached = journalOf(node).filter(({ state }) => state === 'attached');
          const names = attached.map(({ attachment }) => attachment.pod.name);
          return names.includes(`offline-${node.name}`) ? true : undefined;
        });
      } finally {
        await controlPlane.startApiServer();
      }
      await room.cluster.ready();
      const name = `offline-${node.name}`;
      // Kubelet makes the mirror pod when it looks at the pod again, which it does once a minute.
      await until('the mirror pod', () => room.read(name, '.metadata.uid'), 100_000);
      expect(await addressesOf(name)).to.deep.equal([['10.13.0.3']]);
    } finally {
      node.removeStaticPod('offline');
    }
  });

  it('holds up no pod where it may not be written, is missed aloud, and comes with the right', async () => {
    const { kubectl } = room.cluster;
    const whole = await kubectl(['get', role, '--output=json']);
    const { rules, ...rest } = JSON.parse(whole) as { rules: { resources: string[] }[] };
    const without = rules.filter(({ resources }) => !resources.includes('pods/status'));
    expect(without).to.have.length(rules.length - 1);
    await kubectl(['replace', '-f', '-'], JSON.stringify({ ...rest, rules: without }));
    try {
      await room.run(pod('stays', 'quick', '10.13.0.4'), pod('renewed', 'quick', '10.13.0.5'));
      expect(await room.linksOf('stays')).to.include('net1 10.13.0.4/24');
      await untilSaid(room.installed, node, ['meta-status/stays', 'cannot patch', 'pods/status']);
      await untilSaid(room.installed, node, ['meta-status/renewed', 'cannot patch', 'pods/status']);
      await room.kubectl(['delete', 'pod', 'renewed', '--timeout=55s']);
      await room.run(pod('renewed', 'quick', '10.13.0.6'));
      const object = JSON.parse(await room.kubectl(['get', 'pod', 'stays', '-o', 'json'])) as {
        readonly metadata: { readonly annotations: object };
      };
      expect(object.metadata.annotations).not.to.have.property(statusKey);
    } finally {
      const patch = JSON.stringify({ rules });
      await kubectl(['patch', role, '--type=merge', `--patch=${patch}`]);
    }
    expect(await until('both statuses', () => addressesOf('stays'), 100_000)).to.deep.equal([
      ['10.13.0.4'],
    ]);
    expect(await until('both statuses', () => addressesOf('renewed'), 100_000)).to.deep.equal([
      ['10.13.0.6'],
    ]);
  });
});
