import { expect } from 'chai';
import { type Kind, kinds } from '../../../../lib/api/group.ts';
import type { KubeObject } from '../../../../lib/api/types.ts';
import { createRegistry } from '../../../../lib/reconcile/index.ts';
import { host, pool } from '../blocks/fixture.ts';
import { worldOf } from '../cluster.ts';
import { makeNetwork } from '../steps.ts';

const registry = createRegistry();
const other = { ...makeNetwork(), metadata: { name: 'other', uid: 'u-other' } };
const slice = (name: string, block: string): KubeObject => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'CIDR',
  metadata: { name },
  spec: {
    config: { name: 'net', subnet: '192.168.0.0/16', masterNets: [] },
    cidr: [{ hosts: [{ hostName: 'h0', interfaceName: 'eth1', podCIDR: block }] }],
  },
});
const node = (ready: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'h0' },
  status: { ready },
});
const h0 = host('h0', 'eth1=10.1.0.1/24');
const said = (routes: 'Ready' | 'Failed'): KubeObject => ({
  ...h0,
  status: { networks: [{ name: 'net', routes }] },
});
const idle = pool('net', ['h0', 'eth1', '192.168.0.0/18', '192.168.1.0/26']);
const busy = pool('net', ['h0', 'eth1', '192.168.0.0/18', '192.168.1.0/26'], 1);
const gone = pool('net', ['h0', 'eth9', '192.168.0.0/18', '192.168.1.0/26'], 1);
const world = worldOf([
  makeNetwork(),
  other,
  h0,
  slice('net', '192.168.0.0/26'),
  slice('net-1', '192.168.1.0/26'),
]);

type Case = {
  readonly name: string;
  readonly kind: Kind;
  readonly before?: KubeObject;
  readonly after?: KubeObject;
  readonly want: readonly string[];
};

function keys(parent: Kind, { kind, before, after }: Case): readonly string[] {
  const row = registry.find((one) => one.parent.kind === parent.kind);
  const related = row?.related.filter((one) => one.kind.kind === kind.kind) ?? [];
  return related.flatMap((one) => one.keys({ before, after }, world)).toSorted();
}

describe('the networks that must look again', () => {
  const cases: readonly Case[] = [
    { name: 'a node came: all', kind: kinds.node, after: node('True'), want: ['net', 'other'] },
    {
      name: 'a node says it is well: none',
      kind: kinds.node,
      before: node('True'),
      after: node('False'),
      want: [],
    },
    {
      name: 'a node got a label, by which agents may be placed: all',
      kind: kinds.node,
      before: node('True'),
      after: { ...node('True'), metadata: { name: 'h0', labels: { pool: 'gpu' } } },
      want: ['net', 'other'],
    },
    {
      name: 'a node is not ready and says so by a taint: none',
      kind: kinds.node,
      before: node('True'),
      after: {
        ...node('True'),
        spec: { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }] },
      },
      want: [],
    },
    {
      name: 'a NIC came: all',
      kind: kinds.hostInterface,
      before: host('h0'),
      after: h0,
      want: ['net', 'other'],
    },
    {
      name: 'routes of one network: that one',
      kind: kinds.hostInterface,
      before: h0,
      after: said('Ready'),
      want: ['net'],
    },
    {
      name: 'the same said again: none',
      kind: kinds.hostInterface,
      before: said('Ready'),
      after: said('Ready'),
      want: [],
    },
    { name: 'a pod came: none', kind: kinds.ipPool, before: idle, after: busy, want: [] },
    {
      name: 'the last pod went and the NIC is there: none',
      kind: kinds.ipPool,
      before: busy,
      after: idle,
      want: [],
    },
    {
      name: 'the last pod went and the NIC is not there: its network',
      kind: kinds.ipPool,
      before: gone,
      after: { ...gone, spec: { ...gone.spec, allocations: [] } },
      want: ['net'],
    },
    { name: 'a pool went: its network', kind: kinds.ipPool, before: idle, want: ['net'] },
    {
      name: 'a slice went: its network',
      kind: kinds.cidr,
      before: slice('net-1', '192.168.1.0/26'),
      want: ['net'],
    },
    {
      name: 'the Config: all',
      kind: kinds.config,
      after: { apiVersion: 'multinic.fms.io/v1', kind: 'Config', metadata: { name: 'multi-nicd' } },
      want: ['net', 'other'],
    },
    {
      name: 'a NAD of no network of ours: none',
      kind: kinds.nad,
      after: {
        apiVersion: 'k8s.cni.cncf.io/v1',
        kind: 'NetworkAttachmentDefinition',
        metadata: { name: 'x' },
      },
      want: [],
    },
    { name: 'another network: all', kind: kinds.network, after: other, want: ['net', 'other'] },
  ];
  for (const one of cases) {
    it(one.name, () => expect(keys(kinds.network, one)).to.deep.equal(one.want));
  }
});

describe('the slices that must look again', () => {
  const cases: readonly Case[] = [
    { name: 'a pod came: none', kind: kinds.ipPool, before: idle, after: busy, want: [] },
    {
      name: 'a pool went: the slice that records it and the first',
      kind: kinds.ipPool,
      before: idle,
      want: ['net', 'net-1'],
    },
    {
      name: 'somebody changed a pool: the slice that records it and the first',
      kind: kinds.ipPool,
      before: idle,
      after: { ...idle, spec: { ...idle.spec, excludes: ['192.168.1.1'] } },
      want: ['net', 'net-1'],
    },
    {
      name: 'a sibling changed: the first',
      kind: kinds.cidr,
      after: slice('net-1', '192.168.2.0/26'),
      want: ['net'],
    },
    {
      name: 'its network changed: all of them',
      kind: kinds.network,
      after: makeNetwork(),
      want: ['net', 'net-1'],
    },
    {
      name: 'a host changed and no network uses host subnets: none',
      kind: kinds.hostInterface,
      after: h0,
      want: [],
    },
  ];
  for (const one of cases) {
    it(one.name, () => expect(keys(kinds.cidr, one)).to.deep.equal(one.want));
  }
});

describe('the host interfaces that must look again', () => {
  const cases: readonly Case[] = [
    { name: 'its node went', kind: kinds.node, before: node('True'), want: ['h0'] },
    {
      name: 'its node says it is well',
      kind: kinds.node,
      before: node('True'),
      after: node('False'),
      want: [],
    },
  ];
  for (const one of cases) {
    it(one.name, () => expect(keys(kinds.hostInterface, one)).to.deep.equal(one.want));
  }
});
