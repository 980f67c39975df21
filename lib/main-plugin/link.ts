import type { MainPluginSpec } from '../api/types.ts';
import { cleanConf, integer, isInteger } from './clean.ts';
import type { MainPlugin } from './types.ts';

/** ipvlan and macvlan take the same arguments and differ in their modes. */
export function linkPlugin(type: string, modes: readonly string[]): MainPlugin {
  return {
    type,
    netConf: (spec) => {
      const { master = '', mode = '', mtu } = spec.args ?? {};
      return cleanConf(spec, { master, mode, mtu: integer(mtu) });
    },
    problems: (spec) => [...modeProblems(spec, modes), ...mtuProblems(spec)],
  };
}

function modeProblems({ type, args }: MainPluginSpec, modes: readonly string[]): string[] {
  const mode = args?.['mode'] ?? '';
  if (mode === '' || modes.includes(mode)) return [];
  return [`spec.plugin.args.mode ${mode} is no mode of ${type}: use ${modes.join(', ')}`];
}

function mtuProblems({ args }: MainPluginSpec): string[] {
  const mtu = args?.['mtu'];
  if (mtu === undefined || (isInteger(mtu) && Number(mtu) >= 0)) return [];
  return [`spec.plugin.args.mtu ${mtu} is not a number of bytes: write one like "1500"`];
}
