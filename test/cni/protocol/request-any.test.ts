import { expect } from 'chai';
import * as fc from 'fast-check';
import { CniError } from '../../../cni/protocol/error.ts';
import { frameLimit } from '../../../cni/protocol/frame.ts';
import { parseRequest } from '../../../cni/protocol/request.ts';
import { cniErrorCodes } from '../../../cni/protocol/types.ts';
import { goodConf, payloadOf } from './call-of.ts';

const pad = (unit: string): string => unit.repeat(Math.floor((frameLimit - 1000) / unit.length));

describe('parseRequest, for any input', () => {
  const codes = new Set<number>(Object.values(cniErrorCodes));
  const judge = (payload: Uint8Array): void => {
    const { outcome } = parseRequest(payload);
    if (outcome instanceof CniError)
      expect(codes.has(outcome.code), outcome.message).to.equal(true);
    else expect(outcome.containerID).to.match(/^[a-zA-Z0-9][\w.-]*$|^$/);
  };
  const key = fc.constantFrom(...Object.keys(goodConf), 'args', 'prevResult', 'masters', 'type');

  it('gives a Request or a CniError for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), judge), { numRuns: 500 });
  });

  it('gives a Request or a CniError for any JSON in any field', () => {
    fc.assert(
      fc.property(key, fc.jsonValue(), (field, value) =>
        judge(payloadOf({ conf: { [field]: value } })),
      ),
      { numRuns: 1000 },
    );
  });

  it('gives a Request or a CniError for any environment', () => {
    const variable = fc.constantFrom(
      'CNI_ARGS',
      'CNI_IFNAME',
      'CNI_CONTAINERID',
      'CNI_NETNS',
      'CNI_PATH',
      'CNI_COMMAND',
    );
    const value = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
    fc.assert(
      fc.property(variable, value, (name, text) => judge(payloadOf({ env: { [name]: text } }))),
      { numRuns: 1000 },
    );
  });

  const large = [
    { name: 'brackets', stdin: pad('[') },
    { name: 'empty objects', stdin: `{"a":[${pad('{},')}{}]}` },
    { name: 'quotes', stdin: pad('"') },
    { name: 'backslashes', stdin: `{"a":"${pad('\\\\')}"}` },
    { name: 'blanks between strings', stdin: `{"a":[${pad('""         ,')}1]}` },
    { name: 'one long string', stdin: JSON.stringify({ ...goodConf, pad: pad('x') }) },
    { name: 'bad prefixes', stdin: JSON.stringify({ ...goodConf, subnet: pad('1.') }) },
    {
      name: 'many keys',
      stdin: `{${Array.from({ length: 90_000 }, (_, i) => `"k${i}":1`).join(',')}}`,
    },
  ];
  // The bench has the bound; a quadratic reader would take minutes and end at mocha's.
  for (const { name, stdin } of large)
    it(`judges 1 MiB of ${name}`, () => judge(payloadOf({ stdin })));
});
