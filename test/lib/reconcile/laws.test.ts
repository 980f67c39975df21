import { expect } from 'chai';
import * as fc from 'fast-check';
import type { CIDR, IPPool } from '../../../lib/api/types.ts';
import { type Cidr, contains, overlaps, parseCidr, parseExclude } from '../../../lib/net/cidr.ts';
import { type Block, blocksOf, isLive, type Simulated, simulate, sliceLimit } from './simulated.ts';
import { acts, hostOf, makeNetwork, type Step } from './steps.ts';

const cidr = (text: string): Cidr => parseCidr(text) as Cidr;
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...acts.map(({ name }) => name)),
  a: fc.nat(9999),
  b: fc.nat(9999),
  c: fc.nat(9999),
});
const history = fc.array(step, { minLength: 35, maxLength: 50, size: 'max' });

type Seen = {
  readonly blocks: readonly Block[];
  readonly live: readonly IPPool[];
  readonly cidrs: readonly CIDR[];
};
const look = (cluster: Simulated): Seen => ({
  blocks: blocksOf(cluster.cidrs()),
  live: cluster.pools().filter(isLive),
  cidrs: cluster.cidrs(),
});
const isKnown = (cluster: Simulated, host: string): boolean =>
  [...cluster.all('Node'), ...cluster.all('HostInterface')].some(
    ({ metadata }) => metadata.name === host,
  );

function disjointAndInside({ blocks, cidrs }: Seen): void {
  const sorted = blocks.map(({ pod }) => cidr(pod)).toSorted();
  expect(new Set(sorted).size, 'a block twice').to.equal(sorted.length);
  for (const { pod, vlan } of blocks) {
    expect(contains(cidr(vlan), cidr(pod)), `${pod} inside ${vlan}`).to.equal(true);
    const others = sorted.filter((other) => other !== pod && overlaps(other, cidr(pod)));
    expect(others, `overlap with ${pod}`).to.deep.equal([]);
  }
  const [first] = cidrs;
  const { subnet = '', excludeCIDRs = [] } = first?.spec.config ?? {};
  for (const { vlan } of subnet === '' ? [] : blocks) {
    expect(contains(cidr(subnet), cidr(vlan)), `${vlan} inside ${subnet}`).to.equal(true);
  }
  for (const exclude of excludeCIDRs) {
    const hit = blocks.filter(({ pod }) => contains(parseExclude(exclude) as Cidr, cidr(pod)));
    expect(hit, `excluded by ${exclude}`).to.deep.equal([]);
  }
}

/** An edit that waits for the last pod takes effect when that goes, whatever step that is. */
function isSameDefinition(before: Seen, after: Seen): boolean {
  const [was, is] = [before.cidrs[0]?.spec.config, after.cidrs[0]?.spec.config];
  if (was === undefined || is === undefined) return false;
  const text = JSON.stringify({ ...is, masterNets: [] });
  const listed = was.masterNets.every((net) => is.masterNets.includes(net));
  return listed && JSON.stringify({ ...was, masterNets: [] }) === text;
}

/** A NIC that is still listed, under its name and on its network, has the block that it had. */
function indexesStay(before: Seen, after: Seen, cluster: Simulated): void {
  const now = new Map(
    after.blocks.map((block) => [`${block.host} ${block.nic} ${block.net}`, block.pod]),
  );
  for (const { metadata, spec } of cluster.hosts()) {
    for (const { interfaceName, netAddress } of spec.interfaces) {
      const key = `${metadata.name} ${interfaceName} ${netAddress}`;
      const had = before.blocks.find(({ host, nic, net }) => `${host} ${nic} ${net}` === key);
      if (had !== undefined) expect(now.get(key), `block of ${key}`).to.equal(had.pod);
    }
  }
}

function hostsWithoutInterfacesStay(before: Seen, after: Seen, cluster: Simulated): void {
  const described = new Set(cluster.all('HostInterface').map(({ metadata }) => metadata.name));
  const kept = before.blocks.filter(({ host }) => !described.has(host) && isKnown(cluster, host));
  expect(after.blocks).to.deep.include.members(kept);
}

function liveStays(before: Seen, after: Seen, cluster: Simulated): void {
  const pools = new Set(after.live.map(({ spec }) => `${spec.hostName} ${spec.podCIDR}`));
  const held = before.live.filter(({ spec }) => isKnown(cluster, spec.hostName));
  for (const { spec } of held) {
    expect(pools, 'a pool with allocations').to.include(`${spec.hostName} ${spec.podCIDR}`);
    const thieves = after.blocks.filter(
      ({ host, pod }) => host !== spec.hostName && overlaps(cidr(pod), cidr(spec.podCIDR)),
    );
    expect(thieves, `block of ${spec.hostName} given away`).to.deep.equal([]);
  }
}

function slicesBounded({ cidrs }: Seen): void {
  for (const { metadata, spec } of cidrs) {
    const records = spec.cidr.reduce((sum, { hosts }) => sum + hosts.length, 0);
    expect(records, metadata.name).to.be.at.most(sliceLimit);
  }
}

/** A host without any block, as opposed to one that comes back with other NICs and may live in several slices. */
const isNewcomer = ({ blocks }: Seen, name: string): boolean =>
  !blocks.some(({ host }) => host === name);

function textOf(slices: readonly CIDR[]): ReadonlyMap<string, string> {
  return new Map(slices.map(({ metadata, spec }) => [metadata.name, JSON.stringify(spec)]));
}

/** The definition in the slices is the same: then one host's coming writes one object. */
function joinChangesOneSlice(before: Seen, after: Seen): void {
  const [was, is] = [textOf(before.cidrs), textOf(after.cidrs)];
  const config = ({ cidrs }: Seen): string => JSON.stringify(cidrs[0]?.spec.config);
  if (before.cidrs.length === 0 || config(before) !== config(after)) return;
  const changed = [...is].filter(([name, spec]) => was.get(name) !== spec);
  const nets = new Set(before.blocks.map(({ net }) => net));
  // A new host network also changes the first slice, which lists all of them.
  const fresh = after.blocks.some(({ net }) => !nets.has(net));
  expect(changed.map(([name]) => name)).to.have.length.at.most(fresh ? 2 : 1);
}

describe('laws of the reconcilers, over random histories of a cluster', () => {
  it('hold after each of 10,000 steps and more', function laws() {
    this.timeout(120_000);
    let steps = 0;
    const check = (run: readonly Step[]): void => {
      const cluster = simulate();
      cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } });
      cluster.put(makeNetwork());
      cluster.settle();
      for (const one of run) {
        const chosen = acts.find(({ name }) => name === one.what);
        const before = look(cluster);
        chosen?.act(cluster, one);
        const attached = look(cluster).live;
        cluster.settle();
        const after = look(cluster);
        disjointAndInside(after);
        slicesBounded(after);
        liveStays({ ...before, live: attached }, after, cluster);
        if (isSameDefinition(before, after)) {
          indexesStay(before, after, cluster);
          if (one.what !== 'slice deleted by hand')
            hostsWithoutInterfacesStay(before, after, cluster);
        }
        if (one.what === 'join' && isNewcomer(before, hostOf(one)))
          joinChangesOneSlice(before, after);
        steps += 1;
      }
    };
    // Shrinking a failure may go on for minutes: what was found by then is good enough.
    const limits = { interruptAfterTimeLimit: 100_000, markInterruptAsFailure: true };
    fc.assert(fc.property(history, check), { numRuns: 260, ...limits });
    expect(steps).to.be.at.least(10_000);
  });
});
