import { isRecord } from '../api/same-json.ts';

/** `metadata.managedFields[]`, as far as it matters here. */
export type ManagedFields = {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly time?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: unknown;
  readonly subresource?: string;
};

/**
 * The managers of an object after `manager` has taken over what others wrote by update: the next server-side apply of
 * `manager` takes out what it does not ask for. Otherwise fields that the former writer set would stay for ever, beside
 * ours. Who applies, and who writes a subresource, keeps what is his. `undefined` when there is nothing to take over.
 */
export function takenOver(
  entries: readonly ManagedFields[],
  manager: string,
  apiVersion: string,
): readonly ManagedFields[] | undefined {
  const isUpdate = ({ operation, subresource = '' }: ManagedFields): boolean =>
    operation === 'Update' && subresource === '';
  const isOurs = (entry: ManagedFields): boolean =>
    entry.manager === manager && entry.operation === 'Apply' && (entry.subresource ?? '') === '';
  const updates = entries.filter(isUpdate);
  if (updates.length === 0) return undefined;
  const fieldsV1 = [...entries.filter(isOurs), ...updates].map((entry) => entry.fieldsV1);
  const ours: ManagedFields = {
    manager,
    operation: 'Apply',
    apiVersion,
    fieldsType: 'FieldsV1',
    fieldsV1: fieldsV1.reduce(merge, {}),
  };
  return [...entries.filter((entry) => !isUpdate(entry) && !isOurs(entry)), ours];
}

/** Sets of fields are trees of objects (`f:spec`, `k:{"name":"x"}`, `.`), so their union is one. */
function merge(one: unknown, other: unknown): unknown {
  if (!isRecord(one) || !isRecord(other)) return one ?? other;
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(fields.map((field) => [field, merge(one[field], other[field])]));
}
