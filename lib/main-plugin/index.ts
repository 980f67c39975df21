import { ipvlan } from './ipvlan.ts';
import { macvlan } from './macvlan.ts';
import type { MainPlugin } from './types.ts';

/** Adding a main plugin: write `<type>.ts`, add it here. The conformance suite does the rest. */
export const mainPlugins: readonly MainPlugin[] = [ipvlan, macvlan];

/** Types of multi-nic-cni that this version cannot make yet: their users get told so, not "unknown". */
export const plannedPlugins: readonly string[] = ['sriov', 'aws-ipvlan', 'mellanox'];

export function findMainPlugin(type: string): MainPlugin | undefined {
  return mainPlugins.find((plugin) => plugin.type === type);
}
