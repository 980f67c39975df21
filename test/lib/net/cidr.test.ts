import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  type Address,
  type Cidr,
  compareCidr,
  indexOf,
  parseAddress,
  parseCidr,
  parseExclude,
  toAddress,
  toNumber,
} from '../../../lib/net/cidr.ts';

describe('parseCidr', () => {
  const cases = [
    { text: '192.168.0.0/16', want: '192.168.0.0/16' },
    { text: '192.168.64.5/16', want: '192.168.0.0/16' },
    { text: '0.0.0.0/0', want: '0.0.0.0/0' },
    { text: '255.255.255.255/32', want: '255.255.255.255/32' },
    { text: '10.0.0.0/33', want: undefined },
    { text: '10.0.0.0', want: undefined },
    { text: '010.0.0.0/8', want: undefined },
    { text: '10.0.0.256/24', want: undefined },
    { text: '300.0.0.0/8', want: undefined },
    { text: '10.0.0/24', want: undefined },
    { text: ' 10.0.0.0/24', want: undefined },
    { text: '10.0.0.0/24\n', want: undefined },
    { text: '::ffff:10.0.0.0/104', want: undefined },
    { text: '', want: undefined },
  ];
  for (const { text, want } of cases) {
    it(`${JSON.stringify(text)}: ${want ?? 'not one'}`, () =>
      expect(parseCidr(text)).to.equal(want));
  }

  it('law: every octet from 0 to 999 is judged by its value', () => {
    for (let octet = 0; octet < 1000; octet += 1) {
      expect(parseAddress(`1.2.${octet}.4`) !== undefined, String(octet)).to.equal(octet <= 255);
    }
  });
});

describe('toNumber and toAddress', () => {
  it('law: undo each other over all of IPv4', () =>
    fc.assert(
      fc.property(fc.nat(0xffffffff), (value) => {
        expect(toNumber(toAddress(value))).to.equal(value);
        expect(parseAddress(toAddress(value))).to.equal(toAddress(value));
      }),
    ));
});

describe('parseExclude', () => {
  const cases = [
    { text: '10.0.1.5', want: '10.0.1.5/32' },
    { text: '10.0.1.77/28', want: '10.0.1.64/28' },
    { text: 'abc/8', want: undefined },
    { text: '10.0.0.300/24', want: undefined },
  ];
  for (const { text, want } of cases) {
    it(`${text}: ${want ?? 'not one'}`, () => expect(parseExclude(text)).to.equal(want));
  }
});

describe('indexOf', () => {
  // Upstream's unit tests of its index in range.
  const cases = [
    { cidr: '192.168.1.0/24', address: '192.168.1.100', want: 100 },
    { cidr: '192.168.1.0/24', address: '192.168.2.100', want: undefined },
    { cidr: '192.168.1.0/24', address: '192.168.1.0', want: 0 },
    { cidr: '10.0.0.0/8', address: '192.168.1.100', want: undefined },
    { cidr: '192.168.0.0/16', address: '192.168.0.10', want: 10 },
    { cidr: '192.168.0.0/16', address: '192.168.1.1', want: 257 },
    { cidr: '10.0.0.0/8', address: '10.1.1.1', want: 65793 },
    { cidr: '192.168.0.0/26', address: '192.168.1.1', want: undefined },
  ];
  for (const { cidr, address, want } of cases) {
    it(`${address} in ${cidr}: ${want ?? 'outside'}`, () =>
      expect(indexOf(cidr as Cidr, address as Address)).to.equal(want));
  }
});

describe('compareCidr', () => {
  it('sorts by number, not by text', () => {
    const texts = ['10.0.10.0/24', '10.0.2.0/24', '10.0.2.0/23', '9.0.0.0/8'] as Cidr[];
    expect(texts.toSorted(compareCidr)).to.deep.equal([
      '9.0.0.0/8',
      '10.0.2.0/23',
      '10.0.2.0/24',
      '10.0.10.0/24',
    ]);
  });
});
