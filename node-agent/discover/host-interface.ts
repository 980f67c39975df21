import { group } from '../../lib/api/group.ts';
import type { HostInterface, HostInterfaceSpec } from '../../lib/api/types.ts';

/**
 * The HostInterface to apply, or `undefined` when the API server already has it, or the user keeps it himself. Fields
 * that are not in the plan are not ours.
 */
export function planHostInterface(
  existing: HostInterface | undefined,
  spec: HostInterfaceSpec,
  nodeName: string,
): HostInterface | undefined {
  if (existing !== undefined && (isUnmanaged(existing) || sameSpec(existing.spec, spec)))
    return undefined;
  return {
    apiVersion: `${group}/v1`,
    kind: 'HostInterface',
    metadata: { name: nodeName },
    spec,
  };
}

/** `multi-nic-unmanaged: "true"`, in any case. */
export function isUnmanaged({ metadata }: HostInterface): boolean {
  return metadata.labels?.['multi-nic-unmanaged']?.toLowerCase() === 'true';
}

function sameSpec(one: HostInterfaceSpec, other: HostInterfaceSpec): boolean {
  return canonical(one) === canonical(other);
}

/** The API server gives fields back in its own order. */
function canonical({ hostName, interfaces }: HostInterfaceSpec): string {
  const nics = (interfaces ?? []).map((nic) =>
    Object.entries(nic).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
  return JSON.stringify([hostName, nics]);
}
