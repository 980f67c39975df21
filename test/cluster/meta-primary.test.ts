import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

import type { JsonObject } from '../../cni/protocol/types.ts';
import { primaryConf, primaryConfFile } from '../../hack/cluster/primary.ts';
import type { ClusterNode } from '../../hack/cluster/types.ts';
import { untilSaid } from './agents.ts';
import {
  type AnnotatedRoom,
  hostLocal,
  macvlan,
  networksKey,
  openAnnotatedRoom,
} from './annotated.ts';
import { until } from './until.ts';

const folder = 'etc/cni/net.d';
const ownFile = '00-multi-nic-meta.conflist';

const pod = (name: string) => ({ name, node: 2, annotations: { [networksKey]: 'mv' } });

describe('the primary network', function () {
  this.timeout(240_000);
  let room: AnnotatedRoom;
  let node: ClusterNode;
  before(async () => {
    room = await openAnnotatedRoom('meta-primary');
    node = room.cluster.node(2);
    await room.addNetworks({ mv: macvlan(hostLocal('10.16.0.0/24'), { master: 'eth4' }) });
  });
  after(() => room.remove());

  const path = (file: string): string => join(node.disk, folder, file);
  const write = (file: string, conf: object): void => {
    writeFileSync(path('.new'), JSON.stringify(conf));
    renameSync(path('.new'), path(file));
  };
  const primaryWith = (change: object, plugin: object = {}): object => {
    const conf = JSON.parse(primaryConf(node)) as { readonly plugins: readonly JsonObject[] };
    return { ...conf, plugins: conf.plugins.map((one) => ({ ...one, ...plugin })), ...change };
  };
  const heldByOther = () => node.exec(['ls', '/var/lib/cni/networks/other']);
  const untilOwn = (what: string, holds: (own: { readonly cniVersion: string }) => boolean) =>
    until(what, async () =>
      holds(JSON.parse(readFileSync(path(ownFile), 'utf8'))) ? true : undefined,
    );

  it('is followed when it changes in place', async () => {
    write(primaryConfFile, primaryWith({ cniVersion: '0.4.0' }, { mtu: 1450 }));
    try {
      await untilOwn('its version in our conf', ({ cniVersion }) => cniVersion === '0.4.0');
      await room.run(pod('changed'));
      expect(await room.exec('changed', 'ip', 'link', 'show', 'eth0')).to.include('mtu 1450');
      expect((await room.linksOf('changed')).at(-1)).to.match(/^net1 10\.16\.0\./);
    } finally {
      node.writePrimary();
      await untilOwn('its version as before', ({ cniVersion }) => cniVersion === '1.0.0');
    }
  });

  it('is followed to another file, and a pod is freed by the one that it came by', async () => {
    const ipam = {
      type: 'host-local',
      ranges: [[{ subnet: '10.244.2.0/24', rangeStart: '10.244.2.200' }]],
    };
    write('05-other.conflist', primaryWith({ name: 'other', cniVersion: '0.4.0' }, { ipam }));
    try {
      await untilOwn('the other network in our conf', ({ cniVersion }) => cniVersion === '0.4.0');
      await room.run(pod('other'));
      expect(await room.read('other', '.status.podIP')).to.equal('10.244.2.200');
      const [primary, net1] = await room.statusOf('other');
      expect([primary?.name, net1?.name]).to.deep.equal(['other', 'meta-primary/mv']);
      expect(await heldByOther()).to.include('10.244.2.200');
    } finally {
      rmSync(path('05-other.conflist'));
      await untilOwn('the network as before', ({ cniVersion }) => cniVersion === '1.0.0');
    }
    await room.kubectl(['delete', 'pod', 'other', '--timeout=55s']);
    expect(await heldByOther()).not.to.include('10.244.2.200');
  });

  it('may come after us: the node then becomes Ready, and its pods have their networks', async () => {
    for (const file of [primaryConfFile, ownFile]) rmSync(path(file));
    await room.kubectl(['delete', 'pods', '--all', '--force', '--grace-period=0']);
    await node.reboot();
    await untilSaid(room.installed, node, ['has no primary network']);
    expect(existsSync(path(ownFile))).to.equal(false);
    node.writePrimary();
    await untilOwn('our conf', () => true);
    await room.cluster.ready(90);
    await room.run(pod('late'));
    expect((await room.linksOf('late')).map((link) => link.split(' ')[0])).to.deep.equal([
      'eth0',
      'net1',
    ]);
    await room.installed.ready();
  });
});
