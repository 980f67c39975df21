import { expect } from 'chai';
import * as fc from 'fast-check';
import { CniError } from '../../../cni/protocol/error.ts';
import { parseResult, renderResult } from '../../../cni/protocol/result.ts';
import { type CniVersion, type Result, supportedVersions } from '../../../cni/protocol/types.ts';

const result: Result = {
  interfaces: [
    { name: 'eth1', mac: '02:00:00:00:00:01' },
    {
      name: 'net1-0',
      mac: '02:00:00:00:00:02',
      mtu: 9000,
      sandbox: '/run/netns/a',
      pciID: '0000:01:00.0',
    },
  ],
  ips: [
    { address: '192.168.0.1/18', gateway: '192.168.0.254', interface: 1 },
    { address: 'fd00::1/64', interface: 1 },
  ],
  routes: [{ dst: '10.0.0.0/8', gw: '192.168.0.254', mtu: 1400, table: 100 }, { dst: '::/0' }],
  dns: { nameservers: ['10.0.0.10'] },
};
const olderInterfaces = [
  { name: 'eth1', mac: '02:00:00:00:00:01' },
  { name: 'net1-0', mac: '02:00:00:00:00:02', sandbox: '/run/netns/a' },
];
const olderRoutes = [{ dst: '10.0.0.0/8', gw: '192.168.0.254' }, { dst: '::/0' }];
const withFamily = [
  { version: '4', address: '192.168.0.1/18', gateway: '192.168.0.254', interface: 1 },
  { version: '6', address: 'fd00::1/64', interface: 1 },
];
const empty: Result = { interfaces: [], ips: [], routes: [], dns: {} };

describe('renderResult', () => {
  const dns = result.dns;
  const cases: readonly { version: CniVersion; want: object }[] = [
    {
      version: '0.3.0',
      want: { interfaces: olderInterfaces, ips: withFamily, routes: olderRoutes, dns },
    },
    {
      version: '0.3.1',
      want: { interfaces: olderInterfaces, ips: withFamily, routes: olderRoutes, dns },
    },
    {
      version: '0.4.0',
      want: { interfaces: olderInterfaces, ips: withFamily, routes: olderRoutes, dns },
    },
    {
      version: '1.0.0',
      want: { interfaces: olderInterfaces, ips: result.ips, routes: olderRoutes, dns },
    },
    { version: '1.1.0', want: { ...result } },
  ];
  for (const { version, want } of cases)
    it(`speaks ${version}`, () =>
      expect(renderResult(result, version)).to.deep.equal({ cniVersion: version, ...want }));

  for (const version of supportedVersions)
    it(`leaves out what is empty in ${version}`, () =>
      expect(renderResult(empty, version)).to.deep.equal({ cniVersion: version }));
});

describe('parseResult', () => {
  it('reads what a plugin of 0.4.0 printed', () =>
    expect(
      parseResult(
        {
          cniVersion: '0.4.0',
          interfaces: [{ name: 'a' }],
          ips: [{ version: '4', address: '10.0.0.1/8', interface: 0 }],
          dns: {},
        },
        'r',
      ),
    ).to.deep.equal({
      ...empty,
      interfaces: [{ name: 'a' }],
      ips: [{ address: '10.0.0.1/8', interface: 0 }],
    }));

  const takes = [
    { name: 'nothing at all', value: {} },
    {
      name: 'null for every list',
      value: { cniVersion: '', interfaces: null, ips: null, routes: null, dns: null },
    },
  ];
  for (const { name, value } of takes)
    it(`takes ${name}`, () => expect(parseResult(value, 'r')).to.deep.equal(empty));

  const bad = [
    { name: 'null', value: null, want: /^r: null is not an object/ },
    {
      name: 'an interface without a name',
      value: { interfaces: [{}] },
      want: /^r.interfaces\[0\].name: missing/,
    },
    {
      name: 'a negative mtu',
      value: { interfaces: [{ name: 'a', mtu: -1 }] },
      want: /^r.interfaces\[0\].mtu: -1/,
    },
    {
      name: 'an address out of range',
      value: { ips: [{ address: '10.0.0.300/8' }] },
      want: /^r.ips\[0\].address/,
    },
    {
      name: 'a length out of range',
      value: { ips: [{ address: 'fd00::1/129' }] },
      want: /^r.ips\[0\].address/,
    },
    {
      name: 'a gateway that is none',
      value: { ips: [{ address: '10.0.0.1/8', gateway: 'x' }] },
      want: /^r.ips\[0\].gateway: "x"/,
    },
    { name: 'a route without dst', value: { routes: [{}] }, want: /^r.routes\[0\].dst: missing/ },
    {
      name: 'a zone in a gateway',
      value: { routes: [{ dst: '::/0', gw: 'fe80::1%eth0' }] },
      want: /^r.routes\[0\].gw/,
    },
    {
      name: 'a string for search',
      value: { dns: { search: 'x' } },
      want: /^r.dns.search: "x" is not a list/,
    },
  ];
  for (const { name, value, want } of bad)
    it(`refuses ${name}`, () => expect(() => parseResult(value, 'r')).to.throw(CniError, want));

  const byte = fc.nat(255);
  const address = fc
    .tuple(byte, byte, byte, byte, fc.nat(32))
    .map(([a, b, c, d, n]) => `${a}.${b}.${c}.${d}/${n}`);
  const anyResult: fc.Arbitrary<Result> = fc.record({
    interfaces: fc.array(
      fc.record({ name: fc.string(), mtu: fc.nat() }, { requiredKeys: ['name'] }),
      { minLength: 1 },
    ),
    ips: fc.array(fc.record({ address, interface: fc.constant(0) }, { requiredKeys: ['address'] })),
    routes: fc.array(fc.record({ dst: address, priority: fc.nat() }, { requiredKeys: ['dst'] })),
    dns: fc.record({ domain: fc.string(), search: fc.array(fc.string()) }, { requiredKeys: [] }),
  });

  it('reads back what renderResult wrote in 1.1.0', () => {
    fc.assert(
      fc.property(anyResult, (given) => {
        expect(parseResult(renderResult(given, '1.1.0'), 'r')).to.deep.equal(given);
      }),
    );
  });

  it('loses only what the version lacks: a second way there and back changes nothing', () => {
    fc.assert(
      fc.property(anyResult, fc.constantFrom(...supportedVersions), (given, version) => {
        const once = parseResult(renderResult(given, version), 'r');
        expect(parseResult(renderResult(once, version), 'r')).to.deep.equal(once);
        expect(once.ips).to.deep.equal(given.ips);
      }),
    );
  });
});
