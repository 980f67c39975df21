import type { MainPluginSpec } from '../api/types.ts';
import type { PluginConf } from './types.ts';

/**
 * Keeps `cniVersion`, `type`, and what the user gave an argument of that very name for: a key that nobody asked for must
 * not override the plugin's own default. Keys come out in alphabetical order, as upstream writes them.
 */
export function cleanConf(
  spec: MainPluginSpec,
  generated: Readonly<Record<string, unknown>>,
): PluginConf {
  const args = spec.args ?? {};
  const conf: Record<string, unknown> = {};
  for (const key of Object.keys(generated).filter((name) => Object.hasOwn(args, name))) {
    conf[key] = generated[key];
  }
  const all = { ...conf, cniVersion: spec.cniVersion, type: spec.type };
  const sorted = Object.entries(all).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted) as PluginConf;
}

/** Strict base 10 as Go reads it; anything else counts as 0, which upstream writes down too. */
export function integer(text: string | undefined): number {
  return text !== undefined && isInteger(text) ? Number(text) : 0;
}

export function isInteger(text: string): boolean {
  return /^[+-]?[0-9]{1,9}$/.test(text);
}
