import {
  isCIDR,
  isConfig,
  isDeviceClass,
  isHostInterface,
  isIPPool,
  isMultiNicNetwork,
} from './generated/validators.js';
import type { Config } from './config-types.ts';
import type { CIDR, DeviceClass, HostInterface, IPPool, MultiNicNetwork } from './types.ts';

/** One complaint of Ajv, as far as we read it. */
export type SchemaError = {
  /** JSON pointer of the value that is wrong. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** A compiled schema: it answers, and leaves its complaints on itself, as Ajv has it. */
export type Validate = {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
};

/** `field` as the API server writes it, `spec.cidr[0].hosts`; empty for the object itself. */
export type Problem = { readonly field: string; readonly reason: string };

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type OurKinds = {
  readonly network: MultiNicNetwork;
  readonly cidr: CIDR;
  readonly hostInterface: HostInterface;
  readonly ipPool: IPPool;
  readonly config: Config;
  readonly deviceClass: DeviceClass;
};

/** The schemas of `crds/`, compiled beforehand: Ajv itself costs 68 ms to load and is needed by no program of ours. */
const validates: Readonly<Record<keyof OurKinds, Validate>> = {
  network: isMultiNicNetwork,
  cidr: isCIDR,
  hostInterface: isHostInterface,
  ipPool: isIPPool,
  config: isConfig,
  deviceClass: isDeviceClass,
};

/** A hostile object can be wrong in a million places; a person reads the first few. */
const mostProblems = 16;

/**
 * `value` as one of our kinds, or what is wrong with it. The shape only: what a rule (CEL) says is the API server's, and
 * an object stored before the rule must still be read. Fields that we do not know pass: a newer CRD may have them.
 */
export function parse<Name extends keyof OurKinds>(
  name: Name,
  value: unknown,
): Parsed<OurKinds[Name]> {
  const validate = validates[name];
  if (validate(value)) return { ok: true, value: value as OurKinds[Name] };
  return { ok: false, problems: (validate.errors ?? []).slice(0, mostProblems).map(toProblem) };
}

function toProblem({ instancePath, keyword, params, message = keyword }: SchemaError): Problem {
  const field = fieldOf(instancePath);
  const { missingProperty, allowedValue, allowedValues } = params;
  if (typeof missingProperty === 'string') {
    return { field: child(field, missingProperty), reason: 'is missing' };
  }
  const allowed = keyword === 'const' ? [allowedValue] : allowedValues;
  if (!Array.isArray(allowed)) return { field, reason: message };
  return { field, reason: `must be ${allowed.map((one) => JSON.stringify(one)).join(' or ')}` };
}

/** RFC 6901 to the API server's notation: list indices in brackets, as are keys that are no plain word. */
function fieldOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(child, '');
}

function child(field: string, key: string): string {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${field}[${key}]`;
  return field === '' ? key : `${field}.${key}`;
}
