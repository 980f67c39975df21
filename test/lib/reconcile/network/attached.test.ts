import { expect } from 'chai';
import type { IPPool } from '../../../../lib/api/types.ts';
import { findAttached, showPods } from '../../../../lib/reconcile/network/attached.ts';

const pool = (allocations: IPPool['spec']['allocations']): IPPool => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'IPPool',
  metadata: { name: 'net-192.168.0.0-24', uid: 'u' },
  spec: {
    podCIDR: '192.168.0.0/24',
    vlanCIDR: '192.168.0.0/18',
    netAttachDef: 'net',
    hostName: 'node-1',
    interfaceName: 'eth1',
    excludes: [],
    allocations,
  },
});

describe('findAttached', () => {
  it('names a pod whose address alone is known by its address', () => {
    const pools = [
      pool([
        { pod: 'a', namespace: 'default', index: 1, address: '192.168.0.1' },
        { pod: '', namespace: '', index: 2, address: '192.168.0.2' },
      ]),
    ];
    expect(showPods(findAttached({ pools }))).to.equal(
      '2 pods (an unknown pod with 192.168.0.2, default/a)',
    );
  });
});
