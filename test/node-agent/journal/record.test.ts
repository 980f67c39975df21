import { crc32 } from 'node:zlib';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { decodeJournal, encodeHeader, encodeRecord } from '../../../node-agent/journal/record.ts';
import type { JournalRecord } from '../../../node-agent/journal/types.ts';
import { add, del, done, sampleAttachment } from './sample.ts';

const one = sampleAttachment('c1', [{ pool: 'p', index: 1 }]);
const two = sampleAttachment('c2', [{ pool: 'p', index: 2 }]);
const records = [add(one), done(one), add(two), del(one)];
const wholeHeader = { identity: 'one', adopted: true };
const header = encodeHeader(wholeHeader, crc32);
const file = (list: readonly JournalRecord[]): Buffer =>
  Buffer.concat([header, ...list.map((record) => encodeRecord(record, crc32))]);
const line = (value: unknown): Buffer => {
  const json = JSON.stringify(value);
  return Buffer.from(`${crc32(json).toString(16).padStart(8, '0')} ${json}\n`);
};
const damaged = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

describe('decodeJournal', () => {
  it('reads back what was encoded, in order', () => {
    const decoded = decodeJournal(file(records), crc32);
    expect(decoded).to.deep.equal({
      kind: 'readable',
      header: wholeHeader,
      records,
      goodLength: file(records).length,
      tornLength: 0,
    });
  });

  it('is exact for a file cut at any byte: the whole records before the cut, no more, no less', () => {
    const whole = file(records);
    const ends = records.map((_, count) => file(records.slice(0, count + 1)).length);
    for (let cut = header.length; cut <= whole.length; cut++) {
      const decoded = decodeJournal(whole.subarray(0, cut), crc32);
      const count = ends.filter((end) => end <= cut).length;
      const goodLength = file(records.slice(0, count)).length;
      expect(decoded, `cut at ${cut}`).to.deep.equal({
        kind: 'readable',
        header: wholeHeader,
        records: records.slice(0, count),
        goodLength,
        tornLength: cut - goodLength,
      });
    }
  });

  const start = file(records.slice(0, 3)).length;
  const tails = [
    { name: 'a damaged last record', bytes: damaged(file(records), start + 20) },
    { name: 'a last record that lost its newline', bytes: file(records).subarray(0, -1) },
    {
      name: 'a last record that turned into zeros',
      bytes: Buffer.concat([file(records.slice(0, 3)), Buffer.alloc(40)]),
    },
  ];
  for (const { name, bytes } of tails) {
    it(`takes ${name} for a torn tail`, () => {
      const decoded = decodeJournal(bytes, crc32);
      expect(decoded).to.include({ kind: 'readable', goodLength: start });
      expect(decoded).to.have.property('records').that.deep.equals(records.slice(0, 3));
    });
  }

  it('refuses a newer format', () => {
    const decoded = decodeJournal(line({ format: 'multi-nic-journal', version: 2 }), crc32);
    expect(decoded.kind).to.equal('refused');
    expect(decoded).to.have.property('reason').that.contains('format 2 and this version knows 1');
  });

  it('reads the header of a journal from before there was an identity', () => {
    const old = line({ format: 'multi-nic-journal', version: 1 });
    expect(decodeJournal(old, crc32)).to.have.deep.property('header', {
      identity: undefined,
      adopted: false,
    });
  });

  const change = (over: object) => ({ op: 'add', attachment: { ...one, ...over } });
  const wrongShapes = [
    { name: 'no object', value: null, want: 'is not an object' },
    {
      name: 'an empty attachment',
      value: { op: 'add', attachment: {} },
      want: 'attachment.key is missing',
    },
    {
      name: 'a list for an attachment',
      value: { op: 'add', attachment: [] },
      want: 'attachment is not an object',
    },
    {
      name: 'no reservations',
      value: change({ reservations: null }),
      want: 'attachment.reservations is missing',
    },
    {
      name: 'an index of text',
      value: change({
        reservations: [{ pool: 'p', index: '1', address: '10.0.0.1', master: 'eth1' }],
      }),
      want: 'attachment.reservations[0].index is not a whole number from 0',
    },
    {
      name: 'no namespace',
      value: change({ netns: '/run/netns/x' }),
      want: 'attachment.netns is not an object',
    },
    { name: 'no pod', value: change({ pod: undefined }), want: 'attachment.pod is missing' },
    {
      name: 'links of text',
      value: change({ links: 'net1-0' }),
      want: 'attachment.links is not a list',
    },
    {
      name: 'a result without ips',
      value: change({ result: { interfaces: [] } }),
      want: 'attachment.result.ips is missing',
    },
    {
      name: 'a network without list',
      value: change({ meta: [{ name: 'a', ifName: 'eth0' }] }),
      want: 'attachment.meta[0].list is missing',
    },
    {
      name: 'a key without container',
      value: { op: 'del', key: { ifName: 'a', network: 'b' } },
      want: 'key.containerID is missing',
    },
    {
      name: 'results that are none',
      value: { op: 'done', key: one.key, results: {} },
      want: 'results is not a list',
    },
  ];
  const damages = [
    { name: 'an empty file', bytes: Buffer.alloc(0), want: 'first line' },
    { name: 'a torn header', bytes: header.subarray(0, -1), want: 'first line' },
    { name: 'another file', bytes: Buffer.from('root:x:0:0\n'), want: 'does not name it' },
    {
      name: 'damage in the middle',
      bytes: damaged(file(records), header.length + 20),
      want: 'line 2 is damaged and further records follow it',
    },
    {
      name: 'an operation of a newer version',
      bytes: Buffer.concat([header, line({ op: 'move', key: {} })]),
      want: 'line 2 is not a record that this version knows: op is "move"',
    },
    ...wrongShapes.map(({ name, value, want }) => ({
      name: `a record with ${name}`,
      bytes: Buffer.concat([header, line(value)]),
      want: `line 2 is not a record that this version knows: ${want}`,
    })),
  ];
  for (const { name, bytes, want } of damages) {
    it(`finds ${name} damaged and says where`, () => {
      const decoded = decodeJournal(bytes, crc32);
      expect(decoded.kind).to.equal('damaged');
      expect(decoded).to.have.property('reason').that.contains(want);
    });
  }

  it('keeps what can still be read of a damaged journal', () => {
    const inTheMiddle = damaged(file(records), header.length + 20);
    expect(decodeJournal(inTheMiddle, crc32)).to.deep.include({
      kind: 'damaged',
      records: records.slice(1),
    });
    const another = Buffer.concat([
      Buffer.from('root:x:0:0\n'),
      file(records).subarray(header.length),
    ]);
    expect(decodeJournal(another, crc32)).to.deep.include({ kind: 'damaged', records });
  });

  it('never reads a record that was not written, whichever byte is flipped', () => {
    const whole = file(records);
    const written = new Set(records.map((record) => JSON.stringify(record)));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const copy = Buffer.from(whole);
        copy[at] = (copy[at] ?? 0) ^ mask;
        const decoded = decodeJournal(copy, crc32);
        if (decoded.kind === 'refused') return;
        // What can still be read of a damaged one is held to the same.
        for (const record of decoded.records)
          expect(written.has(JSON.stringify(record))).to.equal(true);
      }),
    );
  });
});
