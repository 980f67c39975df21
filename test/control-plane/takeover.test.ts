import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { run } from '../../hack/node/run.ts';
import { tool } from '../../hack/node/tool.ts';
import type { KubeObject } from '../../lib/api/types.ts';
import { ourCrds } from '../support/our-crds.ts';
import { type ChartWorld, startChartWorld } from './chart/world.ts';

/** A kind as some other product made it: no Helm, no rules. */
function crdOf(name: string): object {
  const [plural = ''] = name.split('.');
  const kinds = ['CIDR', 'Config', 'DeviceClass', 'HostInterface', 'IPPool', 'MultiNicNetwork'];
  const kind = kinds.find((one) => plural.startsWith(one.toLowerCase())) ?? '';
  const schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name },
    spec: {
      group: 'multinic.fms.io',
      scope: 'Cluster',
      names: { plural, kind, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: schema },
          subresources: { status: {} },
        },
      ],
    },
  };
}

const objectOf = (kind: string, name: string, spec: object): object => ({
  apiVersion: 'multinic.fms.io/v1',
  kind,
  metadata: { name, finalizers: [`finalizers.${kind.toLowerCase()}.multinic.fms.io`] },
  spec,
});

const pool = '192.168.0.0/24';
const definition = { name: 'taken', type: 'macvlan', subnet: '192.168.0.0/16', masterNets: [] };

/** As v1.3.2 leaves them. */
const objects: readonly object[] = [
  objectOf('Config', 'multi-nicd', {
    cniType: 'multi-nic',
    ipamType: 'multi-nic-ipam',
    joinPath: '/join',
    getInterfacePath: '/interface',
    daemon: {
      image: 'ghcr.io/foundation-model-stack/multi-nic-cni-daemon:v1.3.2',
      port: 11_000,
      mounts: [
        { name: 'rt-tables', podpath: '/opt/rt_tables', hostpath: '/etc/iproute2/rt_tables' },
      ],
      securityContext: { privileged: true },
    },
  }),
  objectOf('MultiNicNetwork', 'taken', {
    subnet: '192.168.0.0/16',
    ipam: '{"type":"multi-nic-ipam","hostBlock":6,"interfaceBlock":2}',
    multiNICIPAM: true,
    plugin: { cniVersion: '0.3.0', type: 'macvlan' },
  }),
  objectOf('CIDR', 'taken', {
    config: { ...definition, hostBlock: 6, interfaceBlock: 2 },
    cidr: [
      {
        netAddress: '10.1.0.0/24',
        interfaceIndex: 0,
        vlanCIDR: '192.168.0.0/18',
        hosts: [
          {
            hostIndex: 0,
            hostName: 'node-1',
            interfaceName: 'eth1',
            hostIP: '10.1.0.1',
            podCIDR: pool,
          },
        ],
      },
    ],
  }),
  objectOf('IPPool', 'taken-192.168.0.0-24', {
    podCIDR: pool,
    vlanCIDR: '192.168.0.0/18',
    netAttachDef: 'taken',
    hostName: 'node-1',
    interfaceName: 'eth1',
    excludes: [],
    allocations: [{ pod: 'a', namespace: 'default', index: 1, address: '192.168.0.1' }],
  }),
];

/** The shell blocks of the guide that change the cluster's objects: kinds, Config and release. */
function blocksOfGuide(): readonly string[] {
  const guide = readFileSync('docs/from-multi-nic-cni.md', 'utf8');
  const blocks = [...guide.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(
    ([, block = '']) => block,
  );
  return blocks.filter((block) => /force-conflicts|take-ownership/.test(block));
}

describe('a cluster with the kinds and objects of Multi-NIC CNI', function () {
  this.timeout(120_000);
  let world: ChartWorld;
  const kept = ['multinicnetworks', 'cidrs', 'ippools'].map((kind) => `${kind}.multinic.fms.io`);
  const specs = async (): Promise<readonly unknown[]> => {
    const list = await world.kubectl(['get', kept.join(), '--output=json']);
    return (JSON.parse(list) as { items: readonly KubeObject[] }).items.map(({ spec }) => spec);
  };
  before(async () => {
    world = await startChartWorld();
    for (const one of ourCrds)
      await world.kubectl(['create', '--filename=-'], JSON.stringify(crdOf(one)));
    await world.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
    for (const one of objects) await world.kubectl(['create', '--filename=-'], JSON.stringify(one));
  });
  after(() => world?.stop());

  /** As a person types it, with the two words filled in. */
  const typed = (block: string): Promise<string> => {
    const filled = block.replace('REGISTRY', 'localhost').replace('FOLDER', '/var/lib/cni/bin');
    const { kubeconfig } = world.controlPlane;
    const home = {
      HOME: world.dir,
      KUBECONFIG: kubeconfig,
      KUBECACHEDIR: join(world.dir, 'cache'),
    };
    const path = ['kubectl', 'helm'].map((name) => dirname(tool(name))).join(':');
    const env = { ...process.env, ...home, PATH: `${path}:${process.env['PATH'] ?? ''}` };
    return run(['sh', '-ec', filled], { env });
  };

  it('is refused by Helm as it is', async () => {
    const refusal = await world.install().catch(String);
    expect(refusal).to.include('multinic.fms.io').and.include('ownership');
  });

  it('is taken over by the commands of the guide, no network, block or address changed', async () => {
    const before = await specs();
    for (const block of blocksOfGuide()) await typed(block);
    expect(await specs()).to.deep.equal(before);
    const config = await world.kubectl(['get', 'mnconfig', 'multi-nicd', '--output=json']);
    const { metadata, spec } = JSON.parse(config) as KubeObject & { spec: { daemon: object } };
    expect(metadata.finalizers).to.equal(undefined);
    expect(spec.daemon)
      .to.include({ cniBinDir: '/var/lib/cni/bin' })
      .and.not.have.any.keys('mounts', 'securityContext');
    expect(spec.daemon)
      .to.have.property('image')
      .that.matches(/^localhost\/multi-nic-node-agent:/);
  });

  it('is a release like any other then', async () => {
    expect(await world.install()).to.include('REVISION: 2');
    expect(await world.kubectl(['get', 'mnn']))
      .to.include('NAME')
      .and.include('taken');
    const bad = JSON.stringify(
      objectOf('MultiNicNetwork', 'bad', {
        ipam: '',
        plugin: { cniVersion: '0.3.0', type: 'macvlan' },
      }),
    );
    expect(await world.kubectl(['create', '--filename=-'], bad).catch(String)).to.include(
      'spec.ipam is not a JSON object',
    );
  });
});
