import { expect } from 'chai';

import type { CIDR } from '../../lib/api/types.ts';
import { agentPids } from './agents.ts';
import { type NicRoom, nics, openNicRoom } from './nics.ts';
import { until } from './until.ts';

type Link = {
  readonly ifname: string;
  readonly addr_info: readonly { readonly local: string; readonly prefixlen: number }[];
};

type Status = {
  readonly name: string;
  readonly interface: string;
  readonly ips: readonly string[];
  readonly mac: string;
  readonly default?: boolean;
};

const pods = ['one', 'two'] as const;

describe('a pod with one annotation', function () {
  this.timeout(240_000);
  let room: NicRoom;
  let cidr: CIDR;
  before(async () => {
    room = await openNicRoom('attached');
    await room.run(...pods.map((name, index) => room.attached({ name, node: index + 1 })));
    const { network } = room.installed;
    cidr = JSON.parse(await room.kubectl(['get', 'cidr', network, '--output=json'])) as CIDR;
  });
  after(() => room.remove());

  /** Address of every link, by name. */
  const addresses = async (pod: string): Promise<ReadonlyMap<string, string>> => {
    const links = JSON.parse(await room.exec(pod, 'ip', '-j', '-4', 'addr')) as readonly Link[];
    return new Map(
      links.map(({ ifname, addr_info }) => [
        ifname,
        addr_info.map(({ local, prefixlen }) => `${local}/${prefixlen}`).join(' '),
      ]),
    );
  };
  const addressOf = async (pod: string, link: string): Promise<string> =>
    (await addresses(pod)).get(link)?.replace(/\/.*/, '') ?? '';

  for (const [index, pod] of pods.entries()) {
    it(`has eth0 and a link per NIC with an address of the right pool (pod ${pod})`, async () => {
      const found = await addresses(pod);
      expect([...found.keys()]).to.deep.equal(['lo', 'eth0', ...nics]);
      expect(found.get('eth0')).to.equal(`${await room.read(pod, '.status.podIP')}/24`);
      const blocks = cidr.spec.cidr.map(({ hosts, vlanCIDR }) => ({
        ...hosts.find(({ hostName }) => hostName === `node-${index + 1}`),
        prefix: vlanCIDR.replace(/.*\//, ''),
      }));
      expect(blocks.map(({ interfaceName }) => interfaceName)).to.deep.equal(
        room.cluster.node(index + 1).nics.map(({ name }) => name),
      );
      for (const [nic, { podCIDR = '', prefix }] of blocks.entries()) {
        const block = podCIDR.replace(/\.\d+\/24$/, '.');
        expect(found.get(`net1-${nic}`)).to.match(new RegExp(`^${block}\\d+/${prefix}$`));
      }
    });

    it(`is shown in its network-status what it has (pod ${pod})`, async () => {
      const path = '.metadata.annotations.k8s\\.v1\\.cni\\.cncf\\.io/network-status';
      const text = await until(
        'a network-status',
        async () => (await room.read(pod, path)) || undefined,
      );
      const links = JSON.parse(await room.exec(pod, 'ip', '-j', 'link')) as readonly {
        readonly ifname: string;
        readonly address: string;
      }[];
      const macs = new Map(links.map(({ ifname, address }) => [ifname, address]));
      const status = JSON.parse(text) as readonly Status[];
      expect(status.map((one) => [one.interface, one.default ?? false])).to.deep.equal([
        ['eth0', true],
        ...nics.map((nic) => [nic, false]),
      ]);
      for (const one of status) {
        expect(one.ips).to.deep.equal([await addressOf(pod, one.interface)]);
        expect(one.mac).to.equal(macs.get(one.interface));
      }
      const names = new Set(status.slice(1).map(({ name }) => name));
      expect([...names]).to.deep.equal([`${room.namespace}/${room.installed.network}`]);
    });
  }

  for (const [from, to] of [
    ['one', 'two'],
    ['two', 'one'],
  ] as const) {
    it(`reaches every NIC of a pod on the other node over its own (${from} to ${to})`, async () => {
      const targets = await addresses(to);
      for (const nic of nics) {
        const address = targets.get(nic)?.replace(/\/.*/, '') ?? '';
        const said = await room.exec(from, 'ping', '-c1', '-W3', '-I', nic, address);
        expect(said).to.include('1 packets received');
      }
    });
  }

  it('keeps its own network: default route and pings over eth0', async () => {
    expect(await room.exec('one', 'ip', 'route', 'show', 'default')).to.match(/dev eth0/);
    const said = await room.exec('one', 'ping', '-c1', '-W2', await addressOf('two', 'eth0'));
    expect(said).to.include('1 packets received');
  });

  it('is attached by an agent under the runtime’s seccomp profile, with a bound on its memory', async () => {
    const node = room.cluster.node(1);
    const [pid = ''] = await agentPids(node);
    const status = await node.exec(['cat', `/proc/${pid}/status`]);
    // 2: filtered (seccomp(2)); children, which are the plugins that it executes, inherit it.
    expect(status).to.match(/^Seccomp:\s+2$/m);
    const limit = '{.spec.template.spec.containers[0].resources.limits.memory}';
    const daemonSet = ['daemonset/multi-nicd', `--namespace=${room.installed.namespace}`];
    const where = ['get', ...daemonSet, `--output=jsonpath=${limit}`];
    expect(await room.cluster.kubectl(where)).to.equal('768Mi');
  });

  it('stands in the pools that kubectl lists, one address in each of its node', async () => {
    const { network } = room.installed;
    const row = '{.spec.hostName} {.spec.interfaceName} {.spec.allocations[*].pod}{"\\n"}';
    const path = `jsonpath={range .items[?(@.spec.netAttachDef=="${network}")]}${row}{end}`;
    const want = room.cluster.nodes
      .flatMap((node) =>
        node.nics.map(({ name }) => `${node.name} ${name} ${pods[node.index - 1]}`),
      )
      .toSorted();
    const rows = await until('the copies of the journals', async () => {
      const text = await room.kubectl(['get', 'ippools.multinic.fms.io', `--output=${path}`]);
      const lines = text.trim().split('\n').toSorted();
      return lines.join() === want.join() ? lines : undefined;
    });
    expect(rows).to.deep.equal(want);
  });

  it('belongs to a network that kubectl shows in columns', async () => {
    const text = await room.kubectl(['get', 'multinic']);
    const lines = text.split('\n').map((line) => line.trim().replaceAll(/ +/g, ' '));
    const head = lines.indexOf('NAME SUBNET PLUGIN STRATEGY HOSTS ROUTES READY REASON AGE');
    expect(lines[head + 1]).to.match(
      /^multinicnetwork.multinic.fms.io\/multi-nic-sample 192\.168\.0\.0\/16 macvlan none 2 N\/A True Ready \d/,
    );
    expect(lines).to.include('NAME NETWORK HOST INTERFACE PODCIDR USED FREE AGE');
  });

  it('belongs to a network whose blocks a person can read with kubectl describe cidr', async () => {
    const text = await room.kubectl(['describe', 'cidr', room.installed.network]);
    expect(text.split('\n').length).to.be.lessThan(110);
    for (const line of [
      /^Name: +multi-nic-sample$/m,
      /^ +Host Name: +node-2$/m,
      /^ +Interface Name: +eth4$/m,
      /^ +Pod CIDR: +192\.168\.193\.0\/24$/m,
      /^ +Vlan CIDR: +192\.168\.192\.0\/18$/m,
      /^ +Blocks: +8$/m,
    ]) {
      expect(text).to.match(line);
    }
  });
});
