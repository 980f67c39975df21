import { renderResult } from '../../../cni/protocol/result.ts';
import type {
  CniVersion,
  Command,
  JsonObject,
  NetConf,
  Result,
} from '../../../cni/protocol/types.ts';
import { atLeast } from '../../../cni/protocol/version.ts';
import type { NetworkList, PlannedNetwork } from '../types.ts';
import { declares } from './capabilities.ts';
import type { Member } from './conf-file.ts';

export type MemberCall = {
  readonly command: Command;
  /** ADD: what the member before gave. CHECK and DEL: what the whole chain gave, for every member. */
  readonly prevResult?: Result;
  /** GC: what is still there of this network. */
  readonly validAttachments?: NetConf['validAttachments'];
};

const sinceVersion: Partial<Record<Command, CniVersion>> = {
  CHECK: '0.4.0',
  GC: '1.1.0',
  STATUS: '1.1.0',
};

/** Whether a list knows the command at all (CNI specification, section 1: versions, `disableCheck`, `disableGC`). */
export function knowsCommand(list: NetworkList, command: Command): boolean {
  if (command === 'CHECK' && list.disableCheck) return false;
  if (command === 'GC' && list.disableGC) return false;
  const since = sinceVersion[command];
  return since === undefined || atLeast(list.cniVersion, since);
}

/**
 * What the member at `index` gets on stdin (CNI specification, section 3, "Deriving request configuration"): version and
 * name of the list, what it declared of the capability arguments, the result before it. As the reference library does it, `capabilities`
 * stays in. A device is put in as `deviceID` and `pciBusID`, under which plugins look for it.
 */
export function memberConfig(
  network: PlannedNetwork,
  index: number,
  { command, prevResult, validAttachments }: MemberCall,
): JsonObject {
  const { list, deviceID } = network;
  const plugin = list.plugins[index];
  if (plugin === undefined) throw new RangeError(`${list.name} has no plugin ${index}`);
  const { prevResult: _stale, ...own } = plugin;
  return {
    ...own,
    cniVersion: list.cniVersion,
    name: list.name,
    ...(deviceID === undefined ? {} : { deviceID, pciBusID: deviceID }),
    ...mergeArgs(plugin, network.cniArgs),
    ...runtimeConfigOf(plugin, network.capabilityArgs),
    ...resultBefore(list.cniVersion, command, prevResult),
    ...(validAttachments === undefined ? {} : renderValid(validAttachments)),
  };
}

/** `cni-args` over the member's own `args.cni`, key by key. */
function mergeArgs(plugin: Member, cniArgs: JsonObject | undefined): JsonObject {
  if (cniArgs === undefined) return {};
  const args = objectIn(plugin, 'args');
  return { args: { ...args, cni: { ...objectIn(args, 'cni'), ...cniArgs } } };
}

function runtimeConfigOf(plugin: Member, capabilityArgs: JsonObject): JsonObject {
  const offered = Object.entries(capabilityArgs).filter(([key]) => declares(plugin, key));
  return offered.length === 0 ? {} : { runtimeConfig: Object.fromEntries(offered) };
}

/** DEL has it since 0.4.0. */
function resultBefore(
  version: CniVersion,
  command: Command,
  prevResult: Result | undefined,
): JsonObject {
  if (prevResult === undefined || (command === 'DEL' && !atLeast(version, '0.4.0'))) return {};
  return { prevResult: renderResult(prevResult, version) };
}

/** Under the name of the specification, and the one that the reference library had before it. */
function renderValid(valid: NonNullable<NetConf['validAttachments']>): JsonObject {
  const items = valid.map(({ containerID, ifName }) => ({ containerID, ifname: ifName }));
  return { 'cni.dev/valid-attachments': items, 'cni.dev/attachments': items };
}

function objectIn(parent: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}
