import { expect } from 'chai';
import type { KubeObject } from '../../../lib/api/types.ts';
import { nadConfig, type NadSource, targetNamespaces } from '../../../lib/reconcile/nads.ts';

const source: NadSource = {
  name: 'net',
  cniType: 'multi-nic',
  daemonPort: 11000,
  ipam: {
    type: 'multi-nic-ipam',
    hostBlock: 8,
    interfaceBlock: 2,
    vlanMode: 'l3',
    excludeCIDRs: ['192.168.0.64/26'],
  },
  plugin: { cniVersion: '0.3.0', type: 'ipvlan', args: { mode: 'l3', mtu: '1500' } },
  subnet: '192.168.0.0/16',
  masterNets: ['10.242.0.0/24', '10.242.1.0/24'],
  multiNICIPAM: true,
};

describe('nadConfig', () => {
  const cases: readonly { name: string; source: NadSource; want: string | undefined }[] = [
    {
      name: 'ipvlan l3 with multi-nic-ipam, as upstream writes it',
      source,
      want: '{"cniVersion":"0.3.0","name":"net","type":"multi-nic","ipam":{"excludeCIDRs":["192.168.0.64/26"],"hostBlock":8,"interfaceBlock":2,"type":"multi-nic-ipam","vlanMode":"l3"},"dns":{},"plugin":{"cniVersion":"0.3.0","mode":"l3","mtu":1500,"type":"ipvlan"},"subnet":"192.168.0.0/16","masterNets":["10.242.0.0/24","10.242.1.0/24"],"multiNICIPAM":true,"daemonIP":"","daemonPort":11000}',
    },
    {
      name: 'macvlan without arguments, whereabouts, no masterNets known',
      source: {
        ...source,
        ipam: { type: 'whereabouts', range: '192.168.0.0/16' },
        plugin: { cniVersion: '0.3.1', type: 'macvlan' },
        masterNets: [],
        multiNICIPAM: false,
      },
      want: '{"cniVersion":"0.3.0","name":"net","type":"multi-nic","ipam":{"range":"192.168.0.0/16","type":"whereabouts"},"dns":{},"plugin":{"cniVersion":"0.3.1","type":"macvlan"},"subnet":"192.168.0.0/16","masterNets":null,"daemonIP":"","daemonPort":11000}',
    },
    {
      name: 'keys of nested objects are sorted, <, > and & are escaped as Go does',
      source: { ...source, ipam: { b: { z: '<&>', a: [{ y: 1, x: 2 }] }, a: 1 }, masterNets: [] },
      want: '{"cniVersion":"0.3.0","name":"net","type":"multi-nic","ipam":{"a":1,"b":{"a":[{"x":2,"y":1}],"z":"\\u003c\\u0026\\u003e"}},"dns":{},"plugin":{"cniVersion":"0.3.0","mode":"l3","mtu":1500,"type":"ipvlan"},"subnet":"192.168.0.0/16","masterNets":null,"multiNICIPAM":true,"daemonIP":"","daemonPort":11000}',
    },
    {
      name: 'an unknown plugin has none',
      source: { ...source, plugin: { cniVersion: '0.3.0', type: 'bridge' } },
      want: undefined,
    },
  ];
  for (const { name, source: from, want } of cases) {
    it(name, () => expect(nadConfig(from)).to.equal(want));
  }
});

const namespace = (name: string, phase: string, going = false): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, ...(going ? { deletionTimestamp: '2026-11-21T00:00:00Z' } : {}) },
  status: { phase },
});

describe('targetNamespaces', () => {
  const all = [
    namespace('b', 'Active'),
    namespace('a', 'Active'),
    namespace('t', 'Terminating'),
    namespace('d', 'Active', true),
  ];
  const cases = [
    { name: 'all Active ones, by name', listed: [], want: ['a', 'b'] },
    {
      name: 'only those listed that exist and are Active',
      listed: ['b', 't', 'none'],
      want: ['b'],
    },
  ];
  for (const { name, listed, want } of cases) {
    it(name, () => expect(targetNamespaces(listed, all)).to.deep.equal(want));
  }
});
