import { familyOf, familyOfPrefix } from './address.ts';
import { CniError } from './error.ts';
import { quote } from './field.ts';
import { cniErrorCodes } from './types.ts';

/** In UTF-16 units. The kernel allows 128 KiB in one variable; what callers send is below 1 KiB. */
export const argsLimit = 64 * 1024;

type Check = { readonly holds: (value: string) => boolean; readonly rule: string };

const anything: Check = { holds: () => true, rule: '' };
const isMac = (value: string): boolean => /^[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}$/.test(value);
const isIp = (value: string): boolean =>
  familyOf(value) !== undefined || familyOfPrefix(value) !== undefined;

/** Keys that we read or that kubelet's runtimes always send. Any other is an error unless IgnoreUnknown is true. */
const known: ReadonlyMap<string, Check> = new Map([
  ['IgnoreUnknown', { holds: isBoolean, rule: 'write 1, true, 0 or false' }],
  ['K8S_POD_NAME', anything],
  ['K8S_POD_NAMESPACE', anything],
  ['K8S_POD_UID', anything],
  ['K8S_POD_INFRA_CONTAINER_ID', anything],
  [
    'IP',
    {
      holds: (v) => v.split(',').every(isIp),
      rule: 'write addresses like 10.0.0.5/24,10.0.1.5/24',
    },
  ],
  ['GATEWAY', { holds: (v) => familyOf(v) !== undefined, rule: 'write an address like 10.0.0.1' }],
  ['MAC', { holds: isMac, rule: 'write it like 02:42:ac:11:00:02' }],
]);

/**
 * CNI_ARGS, `K=V;K=V`, as Go's parser of the reference plugins reads it. The record has no prototype, so no key of
 * a caller can meet one of Object's.
 * @throws CniError `badEnvironment` that names the pair
 */
export function parseArgs(text: string): Readonly<Record<string, string>> {
  const args = Object.create(null) as Record<string, string>;
  if (text === '') return args;
  if (text.length > argsLimit) throw badArgs(`longer than ${argsLimit} characters; shorten it`);
  for (const pair of text.split(';')) {
    const [key, value, ...more] = pair.split('=');
    if (!key || value === undefined || more.length > 0)
      throw badArgs(`${quote(pair)} is not KEY=VALUE; write pairs with one "=", separated by ";"`);
    args[key] = value;
  }
  checkPairs(args);
  return args;
}

function checkPairs(args: Readonly<Record<string, string>>): void {
  const ignoreUnknown = /^(?:1|true)$/i.test(args['IgnoreUnknown'] ?? '');
  for (const [key, value] of Object.entries(args)) {
    const check = known.get(key);
    if (check === undefined && !ignoreUnknown)
      throw badArgs(`unknown key ${quote(key)}; remove it or add IgnoreUnknown=true`);
    if (check?.holds(value) === false)
      throw badArgs(`${key} has the value ${quote(value)}; ${check.rule}`);
  }
}

function isBoolean(value: string): boolean {
  return /^(?:1|0|true|false)$/i.test(value);
}

function badArgs(problem: string): CniError {
  return new CniError(cniErrorCodes.badEnvironment, `CNI_ARGS: ${problem}`);
}
