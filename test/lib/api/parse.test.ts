import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { validators, validatorTypes } from '../../../hack/update/validators.ts';
import { kinds } from '../../../lib/api/group.ts';
import { type OurKinds, parse, type Problem } from '../../../lib/api/parse.ts';
import type { KubeObject } from '../../../lib/api/types.ts';

const root = new URL('../../../', import.meta.url);
const names = [
  'network',
  'cidr',
  'hostInterface',
  'ipPool',
  'config',
  'deviceClass',
] as const satisfies readonly (keyof OurKinds)[];

function samples(): KubeObject[] {
  return ['guide-network', 'networks', 'objects'].flatMap((file) => {
    const url = new URL(`test/fixtures/manifests/upstream/${file}.yaml`, root);
    return parseAllDocuments(readFileSync(url, 'utf8')).map((one) => one.toJS() as KubeObject);
  });
}

const nameOf = (kind: string): keyof OurKinds =>
  names.find((name) => kinds[name].kind === kind) as keyof OurKinds;

function problems(name: keyof OurKinds, value: unknown): readonly Problem[] {
  const parsed = parse(name, value);
  return parsed.ok ? [] : parsed.problems;
}

const network = (spec: object): object => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'MultiNicNetwork',
  metadata: { name: 'net' },
  spec: { ipam: '{}', plugin: { cniVersion: '0.3.0', type: 'ipvlan' }, ...spec },
});

describe('parse', () => {
  for (const object of samples()) {
    it(`takes ${object.kind} ${object.metadata.name} and gives it back as it is`, () => {
      const parsed = parse(nameOf(object.kind), object);
      expect(parsed).to.deep.equal({ ok: true, value: object });
      expect(parsed).to.have.property('value', object);
    });
  }

  it('takes what is a rule of the API server alone, and fields that it does not know', () => {
    const spec = {
      subnet: 'old and wrong',
      newer: { than: 'us' },
      masterNets: Array(9999).fill(''),
    };
    expect(problems('network', network(spec))).to.deep.equal([]);
  });

  const rows = [
    { name: 'null', kind: 'network', value: null, want: [' must be object'] },
    {
      name: 'an object of another kind',
      kind: 'network',
      value: { ...network({}), kind: 'CIDR' },
      want: ['kind must be "MultiNicNetwork"'],
    },
    {
      name: 'an object of another group',
      kind: 'network',
      value: { ...network({}), apiVersion: 'v1' },
      want: ['apiVersion must be "multinic.fms.io/v1"'],
    },
    {
      name: 'an object without name',
      kind: 'network',
      value: { ...network({}), metadata: {} },
      want: ['metadata.name is missing'],
    },
    {
      name: 'several fields at once',
      kind: 'network',
      value: network({ ipam: {}, plugin: { type: 7 }, namespaces: ['a', 1], masterNets: 'x' }),
      want: [
        'spec.ipam must be string',
        'spec.masterNets must be array',
        'spec.namespaces[1] must be string',
        'spec.plugin.cniVersion is missing',
        'spec.plugin.type must be string',
      ],
    },
    {
      name: 'a key that is no word',
      kind: 'network',
      value: network({ plugin: { cniVersion: '', type: '', args: { 'a/b~c': 1 } } }),
      want: ['spec.plugin.args[a/b~c] must be string'],
    },
    {
      name: 'a word that is none of the allowed',
      kind: 'hostInterface',
      value: {
        apiVersion: 'multinic.fms.io/v1',
        kind: 'HostInterface',
        metadata: { name: 'node' },
        spec: { hostName: 'node', interfaces: [{ interfaceName: 'eth1', linkState: 'UP' }] },
      },
      want: ['spec.interfaces[0].linkState must be "up" or "down"'],
    },
    {
      name: 'a number below its bound, and one that is not whole',
      kind: 'ipPool',
      value: {
        apiVersion: 'multinic.fms.io/v1',
        kind: 'IPPool',
        metadata: { name: 'pool' },
        spec: {
          podCIDR: '',
          vlanCIDR: '',
          netAttachDef: '',
          hostName: '',
          interfaceName: '',
          excludes: [],
          allocations: [
            { pod: 'a', namespace: 'b', index: -1, address: '' },
            { pod: 'a', namespace: 'b', index: 1.5, address: '' },
          ],
        },
      },
      want: ['spec.allocations[0].index must be >= 0', 'spec.allocations[1].index must be integer'],
    },
  ] as const;
  for (const { name, kind, value, want } of rows) {
    it(`refuses ${name}`, () => {
      const found = problems(kind, value).map(({ field, reason }) => `${field} ${reason}`);
      expect(found.sort()).to.deep.equal(want);
    });
  }

  it('names the first problems only of an object that is wrong everywhere', () =>
    expect(problems('network', network({ namespaces: Array(100_000).fill(1) }))).to.have.length(
      16,
    ));

  it('never throws, leaves its input alone, and finds a problem in whatever it refuses', () =>
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
        const before = JSON.stringify(value);
        const parsed = parse(name, value);
        expect(parsed.ok).to.equal(false);
        expect(problems(name, value)).to.not.be.empty;
        expect(JSON.stringify(value)).to.equal(before);
      }),
    ));

  it('finds every field that is taken out of a good object, where it is required', () => {
    const [object] = samples() as [KubeObject];
    for (const [field, rest] of withoutOne(object.spec as object)) {
      const found = problems('network', { ...object, spec: rest }).map((one) => one.field);
      const required = ['spec.ipam', 'spec.plugin'].includes(`spec.${field}`);
      expect(found, field).to.deep.equal(required ? [`spec.${field}`] : []);
    }
  });

  for (const { path, render } of [validators, validatorTypes]) {
    it(`uses ${path} as "npm run update" makes it from crds/`, async () =>
      expect(await render()).to.equal(readFileSync(new URL(path, root), 'utf8')));
  }
});

function withoutOne(object: object): [string, object][] {
  return Object.keys(object).map((key) => {
    const { [key]: _, ...rest } = object as Record<string, unknown>;
    return [key, rest];
  });
}
