import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  parseDefaultNetwork,
  parseSelections,
} from '../../../../node-agent/meta/plan/selection.ts';
import { defaultKey, networksKey, onlyCniErrors, podOf } from './fixture.ts';

const where = `pod default/trainer-0: annotation ${networksKey}`;
const parse = (value: string): ReturnType<typeof parseSelections> =>
  parseSelections(podOf({ [networksKey]: value }), networksKey);
const element = (keys: object): string => JSON.stringify([{ name: 'net', ...keys }]);
const bare = (keys: object, index = 0): object => ({
  where: `${where}[${index}]`,
  capabilityArgs: {},
  ...keys,
});

const parseDefault = (value: string): ReturnType<typeof parseDefaultNetwork> =>
  parseDefaultNetwork(podOf({ [defaultKey]: value }));

describe('parseSelections', () => {
  it('finds nothing without the annotation, and in a blank one', () => {
    expect(parseSelections(podOf(), networksKey)).to.deep.equal([]);
    expect(parse(' ')).to.deep.equal([]);
    expect(parse('[]')).to.deep.equal([]);
  });

  const short = [
    { value: 'net1', want: { name: 'net1' } },
    { value: 'default/net1', want: { namespace: 'default', name: 'net1' } },
    { value: 'net1@my_interface', want: { name: 'net1', ifName: 'my_interface' } },
    {
      value: 'default/net1@my_interface',
      want: { namespace: 'default', name: 'net1', ifName: 'my_interface' },
    },
    { value: ' net.with.dots ', want: { name: 'net.with.dots' } },
    { value: 'null', want: { name: 'null' } },
  ];
  for (const { value, want } of short)
    it(`reads the short form ${JSON.stringify(value)}`, () =>
      expect(parse(value)).to.deep.equal([bare(want)]));

  it('keeps the order of the short form', () =>
    expect(parse('b, a/c@d,b')).to.deep.equal([
      bare({ name: 'b' }),
      bare({ namespace: 'a', name: 'c', ifName: 'd' }, 1),
      bare({ name: 'b' }, 2),
    ]));

  const json: readonly { name: string; keys: object; want: object }[] = [
    { name: 'a name alone', keys: {}, want: {} },
    { name: 'namespace', keys: { namespace: 'other' }, want: { namespace: 'other' } },
    { name: 'interface', keys: { interface: 'lan0' }, want: { ifName: 'lan0' } },
    { name: 'interfaceRequest', keys: { interfaceRequest: 'lan0' }, want: { ifName: 'lan0' } },
    {
      name: 'interface before interfaceRequest',
      keys: { interface: 'lan0', interfaceRequest: 'lan1' },
      want: { ifName: 'lan0' },
    },
    {
      name: 'ips of both families, with and without prefix',
      keys: { ips: ['10.5.0.7/24', 'fd05::7/64', '10.5.0.8'] },
      want: { capabilityArgs: { ips: ['10.5.0.7/24', 'fd05::7/64', '10.5.0.8'] } },
    },
    {
      name: 'mac',
      keys: { mac: '02:00:00:00:05:07' },
      want: { capabilityArgs: { mac: '02:00:00:00:05:07' } },
    },
    {
      name: 'infiniband-guid',
      keys: { 'infiniband-guid': 'c2:11:22:33:44:55:66:77' },
      want: { capabilityArgs: { infinibandGUID: 'c2:11:22:33:44:55:66:77' } },
    },
    {
      name: 'portMappings, the protocol in lower case and TCP by default',
      keys: {
        portMappings: [
          { hostPort: 8080, containerPort: 80 },
          { hostPort: 53, containerPort: 53, protocol: 'UDP', hostIP: '192.0.2.1' },
        ],
      },
      want: {
        capabilityArgs: {
          portMappings: [
            { hostPort: 8080, containerPort: 80, protocol: 'tcp' },
            { hostPort: 53, containerPort: 53, protocol: 'udp', hostIP: '192.0.2.1' },
          ],
        },
      },
    },
    {
      name: 'bandwidth, a rate without burst being limited by the rate alone',
      keys: { bandwidth: { ingressRate: 2048, egressRate: 1024, egressBurst: 512 } },
      want: {
        capabilityArgs: {
          bandwidth: {
            ingressRate: 2048,
            ingressBurst: 2 ** 31 - 1,
            egressRate: 1024,
            egressBurst: 512,
          },
        },
      },
    },
    { name: 'cni-args', keys: { 'cni-args': { nics: 2 } }, want: { cniArgs: { nics: 2 } } },
    {
      name: 'default-route',
      keys: { 'default-route': ['10.0.0.1', 'fd00::1'] },
      want: { defaultRoute: ['10.0.0.1', 'fd00::1'] },
    },
    { name: 'an empty default-route', keys: { 'default-route': [] }, want: { defaultRoute: [] } },
    { name: 'deviceID', keys: { deviceID: '0000:1a:00.4' }, want: { deviceID: '0000:1a:00.4' } },
    { name: 'ipam-claim-reference', keys: { 'ipam-claim-reference': 'claim' }, want: {} },
    {
      name: 'values that a template left empty',
      keys: { namespace: '', interface: '', ips: [], mac: '', portMappings: [], deviceID: '' },
      want: {},
    },
    { name: 'null for what is absent', keys: { ips: null, mac: null, 'cni-args': null }, want: {} },
    {
      name: 'keys of others',
      keys: { 'example.com/x': 1, constructor: 'x', later: true },
      want: {},
    },
  ];
  for (const { name, keys, want } of json)
    it(`reads the JSON form: ${name}`, () =>
      expect(parse(element(keys))).to.deep.equal([bare({ name: 'net', ...want })]));

  it('gives selections or a CniError for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => onlyCniErrors(() => parse(text))),
      { numRuns: 1000 },
    );
  });

  it('gives selections or a CniError for any JSON in any key, and leaves Object as it is', () => {
    const keys = ['name', 'ips', 'mac', 'portMappings', 'bandwidth', 'cni-args', 'default-route'];
    const polluted = fc.constantFrom(...keys, '__proto__', 'constructor', 'toString');
    const before = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(polluted, fc.json(), (key, value) =>
        onlyCniErrors(() => parse(`[{"name":"net",${JSON.stringify(key)}:${value}}]`)),
      ),
      { numRuns: 1000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).to.deep.equal(before);
  });
});

describe('parseDefaultNetwork', () => {
  it('is absent without the annotation', () =>
    expect(parseDefaultNetwork(podOf())).to.equal(undefined));
  it('reads both forms', () => {
    expect(parseDefault('ns/net')).to.include({ namespace: 'ns', name: 'net' });
    expect(parseDefault('[{"name":"net"}]')).to.include({ name: 'net' });
  });
  it('refuses two networks', () =>
    expect(() => parseDefault('a,b')).to.throw(
      `pod default/trainer-0: annotation ${defaultKey}: 2 networks; name one`,
    ));
});
