import { type Cidr, parseCidr } from '../../lib/net/cidr.ts';

/** What iproute2 prints when the kernel, or iproute2 itself, refuses. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly fatal: boolean;
  constructor(message: string, fatal = false) {
    super(message);
    this.fatal = fatal;
  }
}

/** The words of a command and their values. */
export type Words = ReadonlyMap<string, string>;

const known = new Set([
  'id',
  'via',
  'dev',
  'protocol',
  'nhid',
  'table',
  'metric',
  'from',
  'priority',
]);

export function toWords(rest: readonly string[], line: string): Words {
  const words = new Map<string, string>();
  for (let at = 0; at < rest.length; at += 2) {
    const [word = '', value = ''] = rest.slice(at, at + 2);
    if (!known.has(word)) throw new Error(`fake ip: unexpected "${word}" in ip ${line}`);
    words.set(word, value);
  }
  return words;
}

export function need(words: Words, word: string): string {
  return mustHave(words.get(word), `Error: "${word}" is required.`);
}

export function number(words: Words, word: string, absent?: number): number {
  const value = Number(words.get(word) ?? absent);
  if (!Number.isInteger(value)) throw new Refused(`Error: argument is wrong: "${word}"`, true);
  return value;
}

export function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  return mustHave(parsed, `Error: inet prefix is expected rather than "${text}".`);
}

export function mustHave<Value>(value: Value | undefined, message: string): Value {
  if (value === undefined) throw new Refused(message);
  return value;
}
