import { expect } from 'chai';
import * as fc from 'fast-check';
import { decodeAnswer, decodeCall, encodeAnswer, encodeCall } from '../../../cni/protocol/call.ts';
import { CniError } from '../../../cni/protocol/error.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const word = fc.stringMatching(/^[A-Z_]{1,12}$/);
const value = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));

describe('decodeCall', () => {
  it('takes strings up to the empty one, the rest is stdin', () => {
    const call = decodeCall(bytes('plugin=multi-nic\0CNI_COMMAND=ADD\0\0{"a":1}\0'));
    expect(call.plugin).to.equal('multi-nic');
    expect([...call.env]).to.deep.equal([['CNI_COMMAND', 'ADD']]);
    expect(new TextDecoder().decode(call.stdin)).to.equal('{"a":1}\0');
  });

  it('takes the later of two values, as exec in Go does', () =>
    expect(decodeCall(bytes('A=1\0A=2\0\0')).env.get('A')).to.equal('2'));

  const bad = [
    { name: 'nothing', payload: bytes(''), code: 6, want: /have no end/ },
    { name: 'no empty string', payload: bytes('plugin=x\0'), code: 6, want: /have no end/ },
    { name: 'no equals sign', payload: bytes('CNI\0\0'), code: 4, want: /"CNI" is not KEY=VALUE/ },
    { name: 'no key', payload: bytes('=x\0\0'), code: 4, want: /not KEY=VALUE/ },
    {
      name: 'bytes that are no UTF-8',
      payload: Uint8Array.from([...bytes('CNI_ARGS=a'), 0xff, 0, 0]),
      code: 4,
      want: /CNI_ARGS: not valid UTF-8/,
    },
  ];
  for (const { name, payload, code, want } of bad)
    it(`refuses ${name}`, () =>
      expect(() => decodeCall(payload))
        .to.throw(CniError, want)
        .with.property('code', code));

  it('reads what encodeCall wrote', () => {
    fc.assert(
      fc.property(word, fc.dictionary(word, value), fc.uint8Array(), (plugin, variables, stdin) => {
        const env = new Map(Object.entries(variables));
        const call = decodeCall(encodeCall({ plugin, env, stdin }));
        expect({ ...call, stdin: [...call.stdin] }).to.deep.equal({
          plugin,
          env,
          stdin: [...stdin],
        });
      }),
    );
  });
});

describe('decodeAnswer', () => {
  it('reads what encodeAnswer wrote', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.string({ unit: 'grapheme' }), (status, stdout) => {
        expect(decodeAnswer(encodeAnswer({ status, stdout }))).to.deep.equal({ status, stdout });
      }),
    );
  });

  it('refuses an answer without a status', () =>
    expect(() => decodeAnswer(new Uint8Array())).to.throw(CniError, /answer: empty/));
});
