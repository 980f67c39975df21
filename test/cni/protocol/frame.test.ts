import { expect } from 'chai';
import * as fc from 'fast-check';
import { CniError } from '../../../cni/protocol/error.ts';
import { encodeFrame, frameLimit, frameReader } from '../../../cni/protocol/frame.ts';

function feed(chunks: readonly Uint8Array[]): (Uint8Array | undefined)[] {
  const read = frameReader();
  return chunks.map((chunk) => read(chunk));
}

describe('encodeFrame', () => {
  it('puts the length before the payload, big-endian', () =>
    expect([...encodeFrame(Uint8Array.of(7, 8))]).to.deep.equal([0, 0, 0, 2, 7, 8]));

  it('refuses what the other side would refuse', () =>
    expect(() => encodeFrame(new Uint8Array(frameLimit + 1)))
      .to.throw(CniError, /more than the limit of 1048576/)
      .with.property('code', 5));
});

describe('frameReader', () => {
  const cases = [
    { name: 'an empty payload', chunks: [[0, 0, 0, 0]], want: [[]] },
    { name: 'header and payload apart', chunks: [[0, 0, 0, 1], [9]], want: [undefined, [9]] },
    {
      name: 'a split header',
      chunks: [
        [0, 0],
        [0, 1, 9],
      ],
      want: [undefined, [9]],
    },
    { name: 'an empty chunk', chunks: [[], [0, 0, 0, 1, 9]], want: [undefined, [9]] },
    { name: 'a payload that does not end', chunks: [[0, 0, 0, 9, 1, 2]], want: [undefined] },
  ];
  for (const { name, chunks, want } of cases)
    it(`reads ${name}`, () => {
      const got = feed(chunks.map((chunk) => Uint8Array.from(chunk)));
      expect(got.map((payload) => payload && [...payload])).to.deep.equal(want);
    });

  const bad = [
    { name: 'a length above the limit', chunk: [0, 16, 0, 1], want: /1048577 bytes are more/ },
    { name: 'the largest length', chunk: [255, 255, 255, 255], want: /4294967295 bytes are more/ },
    { name: 'more than announced', chunk: [0, 0, 0, 1, 9, 9], want: /2 bytes came where 1/ },
  ];
  for (const { name, chunk, want } of bad)
    it(`refuses ${name}`, () =>
      expect(() => feed([Uint8Array.from(chunk)]))
        .to.throw(CniError, want)
        .with.property('code', 6));

  it('gives back any payload, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.nat(40), { minLength: 1 }),
        (payload, cuts) => {
          const frame = encodeFrame(payload);
          const read = frameReader();
          let got: Uint8Array | undefined;
          for (let at = 0, turn = 0; at < frame.length; turn++) {
            const size = 1 + (cuts[turn % cuts.length] ?? 0);
            got = read(frame.subarray(at, at + size));
            at += size;
          }
          expect(got && [...got]).to.deep.equal([...payload]);
        },
      ),
    );
  });
});
