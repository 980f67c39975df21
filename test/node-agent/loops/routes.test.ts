import { expect } from 'chai';
import type { CIDR, HostInterface, KubeObject, MultiNicNetwork } from '../../../lib/api/types.ts';
import { createLog } from '../../../lib/log.ts';
import { bringRoutes, createFindingLog } from '../../../node-agent/loops/routes.ts';
import { type Protected, protectedRanges } from '../../../node-agent/routes/protected.ts';
import { defaultRouteConfig } from '../../../node-agent/routes/types.ts';
import type { Known } from '../../../node-agent/types.ts';
import { type FakeIp, fakeIp } from '../../support/fake-ip.ts';

const v1 = 'multinic.fms.io/v1';
const silent = createLog(
  () => {},
  () => new Date(0),
);

const network: MultiNicNetwork = {
  apiVersion: v1,
  kind: 'MultiNicNetwork',
  metadata: { name: 'net' },
  spec: {
    subnet: '192.168.0.0/16',
    ipam: '{"type":"multi-nic-ipam","hostBlock":6,"interfaceBlock":2,"vlanMode":"l3"}',
    multiNICIPAM: true,
    plugin: { cniVersion: '0.3.0', type: 'ipvlan' },
  },
};

const hostInterface = (networks?: HostInterface['status']): HostInterface => ({
  apiVersion: v1,
  kind: 'HostInterface',
  metadata: { name: 'h0', uid: 'u0' },
  spec: {
    hostName: 'h0',
    interfaces: [{ interfaceName: 'eth1', netAddress: '10.0.1.0/24', hostIP: '10.0.1.1' }],
  },
  ...(networks === undefined ? {} : { status: networks }),
});

/** A network of h0 and as many peers. */
function known(peers: number, status?: HostInterface['status']): Known {
  const hosts = Array.from({ length: peers + 1 }, (_, index) => ({
    hostIndex: index,
    hostName: `h${index}`,
    interfaceName: 'eth1',
    hostIP: `10.0.1.${index + 1}`,
    podCIDR: `192.168.${index}.0/24`,
  }));
  const entry = { netAddress: '10.0.1.0/24', interfaceIndex: 0, vlanCIDR: '192.168.0.0/18', hosts };
  const config = {
    name: 'net',
    type: 'ipvlan',
    subnet: '192.168.0.0/16',
    masterNets: [],
    hostBlock: 6,
    interfaceBlock: 2,
    vlanMode: 'l3',
  } as const;
  const cidr: CIDR = {
    apiVersion: v1,
    kind: 'CIDR',
    metadata: { name: 'net' },
    spec: { config, cidr: [entry] },
  };
  return { networks: [network], pools: [], cidrs: [cidr], hostInterface: hostInterface(status) };
}

type Pass = {
  readonly known: Known | undefined;
  readonly cached: Known | undefined;
  readonly ranges?: readonly Protected[];
};

async function pass(ip: FakeIp, { known: all, cached, ranges = [] }: Pass) {
  const told: KubeObject[] = [];
  const again = await bringRoutes({
    nodeName: 'h0',
    config: defaultRouteConfig,
    ip,
    known: () => all,
    cached: () => cached,
    facts: () => undefined,
    ranges: () => ranges,
    onFindings: () => {},
    api: {
      apply: async (object) => {
        told.push(object);
        return object;
      },
    },
    written: () => {},
    log: silent,
  });
  return { again, told };
}

const lab = (): FakeIp => fakeIp({ setup: ['link add eth1', 'address add 10.0.1.1/24 dev eth1'] });
const destinations = (ip: FakeIp): string[] =>
  ip.print().flatMap((line) => /route replace (192\.168\S+)/.exec(line)?.[1] ?? []);

describe('bringRoutes', () => {
  it('does nothing while nothing is known', async () => {
    const ip = lab();
    expect(await pass(ip, { known: undefined, cached: undefined })).to.deep.equal({
      again: undefined,
      told: [],
    });
    expect(ip.writes()).to.equal(0);
  });

  it('makes the routes and says so in the HostInterface, once', async () => {
    const ip = lab();
    const all = known(2);
    const { told } = await pass(ip, { known: all, cached: all });
    expect(destinations(ip)).to.deep.equal(['192.168.1.0/24', '192.168.2.0/24']);
    const status = { interfaces: 1, up: 1, networks: [{ name: 'net', routes: 'Ready' }] };
    expect(told.map((object) => object.status)).to.deep.equal([status]);
    const after = known(2, { ...status, networks: [{ name: 'net', routes: 'Ready' }] });
    const writes = ip.writes();
    expect((await pass(ip, { known: after, cached: after })).told).to.deep.equal([]);
    expect(ip.writes()).to.equal(writes);
  });

  it('takes the route of a peer that left away', async () => {
    const ip = lab();
    await pass(ip, { known: known(2), cached: known(2) });
    await pass(ip, { known: known(1), cached: known(1) });
    expect(destinations(ip)).to.deep.equal(['192.168.1.0/24']);
  });

  it('takes nothing away by a snapshot, which may be older than the kernel', async () => {
    const ip = lab();
    await pass(ip, { known: known(2), cached: known(2) });
    const { told } = await pass(ip, { known: known(1), cached: undefined });
    expect(destinations(ip)).to.deep.equal(['192.168.1.0/24', '192.168.2.0/24']);
    expect(told).to.deep.equal([]);
  });

  for (const { name, all } of [
    { name: 'a snapshot', all: known(2) },
    { name: 'nothing', all: undefined },
  ]) {
    it(`takes a rule away that cuts the node off, knowing ${name} while the API server is away`, async () => {
      const ip = lab();
      await pass(ip, { known: known(2), cached: known(2) });
      const ranges = protectedRanges(undefined, ['192.168.9.9'], '');
      await pass(ip, { known: all, cached: undefined, ranges });
      expect(ip.print().filter((line) => line.includes('rule'))).to.deep.equal([]);
      const writes = ip.writes();
      await pass(ip, { known: all, cached: undefined, ranges });
      expect(ip.writes()).to.equal(writes);
    });
  }
});

describe('the log of route findings', () => {
  it('has each once, and again when it came back', () => {
    const lines: string[] = [];
    const write = (level: string) => (_: string, fields?: object) =>
      void lines.push(`${level} ${(fields as { message: string }).message}`);
    const tell = createFindingLog({ warn: write('warn'), debug: write('debug') });
    const both = [
      { reason: 'SubnetCoversNode', message: 'covers' },
      { reason: 'NicDown', message: 'down' },
    ];
    tell(both);
    tell(both);
    tell([]);
    tell(both);
    expect(lines).to.deep.equal(['warn covers', 'debug down', 'warn covers', 'debug down']);
  });
});
