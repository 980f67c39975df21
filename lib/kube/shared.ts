import { isRecord } from '../api/same-json.ts';
import { sameQuantity } from './quantity.ts';

/**
 * Kinds that are not ours alone: the API server fills in what we leave out, and other managers add to them. Of these only
 * what we ask for is compared, and they are never replaced as a whole.
 */
const sharedKinds: ReadonlySet<string> = new Set(['DaemonSet']);

export function isShared({ kind }: { readonly kind: string }): boolean {
  return sharedKinds.has(kind);
}

/** Lists that server-side apply merges, and what names an element; every other list is one value (apps/v1, core/v1). */
const mergeKeys: Readonly<Record<string, string>> = {
  containers: 'name',
  env: 'name',
  imagePullSecrets: 'name',
  ports: 'containerPort',
  volumeMounts: 'mountPath',
  volumes: 'name',
};

/** Maps of quantities: the API server writes 1000m as 1. */
const quantities: ReadonlySet<string> = new Set(['limits', 'requests', 'divisor']);

/**
 * Path of the first value that was asked for and is not there, `spec.template.spec.hostPID`; `undefined` when all is. What
 * is empty may be absent: Kubernetes does not store it.
 */
export function firstMissing(
  observed: unknown,
  desired: unknown,
  path: string,
): string | undefined {
  if (desired === undefined || observed === desired) return undefined;
  if (Array.isArray(desired)) return missingInList(observed, desired, path);
  if (isRecord(desired)) return missingInRecord(observed, desired, path);
  const emptied = observed === undefined && isEmpty(desired);
  return emptied || sameScalar(observed, desired, path) ? undefined : path;
}

function missingInRecord(
  observed: unknown,
  desired: Readonly<Record<string, unknown>>,
  path: string,
): string | undefined {
  const found = isRecord(observed) ? observed : {};
  for (const [field, value] of Object.entries(desired)) {
    const missing = firstMissing(found[field], value, `${path}.${field}`);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

function missingInList(
  observed: unknown,
  desired: readonly unknown[],
  path: string,
): string | undefined {
  const found: readonly unknown[] = Array.isArray(observed) ? observed : [];
  const key = mergeKeys[path.slice(path.lastIndexOf('.') + 1)];
  if (key === undefined && found.length !== desired.length) return path;
  for (const [at, element] of desired.entries()) {
    const name = key === undefined ? at : String((element as Record<string, unknown>)[key]);
    const other = key === undefined ? found[at] : found.find((one) => named(one, key, name));
    const missing = other === undefined ? path : firstMissing(other, element, `${path}[${name}]`);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

function named(element: unknown, key: string, name: unknown): boolean {
  return isRecord(element) && String(element[key]) === name;
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === false || value === 0 || value === null;
}

function sameScalar(observed: unknown, desired: unknown, path: string): boolean {
  if (!path.split('.').some((part) => quantities.has(part))) return false;
  return sameQuantity(String(observed), String(desired));
}
