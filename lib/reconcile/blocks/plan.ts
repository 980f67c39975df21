import type { CidrEntry, CidrHost, IPPool } from '../../api/types.ts';
import { type Cidr, compareCidr, parseCidr, range } from '../../net/cidr.ts';
import type { Finding } from '../types.ts';
import { type HostView, livePools, viewHosts } from './hosts.ts';
import { assignInterfaces, hostBlockFits, type Interface } from './interfaces.ts';
import { type Kept, keepRecords } from './keep.ts';
import { placeHosts } from './place.ts';
import { mergeEntries, type Recorded, recoverRecords } from './recover.ts';
import type { BlockConfig, BlockInput, BlockPlan, Nic } from './types.ts';
import { noHostBlock } from './unplaced.ts';

/**
 * The blocks of one network, from what the hosts have and what was given before. Index rules as in multi-nic-cni:
 * interface blocks lowest-free, host blocks next-fit per interface, a given index stays. It always ends, it numbers
 * hosts in the order of their names, it gives every (host, NIC) its own block and never one block twice; what gets none
 * is in the findings and takes nothing from the others.
 */
export function planBlocks(input: BlockInput): BlockPlan {
  const { config, previous, pools } = input;
  const view = viewHosts(input.hosts, input.nodes);
  const live = livePools(pools);
  const recorded = recoverRecords(mergeEntries(previous), pools, { config, view });
  const drafts = draftNetworks({ config, view, recorded, live });
  const reserved = unrecorded(live, drafts);
  const wanted = drafts.map(({ net, index }) => ({ net, index }));
  const { interfaces, findings } = assignInterfaces({ config, wanted, reserved });
  const kept = new Map(drafts.map((draft) => [draft.net, draft.kept]));
  const built = interfaces.map((on) =>
    buildEntry({ config, on, reserved, kept: kept.get(on.net) ?? { held: [], fresh: [] } }),
  );
  return {
    entries: built.map(({ entry }) => entry),
    findings: [
      ...view.findings,
      ...findings,
      ...built.flatMap((one) => one.findings),
      ...noHostBlock(
        config,
        built.flatMap(({ unplaced }) => unplaced),
      ),
    ],
    gone: goneHosts(recorded, view),
  };
}

type Draft = { readonly net: Cidr; readonly index: number | undefined; readonly kept: Kept };
type DraftInput = {
  readonly config: BlockConfig;
  readonly view: HostView;
  readonly recorded: readonly Recorded[];
  readonly live: readonly IPPool[];
};

/** The host networks that shall have an interface block, in the order in which new ones are numbered. */
function draftNetworks({ config, view, recorded, live }: DraftInput): readonly Draft[] {
  const liveBlocks = new Set(live.map(({ spec }) => blockKey(spec.hostName, spec.podCIDR)));
  const nics = Map.groupBy(view.nics, ({ net }) => net);
  const records = new Map(recorded.map((one) => [one.net, one]));
  const isLive = ({ hostName, podCIDR }: CidrHost): boolean =>
    liveBlocks.has(blockKey(hostName, podCIDR));
  const present = [...nics.keys(), ...records.keys()].toSorted(compareCidr);
  const order = new Set([...(config.masterNets ?? []), ...present]);
  return [...order].flatMap((net) => {
    const { index, hosts: held = [] } = records.get(net) ?? { index: undefined };
    const wanted = config.masterNets?.includes(net) ?? true;
    const on = nics.get(net) ?? [];
    const kept = keepRecords({ recorded: held, nics: on, wanted, view, isLive });
    const listed = config.masterNets !== undefined && wanted;
    const needed = kept.held.length > 0 || kept.fresh.some(({ down }) => !down);
    return listed || needed ? [{ net, index, kept }] : [];
  });
}

function blockKey(host: string, podCIDR: string): string {
  return `${host} ${podCIDR}`;
}

/** Blocks that pods hold although no record names them any more. */
function unrecorded(live: readonly IPPool[], drafts: readonly Draft[]): readonly Cidr[] {
  const recorded = new Set(
    drafts.flatMap(({ kept }) => kept.held.map(({ host, podCIDR }) => blockKey(host, podCIDR))),
  );
  return live
    .filter(({ spec }) => !recorded.has(blockKey(spec.hostName, spec.podCIDR)))
    .flatMap(({ spec }) => parseCidr(spec.podCIDR) ?? []);
}

type BuildInput = {
  readonly config: BlockConfig;
  readonly on: Interface;
  readonly reserved: readonly Cidr[];
  readonly kept: Kept;
};
type Built = {
  readonly entry: CidrEntry;
  readonly unplaced: readonly Nic[];
  readonly findings: readonly Finding[];
};

function buildEntry(input: BuildInput): Built {
  const { config, on } = input;
  const entry = { netAddress: on.net, interfaceIndex: on.index, vlanCIDR: on.vlan };
  if (!hostBlockFits(on.vlan, config.hostBlock)) {
    return { entry: { ...entry, hosts: [] }, unplaced: [], findings: [doesNotFit(config, on)] };
  }
  const { hosts, unplaced } = placeHosts(input);
  return { entry: { ...entry, hosts }, unplaced, findings: [] };
}

function doesNotFit({ network, hostBlock }: BlockConfig, { vlan }: Interface): Finding {
  return {
    reason: 'BitsDoNotFit',
    message:
      `MultiNicNetwork ${network}: hostBlock ${hostBlock} leaves host network ${vlan} blocks of ` +
      `/${range(vlan).length + hostBlock}, which hold no pod; lower hostBlock so that blocks are /30 or larger`,
  };
}

function goneHosts(recorded: readonly Recorded[], view: HostView): readonly string[] {
  const names = recorded.flatMap(({ hosts }) => hosts.map(({ hostName }) => hostName));
  return [...new Set(names)].filter((host) => !view.known(host)).toSorted();
}
