import type { AttachedNetwork } from '../types.ts';

/**
 * What the annotation asks of a network by CNI_ARGS and its result does not have, a sentence for each network. Plugins may ignore
 * CNI_ARGS, and a pod that has other addresses than it asked for is found out much later.
 */
export function notHonoured(networks: readonly AttachedNetwork[]): readonly string[] {
  return networks
    .filter(({ primary }) => !primary)
    .flatMap(({ name, ifName, args, result }) => {
      const asked = new Map(args.split(';').map((pair) => splitPair(pair)));
      const ips = (asked.get('IP') ?? '').split(',').filter((ip) => ip !== '');
      const mac = asked.get('MAC');
      const given = new Set(result?.ips.map(({ address }) => bare(address)));
      const macs = new Set(result?.interfaces.map((one) => one.mac?.toLowerCase()));
      const missing = [
        ...ips.filter((ip) => !given.has(bare(ip))),
        ...(mac === undefined || macs.has(mac.toLowerCase()) ? [] : [mac]),
      ];
      if (missing.length === 0) return [];
      return [
        `network ${name} (${ifName}): its plugins did not give ${missing.join(', ')}, which the pod asks for; ` +
          'use a plugin that declares the capability (ips, mac), or leave it out',
      ];
    });
}

function splitPair(pair: string): readonly [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function bare(address: string): string {
  return address.split('/')[0]?.toLowerCase() ?? '';
}
