import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect } from 'chai';

import type { Cluster, ClusterNode } from '../../hack/cluster/types.ts';
import type { IPPool } from '../../lib/api/types.ts';
import { createLedger, type Entry } from '../../node-agent/journal/ledger.ts';
import { decodeJournal } from '../../node-agent/journal/record.ts';
import { nics } from './nics.ts';
import { until } from './until.ts';

/** Who on the nodes says which addresses are in use, as sorted lists of `node address`. */
export type Holdings = {
  readonly journals: readonly string[];
  /** On links of secondary networks, in all sandboxes. */
  readonly kernel: readonly string[];
  /** The primary network's: what host-local keeps in its files, and what is on the links `eth0`. */
  readonly primaryFiles: readonly string[];
  readonly primaryKernel: readonly string[];
  /** `node name` of sandboxes: those that a journal has as attached by the meta plugin, and those that there are. */
  readonly recorded: readonly string[];
  readonly sandboxes: readonly string[];
};

/** Everything that is attached on the nodes, as journals, files and kernel have it at about the same time. */
export async function readHoldings({ nodes }: Cluster): Promise<Holdings> {
  const found = (await Promise.all(nodes.map(readSandboxes))).flat();
  const entries = nodes.flatMap((node) => journalOf(node).map((entry) => ({ node, entry })));
  const metas = entries.filter(({ entry }) => entry.attachment.meta !== undefined);
  return {
    journals: entries.flatMap(({ node, entry }) => reserved(node, entry)).toSorted(),
    kernel: found.flatMap((one) => one.secondary).toSorted(),
    primaryFiles: nodes.flatMap(hostLocalFiles).toSorted(),
    primaryKernel: found.flatMap((one) => one.primary).toSorted(),
    recorded: metas.map(
      ({ node, entry }) => `${node.name} ${basename(entry.attachment.netns.path)}`,
    ),
    sandboxes: found.map(({ sandbox }) => sandbox),
  };
}

type Patience = { readonly patienceMs?: number; readonly withoutApi?: boolean };

/**
 * Resolves when API, journals and kernel agree on the addresses of `pods` attached pods, each given once, and nobody keeps
 * anything of a sandbox that is gone. Rejects with the first difference that stays.
 */
export async function agreement(
  cluster: Cluster,
  pods: number,
  { patienceMs = 30_000, withoutApi = false }: Patience = {},
): Promise<Holdings> {
  return until(
    `one word on the addresses of ${pods} pods`,
    async () => {
      const holdings = await readHoldings(cluster);
      checkNodes(holdings, pods);
      if (withoutApi) return holdings;
      expect(await readPools(cluster), 'pools and journals').to.deep.equal(holdings.journals);
      return holdings;
    },
    patienceMs,
  );
}

function checkNodes(holdings: Holdings, pods: number): void {
  const { journals, kernel, primaryFiles, primaryKernel, recorded, sandboxes } = holdings;
  expect(journals, 'journals and kernel').to.deep.equal(kernel);
  expect(new Set(kernel).size, 'addresses given once').to.equal(kernel.length);
  expect(kernel.length, 'addresses in all').to.equal(pods * nics.length);
  expect(primaryFiles, 'files of the primary network and kernel').to.deep.equal(primaryKernel);
  expect(sandboxes, 'recorded sandboxes').to.include.members([...recorded]);
  expect(new Set(recorded).size, 'sandboxes recorded once').to.equal(recorded.length);
}

async function readPools({ kubectl }: Cluster): Promise<readonly string[]> {
  const text = await kubectl(['get', 'ippools.multinic.fms.io', '--output=json']);
  const { items } = JSON.parse(text) as { readonly items: readonly IPPool[] };
  for (const { metadata, spec, status } of items)
    expect(status?.used, `used of pool ${metadata.name}`).to.equal(spec.allocations.length);
  return items
    .flatMap(({ spec }) => spec.allocations.map(({ address }) => `${spec.hostName} ${address}`))
    .toSorted();
}

/** @throws when the journal cannot be read, or ever gave an address that was in use */
export function journalOf({ disk }: Pick<ClusterNode, 'disk'>): readonly Entry[] {
  const decoded = decodeJournal(readFileSync(join(disk, 'var/lib/multi-nic/journal')), crc32);
  if (decoded.kind !== 'readable') throw new Error(decoded.reason);
  return createLedger(decoded.records).entries();
}

const reserved = ({ name }: ClusterNode, { attachment }: Entry): readonly string[] =>
  attachment.reservations.map(({ address }) => `${name} ${address.replace(/\/.*/, '')}`);

/** host-local has a file per address, besides its lock and its notes. */
function hostLocalFiles({ name, disk }: ClusterNode): readonly string[] {
  return readdirSync(join(disk, 'var/lib/cni/networks/primary'))
    .filter((file) => /^\d+\./.test(file))
    .map((address) => `${name} ${address}`);
}

type Link = {
  readonly ifname?: string;
  readonly addr_info?: readonly { readonly local: string }[];
};

const listing = `for path in /run/netns/cni-*; do
  [ ! -e "$path" ] || echo "$path $(nsenter --net="$path" ip -j -4 addr)" || exit
done`;

async function readSandboxes({ name, exec }: ClusterNode) {
  const text = await exec(['sh', '-c', listing]);
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [path = ''] = line.split(' ', 1);
    const links = JSON.parse(line.slice(path.length)) as readonly Link[];
    const on = (want: (link: string) => boolean): readonly string[] =>
      links
        .filter(({ ifname }) => ifname !== undefined && ifname !== 'lo' && want(ifname))
        .flatMap(({ addr_info = [] }) => addr_info.map(({ local }) => `${name} ${local}`));
    const primary = on((link) => link === 'eth0');
    return {
      sandbox: `${name} ${basename(path)}`,
      primary,
      secondary: on((link) => link !== 'eth0'),
    };
  });
}
