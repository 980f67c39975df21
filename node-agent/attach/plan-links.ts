import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import type { Entry } from '../journal/ledger.ts';
import type { AttachedLink } from '../journal/types.ts';
import type { LinkSpec } from './link-spec.ts';
import { localMac } from './names.ts';
import type { HostLink } from './types.ts';

type Of = {
  readonly spec: LinkSpec;
  readonly masters: readonly string[];
  readonly names: readonly string[];
  readonly links: ReadonlyMap<string, HostLink>;
  readonly entries: readonly Entry[];
  readonly entropy: (length: number) => Uint8Array;
};

/**
 * The links as they will be recorded and made. An ipvlan has its master's MAC, a macvlan one of its own; the MTU is the
 * master's unless the network gives a smaller one, and is always set, so that CHECK can tell a change.
 *
 * @throws CniError `badConfig` for a mode or kind that another link on the master excludes, or an MTU above the master's;
 * `linkFailed` for a master that is gone
 */
export function planLinks(of: Of): readonly AttachedLink[] {
  return of.masters.map((master, index) => {
    const link = of.links.get(master);
    if (link === undefined) throw gone(master);
    checkMtu(of.spec, link);
    checkNeighbours(of.spec, master, of.entries);
    const { kind, mode, mtu = link.mtu } = of.spec;
    const mac = kind === 'ipvlan' ? link.mac : localMac(of.entropy(6));
    return { name: of.names[index] ?? '', master, kind, mode, mac, mtu };
  });
}

function gone(master: string): CniError {
  const message = `NIC ${master} is not on this host any more; check the HostInterface of this node`;
  return new CniError(cniErrorCodes.linkFailed, message);
}

function checkMtu({ mtu }: LinkSpec, { name, mtu: highest }: HostLink): void {
  if (mtu === undefined || mtu <= highest) return;
  const message = `plugin.mtu: ${mtu} is more than the ${highest} of NIC ${name}; lower it or raise the NIC's`;
  throw new CniError(cniErrorCodes.badConfig, message);
}

/**
 * The kernel keeps one mode for all ipvlan links of a master and changes the live ones silently when another is added; and it
 * refuses to mix ipvlan and macvlan.
 */
function checkNeighbours(spec: LinkSpec, master: string, entries: readonly Entry[]): void {
  for (const { attachment } of entries) {
    const other = attachment.links.find((link) => link.master === master);
    if (other === undefined || fits(spec, other)) continue;
    const message = `plugin: ${spec.kind} ${spec.mode} does not go with ${other.kind} ${other.mode} of network ${attachment.key.network} on NIC ${master}; use one kind and mode for a NIC`;
    throw new CniError(cniErrorCodes.badConfig, message);
  }
}

function fits({ kind, mode }: LinkSpec, other: AttachedLink): boolean {
  return other.kind === kind && (kind === 'macvlan' || other.mode === mode);
}
