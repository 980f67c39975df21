import { renderResult } from '../../../cni/protocol/result.ts';
import type { JsonObject, Result } from '../../../cni/protocol/types.ts';
import type { PlannedNetwork } from '../types.ts';
import type { Member } from './member.ts';

/**
 * The configuration on a member's stdin as libcni derives it (specification, section 3, "Deriving request configuration"): name and
 * version of the list, of the offered capabilities those that the member declares, the annotation's `cni-args` over its own
 * `args.cni`. The same at ADD, CHECK and DEL but for `prevResult`.
 */
export function memberRequest(
  { list: { cniVersion, name }, capabilityArgs, cniArgs, deviceID }: PlannedNetwork,
  member: Member,
  prevResult: Result | undefined,
): JsonObject {
  const declared = (member['capabilities'] ?? {}) as JsonObject;
  const offered = Object.entries(capabilityArgs).filter(([key]) => declared[key] === true);
  const args = (member['args'] ?? {}) as JsonObject;
  const cni = (args['cni'] ?? {}) as JsonObject;
  return {
    ...member,
    ...(deviceID === undefined ? {} : { deviceID, pciBusID: deviceID }),
    ...(cniArgs === undefined ? {} : { args: { ...args, cni: { ...cni, ...cniArgs } } }),
    ...(offered.length === 0 ? {} : { runtimeConfig: Object.fromEntries(offered) }),
    ...(prevResult === undefined ? {} : { prevResult: renderResult(prevResult, cniVersion) }),
    cniVersion,
    name,
  };
}
