import { expect } from 'chai';
import * as fc from 'fast-check';
import { longestIpam, parseIpam } from '../../../lib/api/ipam.ts';

/** The problems as one line each, or the parsed object. */
function read(text: string): unknown {
  const parsed = parseIpam(text);
  if (parsed.ok) return parsed.ipam;
  return parsed.problems.map(({ field, reason, remedy }) => `${field} ${reason}: ${remedy}`);
}

const ofMultiNic = (keys: object): string => JSON.stringify({ type: 'multi-nic-ipam', ...keys });

describe('parseIpam', () => {
  const guide = '{\n  "type": "multi-nic-ipam",\n  "hostBlock": 6, \n  "interfaceBlock": 2\n}\n';
  const accepted = [
    {
      name: 'reads the blocks of the user guide, absent keys get their defaults',
      text: guide,
      want: {
        kind: 'multi-nic-ipam',
        hostBlock: 6,
        interfaceBlock: 2,
        excludeCIDRs: [],
        excludes: [],
        vlanMode: '',
        raw: { type: 'multi-nic-ipam', hostBlock: 6, interfaceBlock: 2 },
      },
    },
    {
      name: 'keeps the text of excludes and parses them: a bare address is a /32',
      text: ofMultiNic({ excludeCIDRs: ['192.168.0.65/26', '10.0.0.1'], vlanMode: 'l3s' }),
      want: {
        kind: 'multi-nic-ipam',
        hostBlock: 0,
        interfaceBlock: 0,
        excludeCIDRs: ['192.168.0.65/26', '10.0.0.1'],
        excludes: ['192.168.0.64/26', '10.0.0.1/32'],
        vlanMode: 'l3s',
        raw: {
          type: 'multi-nic-ipam',
          excludeCIDRs: ['192.168.0.65/26', '10.0.0.1'],
          vlanMode: 'l3s',
        },
      },
    },
    {
      name: 'leaves another plugin as it is',
      text: '{"type":"whereabouts","range":"192.168.0.0/18","hostBlock":"x"}',
      want: {
        kind: 'other',
        type: 'whereabouts',
        raw: { type: 'whereabouts', range: '192.168.0.0/18', hostBlock: 'x' },
      },
    },
    {
      name: 'accepts an object without type, as upstream does',
      text: '{}',
      want: { kind: 'other', type: '', raw: {} },
    },
  ];
  for (const { name, text, want } of accepted) {
    it(name, () => expect(read(text)).to.deep.equal(want));
  }

  const object =
    'write one JSON object such as {"type":"multi-nic-ipam","hostBlock":8,"interfaceBlock":2}';
  const bits = 'write a whole number from 0 to 30, without quotes';
  const list = 'list prefixes or addresses in quotes, ["192.168.0.0/26", "192.168.1.1"]';
  const neither = 'is neither IPv4 prefix nor address';
  const refused = [
    { name: 'nothing', text: '', want: `spec.ipam is not JSON: ${object}` },
    {
      name: 'a trailing comma',
      text: '{"type":"multi-nic-ipam",}',
      want: `spec.ipam is not JSON: ${object}`,
    },
    { name: 'a list', text: '[]', want: `spec.ipam is JSON, but not an object: ${object}` },
    { name: 'null', text: 'null', want: `spec.ipam is JSON, but not an object: ${object}` },
    {
      name: 'a type that is no text',
      text: '{"type":7}',
      want: 'spec.ipam.type is not a text: name an IPAM plugin',
    },
    {
      name: 'a megabyte',
      text: `{"a":"${'x'.repeat(1 << 20)}"}`,
      want: `spec.ipam is longer than ${longestIpam} characters: ${object}`,
    },
    {
      name: 'deep nesting',
      text: `{"a":${'['.repeat(8000)}${']'.repeat(8000)}}`,
      want: `spec.ipam nests deeper than 32 levels: ${object}`,
    },
    ...['"6"', '-1', '31', '1.5', '[1]', 'true', '1e99'].map((text) => ({
      name: `hostBlock ${text}`,
      text: `{"type":"multi-nic-ipam","hostBlock":${text}}`,
      want: `spec.ipam.hostBlock ${JSON.stringify(JSON.parse(text))} is not a number of bits: ${bits}`,
    })),
    {
      name: 'interfaceBlock as text',
      text: ofMultiNic({ interfaceBlock: '2' }),
      want: `spec.ipam.interfaceBlock "2" is not a number of bits: ${bits}`,
    },
    {
      name: 'excludes that are no list',
      text: ofMultiNic({ excludeCIDRs: '10.0.0.0/8' }),
      want: `spec.ipam.excludeCIDRs is not a list: ${list}`,
    },
    ...['abc/8', '10.0.0.300/24', '010.0.0.0/8', '10.0.0.0/33', '::1', ''].map((text) => ({
      name: `exclude "${text}"`,
      text: ofMultiNic({ excludeCIDRs: ['10.0.0.0/8', text] }),
      want: `spec.ipam.excludeCIDRs[1] "${text}" ${neither}: ${list}`,
    })),
    {
      name: 'an exclude that is no text',
      text: ofMultiNic({ excludeCIDRs: [{ __proto__: null, a: 1 }] }),
      want: `spec.ipam.excludeCIDRs[0] {"a":1} ${neither}: ${list}`,
    },
    {
      name: 'an unknown vlanMode',
      text: ofMultiNic({ vlanMode: 'L3' }),
      want: 'spec.ipam.vlanMode "L3" is not a mode: use "l2", "l3" or "l3s"',
    },
  ];
  for (const { name, text, want } of refused) {
    it(`refuses ${name}`, () => expect(read(text)).to.deep.equal([want]));
  }

  it('reports all problems at once', () =>
    expect(read(ofMultiNic({ hostBlock: 'a', interfaceBlock: -2, vlanMode: 3 }))).to.have.length(
      3,
    ));

  it('shortens what it quotes', () =>
    expect(JSON.stringify(read(ofMultiNic({ hostBlock: 'x'.repeat(9000) })))).to.have.length.below(
      200,
    ));

  it('takes __proto__ for a key like any other', () => {
    const parsed = parseIpam('{"__proto__":{"type":"multi-nic-ipam","polluted":1},"hostBlock":3}');
    expect(parsed).to.have.nested.property('ipam.kind', 'other');
    expect(Object.hasOwn({}, 'polluted')).to.equal(false);
    expect((Object.prototype as Record<string, unknown>)['polluted']).to.equal(undefined);
  });

  it('never throws, and finds either an object or problems with a field and a remedy', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.object().map(ofMultiNic)), (text) => {
        const parsed = parseIpam(text);
        if (parsed.ok) return;
        expect(parsed.problems).to.not.be.empty;
        for (const { field, remedy } of parsed.problems) {
          expect(field).to.match(/^spec\.ipam/);
          expect(remedy).to.not.equal('');
        }
      }),
    ));

  it('gives back every valid definition', () =>
    fc.assert(
      fc.property(
        fc.record({
          hostBlock: fc.integer({ min: 0, max: 30 }),
          interfaceBlock: fc.integer({ min: 0, max: 30 }),
          vlanMode: fc.constantFrom('', 'l2', 'l3', 'l3s'),
          excludeCIDRs: fc.array(fc.ipV4()),
        }),
        (keys) => {
          const parsed = parseIpam(ofMultiNic(keys));
          expect(parsed).to.deep.include({ ok: true });
          expect(parsed).to.have.property('ipam').that.deep.includes(keys);
        },
      ),
    ));
});
