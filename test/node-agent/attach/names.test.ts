import { expect } from 'chai';
import * as fc from 'fast-check';
import { freeGroup, linkNames, localMac, word } from '../../../node-agent/attach/names.ts';

describe('linkNames', () => {
  it('numbers the links', () =>
    expect(linkNames('net1', 3)).to.deep.equal(['net1-0', 'net1-1', 'net1-2']));
  it('takes 15 characters and refuses 16', () => {
    expect(linkNames('abcdefghijklm', 10).at(-1)).to.equal('abcdefghijklm-9');
    expect(() => linkNames('abcdefghijklm', 11)).to.throw('abcdefghijklm-10, longer than 15');
  });
});

describe('freeGroup', () => {
  it('gives the lowest that is not taken, whatever foreign groups there are', () => {
    const first = freeGroup([]);
    expect(freeGroup([first, 0, 7])).to.equal(first + 1);
    expect(freeGroup([first + 1])).to.equal(first);
    expect(first).to.be.within(2 ** 16, 2 ** 31 - 1);
  });
});

describe('word', () => {
  for (const text of ['/run/netns/x', '/proc/1/ns/net', 'eth0.100@if5', '10.0.0.1/24', 'fe80::1'])
    it(`passes ${text}`, () => expect(word(text)).to.equal(text));
  for (const text of ['', 'a b', 'a\nlink del eth0', 'a#b', 'a"b', "a'b", 'a\\b', 'ä'])
    it(`refuses ${JSON.stringify(text)}`, () =>
      expect(() => word(text)).to.throw('cannot be given'));
});

describe('localMac', () => {
  it('is unicast and locally administered, whatever the entropy', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
        const mac = localMac(bytes);
        expect(mac).to.match(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/);
        expect(Number.parseInt(mac.slice(0, 2), 16) & 3).to.equal(2);
        expect(mac.slice(3)).to.equal(
          Buffer.from(bytes.subarray(1)).toString('hex').match(/../g)?.join(':'),
        );
      }),
    );
  });
});
