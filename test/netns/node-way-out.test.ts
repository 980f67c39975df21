import { expect } from 'chai';

import type { CIDR, CidrHost, MultiNicNetwork } from '../../lib/api/types.ts';
import { createLog } from '../../lib/log.ts';
import { observeHost } from '../../node-agent/discover/observe.ts';
import type { Finding } from '../../node-agent/discover/types.ts';
import { sysfs } from '../../node-agent/host/sysfs.ts';
import { bringRoutes } from '../../node-agent/loops/routes.ts';
import { desiredRoutes } from '../../node-agent/routes/desired.ts';
import { protectedRanges } from '../../node-agent/routes/protected.ts';
import { defaultRouteConfig } from '../../node-agent/routes/types.ts';
import type { Known } from '../../node-agent/types.ts';
import { pass } from '../support/route-lab.ts';
import { type Namespace, openNamespace } from './route-world.ts';

const nics = { kinds: [], pattern: /^eth/, exclude: /^$/ };
const names = { apiVersion: 'multinic.fms.io/v1', metadata: { name: 'over' } };
const silent = createLog(
  () => {},
  () => new Date(0),
);

const network: MultiNicNetwork = {
  ...names,
  kind: 'MultiNicNetwork',
  spec: { ipam: '{}', multiNICIPAM: true, plugin: { cniVersion: '0.3.0', type: 'ipvlan' } },
};

const block = (hostName: string, hostIP: string, podCIDR: string): CidrHost => ({
  hostIndex: 0,
  hostName,
  interfaceName: 'eth1',
  hostIP,
  podCIDR,
});

/** An L3 network over the network of eth0, by which the node reaches its API server at 10.250.1.5. */
const cidr: CIDR = {
  ...names,
  kind: 'CIDR',
  spec: {
    config: {
      name: 'over',
      type: 'ipvlan',
      subnet: '10.250.0.0/16',
      masterNets: ['10.0.1.0/24'],
      hostBlock: 6,
      interfaceBlock: 2,
      vlanMode: 'l3',
    },
    cidr: [
      {
        netAddress: '10.0.1.0/24',
        interfaceIndex: 0,
        vlanCIDR: '10.250.0.0/18',
        hosts: [
          block('node-1', '10.0.1.1', '10.250.0.0/24'),
          block('node-2', '10.0.1.2', '10.250.1.0/24'),
        ],
      },
    ],
  },
};
const known: Known = { networks: [network], pools: [], cidrs: [cidr] };

describe('an L3 network 10.250.0.0/16 over the network of the node’s way out', () => {
  let host: Namespace;
  beforeEach(async () => {
    host = await openNamespace();
    await host.addNic('eth0', '10.250.0.11/16');
    await host.ipIn('route add default via 10.250.0.1 dev eth0');
    await host.addNic('eth1', '10.0.1.1/24');
  });
  afterEach(() => host.destroy());

  const toApiServer = (): Promise<string> =>
    host.ipIn('route get 10.250.1.5 from 10.250.0.11').catch(String);
  /** A pass of the agent; without `cached` the API server does not answer. */
  const bring = async (all: Known | undefined, cached?: Known): Promise<readonly Finding[]> => {
    const facts = await observeHost(host.ip, sysfs, nics, { nodeAddresses: [], published: [] });
    const found: Finding[] = [];
    await bringRoutes({
      nodeName: 'node-1',
      config: defaultRouteConfig,
      ip: host.ip,
      known: () => all,
      cached: () => cached,
      ranges: () => protectedRanges(facts, [], ''),
      facts: () => facts,
      api: { apply: async (object) => object },
      written: () => {},
      onFindings: (findings) => void found.push(...findings),
      log: silent,
    });
    return found;
  };

  for (const { name, cached } of [
    { name: 'what the API server says', cached: known },
    { name: 'a snapshot', cached: undefined },
  ]) {
    it(`gets no rule and no route by ${name}, and the reason is said`, async () => {
      const findings = await bring(known, cached);
      expect(findings.map(({ reason, network: of }) => [reason, of])).to.deep.equal([
        ['SubnetCoversNode', 'over'],
      ]);
      expect(findings[0]?.message).to.include('overlaps 10.250.0.0/16, the network of eth0');
      expect(await host.ipIn('rule show')).not.to.include('10.250.0.0/16');
      expect(await host.ipIn('route show table all')).not.to.include('table 20000');
      expect(await toApiServer()).to.include('dev eth0');
    });
  }

  for (const { name, all } of [
    { name: 'from a snapshot', all: known },
    { name: 'without one', all: undefined },
  ]) {
    it(`loses a rule that has cut the node off, when the agent starts ${name}`, async () => {
      await pass(host.ip, desiredRoutes(known, 'node-1'));
      expect(await toApiServer()).to.include('via 10.0.1.2 dev eth1 table 20000');
      await bring(all);
      expect(await host.ipIn('rule show')).not.to.include('10.250.0.0/16');
      expect(await toApiServer()).to.include('dev eth0');
    });
  }
});
