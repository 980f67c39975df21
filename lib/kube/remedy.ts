import type { Kind } from '../api/group.ts';
import { isForbidden, isNotFound } from './errors.ts';

/**
 * What a person can do so that a kind can be listed; `undefined` where waiting is all there is to do. A list of a kind that
 * the API server knows is never NotFound, so that answer means that its CustomResourceDefinition is missing.
 */
export function remedyOf({ kind, plural, apiVersion }: Kind, error: unknown): string | undefined {
  const group = apiVersion.split('/').at(-2);
  const resource = group === undefined ? plural : `${plural}.${group}`;
  if (isNotFound(error)) {
    return (
      `CustomResourceDefinition ${resource} is not installed in version ${apiVersion.split('/').at(-1)}: install it ` +
      `(the chart does, and crds/ has ${kind}); no restart is needed`
    );
  }
  if (!isForbidden(error)) return undefined;
  return `listing ${resource} is forbidden: give the service account the verbs list and watch on it; no restart is needed`;
}

/** Why a kind is not known yet: one line for /readyz. */
export function notListed(kind: Kind, error: unknown): string {
  return `${kind.kind}: ${remedyOf(kind, error) ?? 'not listed yet'}`;
}
