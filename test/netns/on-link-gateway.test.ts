import { expect } from 'chai';

import type { CIDR, CidrHost, MultiNicNetwork } from '../../lib/api/types.ts';
import { observeHost } from '../../node-agent/discover/observe.ts';
import { sysfs } from '../../node-agent/host/sysfs.ts';
import { applySteps } from '../../node-agent/routes/apply.ts';
import { desiredRoutes } from '../../node-agent/routes/desired.ts';
import { planPass } from '../../node-agent/routes/pass.ts';
import { defaultRouteConfig } from '../../node-agent/routes/types.ts';
import { type Namespace, openNamespace } from './route-world.ts';

const nics = { kinds: [], pattern: /^eth/, exclude: /^$/ };
const names = { apiVersion: 'multinic.fms.io/v1', metadata: { name: 'net' } };

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

const cidr: CIDR = {
  ...names,
  kind: 'CIDR',
  spec: {
    config: {
      name: 'net',
      type: 'ipvlan',
      subnet: '192.168.0.0/16',
      masterNets: ['10.128.0.0/20'],
      hostBlock: 6,
      interfaceBlock: 2,
      vlanMode: 'l3',
    },
    cidr: [
      {
        netAddress: '10.128.0.0/20',
        interfaceIndex: 0,
        vlanCIDR: '192.168.0.0/18',
        hosts: [
          block('node-1', '10.128.3.11', '192.168.0.0/24'),
          block('node-2', '10.128.3.12', '192.168.1.0/24'),
        ],
      },
    ],
  },
};

describe('a NIC with a /32 and a router on the wire, as Google Compute Engine has it,', () => {
  let host: Namespace;
  beforeEach(async () => {
    host = await openNamespace();
    await host.addNic('eth1', '10.128.3.11/32');
    await host.ipIn('route add 10.128.3.1 dev eth1 scope link');
    await host.ipIn('route add 10.128.0.0/20 via 10.128.3.1 dev eth1');
  });
  afterEach(() => host.destroy());

  it('routes the blocks of its peers by that router, once', async () => {
    const { interfaces } = await observeHost(host.ip, sysfs, nics);
    const hostInterface = {
      ...names,
      kind: 'HostInterface',
      spec: { hostName: 'node-1', interfaces },
    };
    const known = { networks: [network], pools: [], cidrs: [cidr], hostInterface };
    const desired = desiredRoutes(known, 'node-1');
    const { steps, findings } = await planPass(host.ip, desired, defaultRouteConfig);
    expect(findings).to.deep.equal([]);
    expect(await applySteps(host.ip, steps)).to.include({ failed: 0 });
    const routes = await host.ipIn('route show table 20000');
    expect(routes).to.match(/^192\.168\.1\.0\/24 nhid \d+ via 10\.128\.3\.1 dev eth1 /);
    expect((await planPass(host.ip, desired, defaultRouteConfig)).steps).to.deep.equal([]);
  });
});
