import { expect } from 'chai';
import type { CIDR, CidrConfig, CidrEntry, MultiNicNetwork } from '../../../lib/api/types.ts';
import { sliceEntries } from '../../../lib/reconcile/slices.ts';
import { frozen } from './frozen.ts';

const network: MultiNicNetwork = {
  apiVersion: 'multinic.fms.io/v1',
  kind: 'MultiNicNetwork',
  metadata: { name: 'net', uid: 'u-net' },
  spec: { ipam: '{}', plugin: { cniVersion: '0.3.0', type: 'ipvlan' } },
};
const config: CidrConfig = {
  name: 'net',
  type: 'ipvlan',
  subnet: '192.168.0.0/16',
  masterNets: [],
  hostBlock: 8,
  interfaceBlock: 2,
};
/** Entries of hosts `h<from>`, `h<from+1>`, … with one NIC on each of the networks. */
function entries(hosts: readonly number[], nics = 2): CidrEntry[] {
  return Array.from({ length: nics }, (_, net) => ({
    netAddress: `10.${net}.0.0/24`,
    interfaceIndex: net,
    vlanCIDR: `192.168.${net * 64}.0/18`,
    hosts: hosts.map((at) => ({
      hostIndex: at,
      hostName: `h${at}`,
      interfaceName: `eth${net}`,
      hostIP: `10.${net}.0.${at}`,
      podCIDR: `192.168.${net * 64}.${at}/32`,
    })),
  }));
}
const slice = (
  given: readonly CidrEntry[],
  observed: readonly CIDR[] = [],
  taken: readonly string[] = [],
): readonly CIDR[] =>
  sliceEntries(
    frozen({ network, config, entries: given, observed, taken: new Set(taken), limit: 4 }),
  );
const show = (slices: readonly CIDR[]): string[] =>
  slices.map(({ metadata, spec }) => {
    const hosts = spec.cidr.flatMap((entry) => entry.hosts.map(({ hostName }) => hostName));
    return `${metadata.name}: ${[...new Set(hosts)].join(' ')} (${spec.cidr.length} entries)`;
  });

describe('sliceEntries', () => {
  it('fills the first slice, then further ones that list only the networks of their hosts', () =>
    expect(show(slice(entries([0, 1, 2, 3, 4])))).to.deep.equal([
      'net: h0 h1 (2 entries)',
      'net-1: h2 h3 (2 entries)',
      'net-2: h4 (2 entries)',
    ]));

  it('makes the first slice with every interface block when there is no host', () => {
    const [first, ...others] = slice(entries([]));
    expect(first?.spec.cidr.map(({ hosts }) => hosts)).to.deep.equal([[], []]);
    expect(others).to.deep.equal([]);
  });

  it('leaves every record in its slice when hosts go, and fills the room with whoever comes', () => {
    const before = slice(entries([0, 1, 2, 3, 4]));
    const after = slice(entries([1, 2, 4]), before);
    expect(show(after)).to.deep.equal([
      'net-2: h4 (2 entries)',
      'net: h1 (2 entries)',
      'net-1: h2 (2 entries)',
    ]);
    expect(show(slice(entries([1, 2, 4, 9]), after)).toSorted()).to.deep.equal([
      'net-1: h2 (2 entries)',
      'net-2: h4 (2 entries)',
      'net: h1 h9 (2 entries)',
    ]);
  });

  it('puts all NICs of a host into one slice even when an earlier one has room for some', () => {
    const before = slice(entries([0], 3));
    expect(show(slice(entries([0, 1], 3), before))).to.deep.equal([
      'net: h0 (3 entries)',
      'net-1: h1 (3 entries)',
    ]);
  });

  it('splits a host only when it has more NICs than a slice holds', () =>
    expect(show(slice(entries([0], 6)))).to.deep.equal([
      'net: h0 (6 entries)',
      'net-1: h0 (2 entries)',
    ]));

  it('skips names of other networks and of their slices', () =>
    expect(show(slice(entries([0, 1, 2, 3, 4]), [], ['net-1', 'net-3']))).to.deep.equal([
      'net: h0 h1 (2 entries)',
      'net-2: h2 h3 (2 entries)',
      'net-4: h4 (2 entries)',
    ]));

  it('moves out of a name that another network takes, and writes the new slice', () => {
    const before = slice(entries([0, 1, 2, 3]));
    expect(show(slice(entries([0, 1, 2, 3]), before, ['net-1']))).to.deep.equal([
      'net: h0 h1 (2 entries)',
      'net-2: h2 h3 (2 entries)',
    ]);
  });

  it('divides an object of upstream that is too large, the slices that gain before the one that loses', () => {
    const [whole] = sliceEntries({
      network,
      config,
      entries: entries([0, 1, 2]),
      observed: [],
      taken: new Set(),
    }) as [CIDR];
    expect(show([whole])).to.deep.equal(['net: h0 h1 h2 (2 entries)']);
    const divided = slice(entries([0, 1, 2]), [whole]);
    expect(divided.map(({ metadata }) => metadata.name).at(-1)).to.equal('net');
    expect(show(divided)).to.deep.equal(['net-1: h2 (2 entries)', 'net: h0 h1 (2 entries)']);
    const records = divided.flatMap(({ spec }) => spec.cidr.flatMap(({ hosts }) => hosts));
    expect(records).to.have.length(6);
    expect(show(slice(entries([0, 1, 2]), divided)).toSorted()).to.deep.equal(
      show(divided).toSorted(),
    );
  });

  it('finds the slices of a name too long for a number', () => {
    const long = { ...network, metadata: { name: 'n'.repeat(253), uid: 'u' } };
    const make = (observed: readonly CIDR[]): readonly CIDR[] =>
      sliceEntries({
        network: long,
        config,
        entries: entries([0, 1, 2, 3]),
        observed,
        taken: new Set(),
        limit: 4,
      });
    const first = make([]);
    expect(first).to.have.length(2);
    expect(Math.max(...first.map(({ metadata }) => metadata.name.length))).to.equal(253);
    expect(make(first)).to.deep.equal(first);
  });
});
