import { expect } from 'chai';

import type { Config, DaemonSpec } from '../../../../lib/api/config-types.ts';
import type { KubeObject } from '../../../../lib/api/types.ts';
import { runsAgent } from '../../../../lib/reconcile/config/placement.ts';

const config = (daemon: Partial<DaemonSpec>): Config => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'Config',
  metadata: { name: 'multi-nicd' },
  spec: {
    cniType: 'multi-nic',
    ipamType: 'multi-nic-ipam',
    daemon: { image: 'x', port: 11000, ...daemon },
  },
});

const labels = { 'kubernetes.io/os': 'linux', pool: 'gpu', rack: '7' };
const node = (taints?: object[] | null, others: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'node-1', labels: { ...labels, ...others } },
  spec: { taints },
});
const bare: KubeObject = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } };
const gpu = { key: 'gpu', value: 'yes', effect: 'NoSchedule' };

const affinity = (...nodeSelectorTerms: object[]) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms },
    },
  },
});
const asks = (key: string, operator: string, ...values: string[]) =>
  affinity({ matchExpressions: [{ key, operator, values }] });

type Case = readonly [what: string, daemon: Partial<DaemonSpec>, node: KubeObject, want: boolean];

const cases: readonly Case[] = [
  ['asked for nothing', {}, node(), true],
  ['a Node without labels, spec and taints', {}, bare, true],
  ['another system', {}, node(null, { 'kubernetes.io/os': 'windows' }), false],
  ['nodeSelector', { nodeSelector: { pool: 'gpu' } }, node(), true],
  ['nodeSelector with another value', { nodeSelector: { pool: 'storage' } }, node(), false],
  ['nodeSelector without the label', { nodeSelector: { pool: 'gpu' } }, bare, false],
  ['In', asks('pool', 'In', 'storage', 'gpu'), node(), true],
  ['In without the value', asks('pool', 'In', 'storage'), node(), false],
  ['NotIn', asks('pool', 'NotIn', 'gpu'), node(), false],
  ['NotIn without the label', asks('zone', 'NotIn', 'a'), node(), true],
  ['Exists', asks('pool', 'Exists'), node(), true],
  ['DoesNotExist', asks('pool', 'DoesNotExist'), node(), false],
  ['Gt', asks('rack', 'Gt', '6'), node(), true],
  ['Gt as numbers', asks('rack', 'Gt', '10'), node(), false],
  ['Lt', asks('rack', 'Lt', '10'), node(), true],
  [
    'a field',
    affinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-2'] }] }),
    node(),
    false,
  ],
  [
    'one of two terms',
    affinity(
      { matchExpressions: [{ key: 'zone', operator: 'Exists' }] },
      { matchExpressions: [{ key: 'pool', operator: 'Exists' }] },
    ),
    node(),
    true,
  ],
  [
    'one of two requirements',
    affinity({
      matchExpressions: [
        { key: 'zone', operator: 'Exists' },
        { key: 'pool', operator: 'Exists' },
      ],
    }),
    node(),
    false,
  ],
  ['a term without requirements', affinity({}), node(), false],
  ['an affinity of pods', { affinity: { podAffinity: {} } }, node(), true],
  ['terms that cannot be read', { affinity: { nodeAffinity: null } }, node(), true],
  ['a taint by default', {}, node([gpu]), true],
  ['a taint that nothing tolerates', { tolerations: [] }, node([gpu]), false],
  ['its key', { tolerations: [{ key: 'gpu', operator: 'Exists' }] }, node([gpu]), true],
  ['its value', { tolerations: [{ key: 'gpu', value: 'yes' }] }, node([gpu]), true],
  ['another value', { tolerations: [{ key: 'gpu', value: 'no' }] }, node([gpu]), false],
  [
    'another effect',
    { tolerations: [{ operator: 'Exists', effect: 'NoExecute' }] },
    node([gpu]),
    false,
  ],
  [
    'a taint that tells of health',
    { tolerations: [] },
    node([{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }]),
    true,
  ],
  [
    'a taint that only advises',
    { tolerations: [] },
    node([{ ...gpu, effect: 'PreferNoSchedule' }]),
    true,
  ],
];

describe('runsAgent', () => {
  for (const [what, daemon, given, want] of cases)
    it(`says ${want ? 'yes' : 'no'}: ${what}`, () =>
      expect(runsAgent(config(daemon), given)).to.equal(want));
});
