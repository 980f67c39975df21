import { expect } from 'chai';

import type { HostInterface, HostInterfaceSpec } from '../../../lib/api/types.ts';
import { planHostInterface } from '../../../node-agent/discover/host-interface.ts';

const spec: HostInterfaceSpec = {
  hostName: 'node-1',
  interfaces: [
    {
      interfaceName: 'eth1',
      netAddress: '10.0.1.0/24',
      hostIP: '10.0.1.5',
      linkState: 'up',
      mtu: 9000,
    },
  ],
};

const existing = (
  changes: { spec?: HostInterfaceSpec; labels?: Record<string, string> } = {},
): HostInterface => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'HostInterface',
  metadata: { name: 'node-1', uid: 'u', resourceVersion: '7', labels: changes.labels ?? {} },
  spec: changes.spec ?? spec,
});

const changed = (fields: object): HostInterfaceSpec => ({
  ...spec,
  interfaces: spec.interfaces.map((nic) => ({ ...nic, ...fields })),
});

describe('planHostInterface', () => {
  const written = {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'HostInterface',
    metadata: { name: 'node-1' },
    spec,
  };
  const cases = [
    { name: 'writes what is not there', before: undefined, want: written },
    { name: 'leaves what is equal', before: existing(), want: undefined },
    {
      name: 'leaves what is equal in another order of fields',
      before: existing({
        spec: {
          interfaces: [
            {
              mtu: 9000,
              linkState: 'up',
              hostIP: '10.0.1.5',
              netAddress: '10.0.1.0/24',
              interfaceName: 'eth1',
            },
          ],
          hostName: 'node-1',
        },
      }),
      want: undefined,
    },
    {
      name: 'writes a new address',
      before: existing({ spec: changed({ hostIP: '10.0.1.6' }) }),
      want: written,
    },
    {
      name: 'writes a new state',
      before: existing({ spec: changed({ linkState: 'down' }) }),
      want: written,
    },
    {
      name: 'writes a NIC that came',
      before: existing({ spec: { ...spec, interfaces: [] } }),
      want: written,
    },
    {
      name: 'never writes what the user keeps',
      before: existing({
        spec: changed({ hostIP: '1.1.1.1' }),
        labels: { 'multi-nic-unmanaged': 'true' },
      }),
      want: undefined,
    },
    {
      name: 'reads that label in any case',
      before: existing({ spec: changed({ mtu: 1 }), labels: { 'multi-nic-unmanaged': 'True' } }),
      want: undefined,
    },
    {
      name: 'writes when the label says false',
      before: existing({ spec: changed({ mtu: 1 }), labels: { 'multi-nic-unmanaged': 'false' } }),
      want: written,
    },
  ];
  for (const { name, before, want } of cases) {
    it(name, () => expect(planHostInterface(before, spec, 'node-1')).to.deep.equal(want));
  }
});
