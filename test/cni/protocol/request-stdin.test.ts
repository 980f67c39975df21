import { refuses, type Row } from './call-of.ts';

const nested = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
const rows: readonly Row[] = [
  { name: 'an empty stdin', stdin: '', code: 6, want: /stdin: empty/ },
  { name: 'half an object', stdin: '{', code: 6, want: /not valid JSON/ },
  { name: 'a NUL byte', stdin: '{"name":"a\0b"}', code: 6, want: /not valid JSON/ },
  { name: 'NUL bytes alone', stdin: '\0\0\0', code: 6, want: /not valid JSON/ },
  {
    name: 'bytes that are no UTF-8',
    stdin: Uint8Array.of(0x7b, 0xff, 0x7d),
    code: 6,
    want: /UTF-8/,
  },
  { name: 'a list', stdin: '[]', code: 6, want: /a JSON array/ },
  { name: 'a number', stdin: '1', code: 6, want: /a JSON number/ },
  { name: 'null', stdin: 'null', code: 6, want: /not an object/ },
  { name: 'two objects', stdin: '{}{}', code: 6, want: /not valid JSON/ },
  { name: 'a nesting of 100,000', stdin: nested(100_000), code: 6, want: /nested deeper than 64/ },
  { name: 'a nesting of 65', stdin: nested(64), code: 6, want: /nested deeper/ },
  {
    name: 'a nesting that never closes',
    stdin: '['.repeat(100_000),
    code: 6,
    want: /nested deeper/,
  },
  { name: 'closing brackets alone', stdin: '}]}]"a":', code: 6, want: /not valid JSON/ },
  {
    name: 'a key twice',
    stdin: '{"name":"a","name":"b"}',
    code: 7,
    want: /key "name" comes twice/,
  },
  {
    name: 'a key twice, once escaped',
    stdin: '{"name":"a","n\\u0061me" : "b"}',
    code: 7,
    want: /key "name" comes twice/,
  },
  {
    name: 'a key twice, deep',
    stdin: '{"a":[{"b":1,"c":{},"b":2}]}',
    code: 7,
    want: /key "b" comes twice/,
  },
  {
    name: '__proto__',
    stdin: '{"__proto__":{"polluted":true}}',
    code: 7,
    want: /"__proto__" is not allowed/,
  },
  {
    name: '__proto__, deep and escaped',
    stdin: '{"ipam":{"\\u005f_proto__":1}}',
    code: 7,
    want: /__proto__/,
  },
];

describe('parseRequest, of the stdin,', () => refuses(rows));
