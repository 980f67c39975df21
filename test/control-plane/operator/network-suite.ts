import { readFileSync } from 'node:fs';
import { expect } from 'chai';

import { kinds } from '../../../lib/api/group.ts';
import type { Program } from '../../../hack/node/program.ts';
import { allocate, host, l2Network, type Reader, reader, release, yaml } from './objects.ts';
import { eventually, type OperatorWorld } from './world.ts';

const guide = new URL('../../fixtures/manifests/upstream/guide-network.yaml', import.meta.url);
const namespace = (name: string): string =>
  yaml({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

/** One operator, and what users do to networks. */
export function networkSuite(given: () => OperatorWorld): void {
  let world: OperatorWorld;
  let read: Reader;
  let operator: Program;
  const apply = (manifest: string): Promise<string> =>
    world.kubectl(['apply', '--filename=-'], manifest);
  const patch = (name: string, spec: object): Promise<string> =>
    world.kubectl([
      'patch',
      'multinicnetwork',
      name,
      '--type=merge',
      `--patch=${JSON.stringify({ spec })}`,
    ]);
  const ready = (name: string): Promise<void> =>
    eventually(
      `${name} Ready`,
      async () => (await read.condition(name, 'Ready'))?.status === 'True',
    );
  const poolNamed = async (network: string, block: string): Promise<string> => {
    const pool = (await read.pools(network)).find(({ spec }) => spec.podCIDR === block);
    return pool?.metadata.name ?? expect.fail(`no pool for ${block}`);
  };

  before(async () => {
    world = given();
    read = reader(world);
    await apply([host('node-1', 1), host('node-2', 2)].join('\n---\n'));
    operator = await world.startOperator();
  });
  after(() => operator.stop());

  it('makes blocks, pools and the NAD of the guide’s own network', async () => {
    await apply(readFileSync(guide, 'utf8'));
    const want = [
      'eth1@node-1 192.168.0.0/24',
      'eth1@node-2 192.168.1.0/24',
      'eth2@node-1 192.168.64.0/24',
      'eth2@node-2 192.168.65.0/24',
    ];
    await eventually('four pools', async () => (await read.pools('multi-nic-sample')).length === 4);
    expect(await read.blocks('multi-nic-sample')).to.deep.equal(want);
    const pools = (await read.pools('multi-nic-sample')).map(
      ({ spec }) => `${spec.interfaceName}@${spec.hostName} ${spec.podCIDR}`,
    );
    expect(pools.toSorted((a, b) => (a < b ? -1 : 1))).to.deep.equal(want);
    await eventually(
      'its NAD',
      async () => (await read.nad('default', 'multi-nic-sample')) !== undefined,
    );
    const nad = await read.nad('default', 'multi-nic-sample');
    expect(JSON.parse(nad?.spec.config ?? '')).to.deep.include({
      cniVersion: '0.3.0',
      name: 'multi-nic-sample',
      type: 'multi-nic',
      subnet: '192.168.0.0/16',
      masterNets: ['10.0.1.0/24', '10.0.2.0/24'],
      multiNICIPAM: true,
      plugin: { cniVersion: '0.3.0', type: 'ipvlan', mode: 'l3' },
    });
    expect(await read.nad('kube-system', 'multi-nic-sample')).to.equal(undefined);
    const waits = await read.condition('multi-nic-sample', 'Ready');
    expect(waits).to.include({
      status: 'False',
      reason: 'WaitingForRoutes',
      observedGeneration: 1,
    });
    const events = await world.kubectl(['events', '--for=multinicnetwork/multi-nic-sample']);
    expect(events).to.include('WaitingForRoutes');
  });

  it('lets kubectl wait for Ready', async () => {
    await apply(l2Network({ name: 'waited', subnet: '172.20.0.0/16' }));
    const wait = ['wait', '--for=condition=Ready', '--timeout=10s', 'multinicnetwork/waited'];
    expect(await world.kubectl(wait)).to.include('condition met');
  });

  it('serves a new namespace within a second', async () => {
    await apply(namespace('new-team'));
    const since = performance.now();
    await eventually(
      'NAD',
      async () => (await read.nad('new-team', 'waited')) !== undefined,
      1_000,
    );
    expect(performance.now() - since).to.be.below(1_000);
  });

  it('takes the NAD from a namespace that is taken off the list', async () => {
    await apply(namespace('off'));
    await apply(
      l2Network({ name: 'listed', subnet: '172.21.0.0/16', namespaces: ['default', 'off'] }),
    );
    await eventually('NAD', async () => (await read.nad('off', 'listed')) !== undefined);
    await patch('listed', { namespaces: ['default'] });
    await eventually('gone', async () => (await read.nad('off', 'listed')) === undefined);
    expect(await read.nad('default', 'listed')).not.to.equal(undefined);
  });

  it('leaves a NAD that is not ours, and says so', async () => {
    const foreign = {
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata: { name: 'foreign', namespace: 'default' },
      spec: { config: '{"type":"bridge"}' },
    };
    await apply(yaml(foreign));
    const before = await read.nad('default', 'foreign');
    await apply(l2Network({ name: 'foreign', subnet: '172.22.0.0/16', namespaces: ['default'] }));
    await eventually(
      'a condition',
      async () => (await read.condition('foreign', 'Stalled'))?.status === 'True',
    );
    expect((await read.condition('foreign', 'Stalled'))?.message).to.include('default');
    expect(await read.nad('default', 'foreign')).to.deep.equal(before);
    await world.kubectl(['delete', 'multinicnetwork', 'foreign', '--timeout=10s']);
    expect(await read.nad('default', 'foreign')).to.deep.equal(before);
  });

  it('restores a NAD that a user edits or deletes', async () => {
    await ready('listed');
    const original = await read.nad('default', 'listed');
    const edit = `--patch=${JSON.stringify({ spec: { config: '{}' } })}`;
    await world.kubectl(['patch', 'net-attach-def', 'listed', '--type=merge', edit]);
    const restored = async (): Promise<boolean> =>
      (await read.nad('default', 'listed'))?.spec.config === original?.spec.config;
    await eventually('restored', restored, 2_000);
    await world.kubectl(['delete', 'net-attach-def', 'listed']);
    await eventually('made again', restored, 2_000);
  });

  it('refuses an edit that would move addresses in use, and applies it when they are free', async () => {
    await apply(l2Network({ name: 'edited', subnet: '172.23.0.0/16', namespaces: ['default'] }));
    await eventually('pools', async () => (await read.pools('edited')).length === 4);
    const before = await read.blocks('edited');
    const pool = await poolNamed('edited', before[0]?.split(' ')[1] ?? '');
    await allocate(world, pool);
    await patch('edited', { subnet: '172.24.0.0/16' });
    await eventually(
      'refused',
      async () => (await read.condition('edited', 'Stalled'))?.status === 'True',
    );
    expect((await read.condition('edited', 'Stalled'))?.message).to.include('pod-1');
    expect(await read.blocks('edited')).to.deep.equal(before);
    await release(world, pool);
    const moved = async (): Promise<boolean> =>
      (await read.blocks('edited')).every((block) => block.includes(' 172.24.'));
    await eventually('applied', moved, 15_000);
    await eventually('pools', async () =>
      (await read.pools('edited')).every(({ spec }) => spec.podCIDR.startsWith('172.24.')),
    );
    await ready('edited');
  });

  it('deletes a network in use only when the last address is free, its NAD at once', async () => {
    await apply(l2Network({ name: 'leaving', subnet: '172.25.0.0/16', namespaces: ['default'] }));
    await eventually('pools', async () => (await read.pools('leaving')).length === 4);
    const pool = await poolNamed('leaving', (await read.pools('leaving'))[0]?.spec.podCIDR ?? '');
    await allocate(world, pool);
    await world.kubectl(['delete', 'multinicnetwork', 'leaving', '--wait=false']);
    await eventually('no NAD', async () => (await read.nad('default', 'leaving')) === undefined);
    await eventually('told', async () =>
      JSON.stringify((await read.network('leaving'))?.status?.conditions ?? []).includes('pod-1'),
    );
    expect(await read.blocks('leaving')).not.to.deep.equal([]);
    await release(world, pool);
    await eventually('gone', async () => (await read.network('leaving')) === undefined);
    await eventually('pools gone', async () => (await read.pools('leaving')).length === 0);
    expect(await read.blocks('leaving')).to.deep.equal([]);
  });

  it('gives a joining node blocks and takes them when it leaves, the others unmoved', async () => {
    const before = await read.blocks('waited');
    await apply(host('node-3', 3));
    await eventually(
      'joined',
      async () => (await read.blocks('waited')).length === before.length + 2,
    );
    expect(await read.blocks('waited')).to.include.members([...before]);
    await eventually(
      'pools',
      async () => (await read.pools('waited')).length === before.length + 2,
    );
    await world.kubectl(['delete', 'node', 'node-3']);
    const gone = async (): Promise<boolean> =>
      (await world.api.get({ kind: kinds.hostInterface, name: 'node-3' })) === undefined;
    await eventually('its HostInterface gone', gone);
    await eventually('left', async () => (await read.blocks('waited')).length === before.length);
    expect(await read.blocks('waited')).to.deep.equal(before);
    await eventually('pools', async () => (await read.pools('waited')).length === before.length);
  });

  it('writes nothing when it is restarted and nothing has changed', async () => {
    await operator.stop();
    const mark = await world.controlPlane.auditMark();
    operator = await world.startOperator();
    await eventually('leading', async () => operator.tail(200).includes('"leading"'));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const counts = await world.controlPlane.auditCounts(mark);
    const writes = Object.keys(counts).filter((line) => line.startsWith('operator '));
    expect(writes).to.deep.equal(['operator update leases']);
  });
}
