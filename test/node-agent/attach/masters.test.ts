import { expect } from 'chai';
import type { NetConf } from '../../../cni/protocol/types.ts';
import type { MultiNicNetwork } from '../../../lib/api/types.ts';
import { selectMasters } from '../../../node-agent/attach/masters.ts';
import { CniError } from '../../../cni/protocol/error.ts';

const nics = [
  { interfaceName: 'eth1', netAddress: '10.0.1.0/24', hostIP: '10.0.1.5' },
  { interfaceName: 'eth2', netAddress: '10.0.2.0/24', hostIP: '10.0.2.5' },
  { interfaceName: 'eth3', netAddress: '10.0.3.0/24', hostIP: '10.0.3.5' },
];
const links = new Map(
  nics.map(({ interfaceName: name }) => [name, { name, mac: '', mtu: 1500, up: true }]),
);

const select = (masters: readonly string[], spec: Partial<MultiNicNetwork['spec']>) => {
  const network: MultiNicNetwork = {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'MultiNicNetwork',
    metadata: { name: 'net' },
    spec: { ipam: '{}', plugin: { type: 'ipvlan', cniVersion: '0.3.0' }, ...spec },
  };
  const hostInterface = {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'HostInterface',
    metadata: { name: 'node-1' },
    spec: { hostName: 'node-1', interfaces: nics },
  };
  const config = { name: 'net', masterNets: [], selection: { masters } } as unknown as NetConf;
  const known = { networks: [network], pools: [], cidrs: [], hostInterface };
  return selectMasters({ config, known, network, links });
};

const limited = { masterNets: ['10.0.1.0/24', '10.0.2.7/24'] };

describe('masters that a pod names', () => {
  it('may be on the networks of masterNets, in its own order', () => {
    expect(select(['eth2', 'eth1'], limited)).to.deep.equal(['eth2', 'eth1']);
  });

  it('may not be elsewhere', () => {
    expect(() => select(['eth1', 'eth3'], limited))
      .to.throw(
        CniError,
        'network net: masters eth3 are on none of its masterNets (this host has: eth1, eth2); name one of these, or set spec.attachPolicy.anyMaster of the MultiNicNetwork',
      )
      .with.property('code', 7);
  });

  it('may be elsewhere where the network allows it', () => {
    const attachPolicy = { strategy: 'none', anyMaster: true };
    expect(select(['eth3'], { ...limited, attachPolicy })).to.deep.equal(['eth3']);
  });

  it('may be any where masterNets is empty or absent', () => {
    expect(select(['eth3'], {})).to.deep.equal(['eth3']);
    expect(select(['eth3'], { masterNets: [] })).to.deep.equal(['eth3']);
  });

  it('that this host has not are told apart', () => {
    expect(() => select(['eth9'], limited)).to.throw('are not among the NICs of this host');
  });
});
