import { expect } from 'chai';
import * as fc from 'fast-check';
import { CniError } from '../../../cni/protocol/error.ts';
import type { IPPool, MultiNicNetwork } from '../../../lib/api/types.ts';
import { type Asked, reserveAsked } from '../../../node-agent/attach/asked-addresses.ts';
import { reserveAll } from '../../../node-agent/attach/pools.ts';
import { createLedger, type Ledger } from '../../../node-agent/journal/ledger.ts';
import { sampleAttachment } from '../journal/sample.ts';

const names = { apiVersion: 'multinic.fms.io/v1' };
const networkOf = (subnet: string, ipam = '{"type":"multi-config"}'): MultiNicNetwork => ({
  ...names,
  kind: 'MultiNicNetwork',
  metadata: { name: 'net' },
  spec: { subnet, ipam, plugin: { type: 'macvlan', cniVersion: '0.3.0' } },
});
const pool: IPPool = {
  ...names,
  kind: 'IPPool',
  metadata: { name: 'other-10.5.9.0-24' },
  spec: {
    podCIDR: '10.5.9.0/24',
    vlanCIDR: '10.5.0.0/18',
    netAttachDef: 'other',
    hostName: 'node-1',
    interfaceName: 'eth1',
    excludes: [],
    allocations: [],
  },
};
const interfaces = [{ interfaceName: 'eth1', netAddress: '10.5.0.0/16', hostIP: '10.5.0.1' }];
const hostInterface = {
  ...names,
  kind: 'HostInterface',
  metadata: { name: 'node-1' },
  spec: { hostName: 'node-1', interfaces },
};

const askedOf = (
  addresses: readonly string[],
  change: Partial<Asked> & { readonly masters?: readonly string[] } = {},
): Asked => ({
  addresses: addresses.map((address) => ({ address })),
  masters: addresses.map((_address, at) => `eth${at + 1}`),
  network: networkOf('10.5.0.0/16'),
  known: { networks: [], pools: [pool], cidrs: [], hostInterface },
  namespace: 'team',
  ...change,
});

/** The message of the refusal; `undefined` when it was given. */
function ask(ledger: Ledger, id: string, asked: Asked): string | undefined {
  const session = ledger.open();
  try {
    const reservations = reserveAsked(session, asked, ledger);
    session.commit({
      ...sampleAttachment(id, []),
      pod: { namespace: asked.namespace, name: id, uid: '' },
      reservations,
    });
    return undefined;
  } catch (error) {
    session.cancel();
    if (error instanceof CniError) return error.message;
    throw error;
  }
}

describe('an address that a pod asks for', () => {
  const refusals: readonly { readonly address: string; readonly want: string }[] = [
    { address: '10.6.0.7/16', want: 'is outside of 10.5.0.0/16, the subnet of the network' },
    { address: '10.5.0.0/16', want: 'is the network or the broadcast address of its prefix' },
    { address: '10.5.255.255/16', want: 'is the network or the broadcast address of its prefix' },
    { address: 'fd00::7/64', want: 'is not an IPv4 address with its prefix length' },
    { address: '127.0.0.5/8', want: 'is of 127.0.0.0/8' },
    { address: '224.0.0.5/24', want: 'is of 224.0.0.0/4' },
    { address: '169.254.7.7/16', want: 'is of 169.254.0.0/16' },
    { address: '10.5.0.7/0', want: 'has a prefix of all addresses' },
    { address: '10.5.0.7/1', want: 'has a shorter prefix than 10.5.0.0/16, the subnet' },
    { address: '10.5.255.255/8', want: 'has a shorter prefix than 10.5.0.0/16, the subnet' },
    { address: '10.5.0.0/8', want: 'has a shorter prefix than 10.5.0.0/16, the subnet' },
    { address: '10.5.0.0/31', want: 'is the first or the last of 10.5.0.0/16, the subnet' },
    { address: '10.5.255.255/32', want: 'is the first or the last of 10.5.0.0/16, the subnet' },
    { address: '10.5.0.1/16', want: 'is the address of a host' },
    { address: '10.5.9.7/16', want: 'is given out from IPPool other-10.5.9.0-24' },
  ];
  for (const { address, want } of refusals) {
    it(`is refused: ${address} ${want}`, () => {
      expect(ask(createLedger([]), 'a', askedOf([address])))
        .to.include(`ips: ${address}`)
        .and.to.include(want);
    });
  }

  it('is given once on a NIC, and free again with its attachment', () => {
    const ledger = createLedger([]);
    const asked = askedOf(['10.5.0.7/16']);
    expect(ask(ledger, 'a', asked)).to.equal(undefined);
    expect(ask(ledger, 'b', asked)).to.equal(
      'ips: 10.5.0.7/16 for eth1 is held by pod team/a of this node; ask for another address, or for none',
    );
    expect(ask(ledger, 'b', { ...asked, namespace: 'strangers' })).to.include(
      'is held by another pod of this node',
    );
    expect(ask(ledger, 'c', askedOf(['10.5.0.7/16'], { masters: ['eth2'] }))).to.equal(undefined);
    ledger.apply({ op: 'del', key: sampleAttachment('a', []).key });
    expect(ask(ledger, 'b', asked)).to.equal(undefined);
  });

  it('is not given again by a pool that is made later', () => {
    const ledger = createLedger([]);
    const known = { networks: [], pools: [], cidrs: [] };
    expect(ask(ledger, 'a', askedOf(['10.5.9.1/16'], { known }))).to.equal(undefined);
    const wanted = { pools: [pool], network: 'other', masters: ['eth1'] };
    const [given] = reserveAll(ledger.open(), wanted, ledger);
    expect(given?.address).to.equal('10.5.9.2/18');
  });

  it('is refused twice for one NIC, and nothing of the rest is kept', () => {
    const ledger = createLedger([]);
    const twice = askedOf(['10.5.0.7/16', '10.5.0.8/16', '10.5.0.7/16'], {
      masters: ['eth1', 'eth2', 'eth1'],
    });
    expect(ask(ledger, 'a', twice)).to.include('10.5.0.7/16 for eth1 is held');
    expect(ask(ledger, 'b', askedOf(['10.5.0.8/16'], { masters: ['eth2'] }))).to.equal(undefined);
  });

  it('may lie outside of the subnet where the network says so, and where it has none', () => {
    const any = networkOf('10.5.0.0/16', '{"type":"multi-config","staticAddresses":"any"}');
    expect(ask(createLedger([]), 'a', askedOf(['10.6.0.7/16'], { network: any }))).to.equal(
      undefined,
    );
    const none = networkOf('');
    expect(ask(createLedger([]), 'a', askedOf(['10.6.0.7/16'], { network: none }))).to.equal(
      undefined,
    );
  });

  it('is never that of two pods on one NIC, whoever asks for what and when', () => {
    const step = fc.record({
      pod: fc.constantFrom('a', 'b', 'c', 'd'),
      last: fc.integer({ min: 2, max: 5 }),
      master: fc.constantFrom('eth1', 'eth2'),
      ends: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const ledger = createLedger([]);
        for (const { pod, last, master, ends } of steps) {
          const { key } = sampleAttachment(pod, []);
          if (ends) ledger.apply({ op: 'del', key });
          else if (ledger.get(key) === undefined)
            ask(ledger, pod, askedOf([`10.5.0.${last}/16`], { masters: [master] }));
          const live = ledger
            .entries()
            .flatMap(({ attachment }) =>
              attachment.reservations.map((one) => `${one.master} ${one.address}`),
            );
          expect(new Set(live).size).to.equal(live.length);
        }
      }),
    );
  });
});
