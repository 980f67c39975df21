import { expect } from 'chai';
import * as fc from 'fast-check';
import type { CidrEntry, HostInterface } from '../../../../lib/api/types.ts';
import { overlaps, range } from '../../../../lib/net/cidr.ts';
import { cidr, host, plan } from './fixture.ts';

/** Small on purpose: 3 host bits and 2 interface bits are used up within a history, so that blocks run short. */
const config = { hostBlock: 3, interfaceBlock: 2, excludes: [cidr('192.168.8.0/21')] };
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** What a host becomes: `undefined` when it leaves; each NIC is on one of five fabrics, some two on one. */
type Step = { readonly host: string; readonly nics: readonly string[] | undefined };

const nic = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.nat(4), fc.nat(200), fc.boolean())
  .map(
    ([number, net, last, down]) => `eth${number}=10.242.${net}.${last}/24${down ? ' down' : ''}`,
  );
const nics = fc.uniqueArray(nic, {
  maxLength: 3,
  selector: (text) => text.split('=')[0],
});
const step: fc.Arbitrary<Step> = fc.record({
  host: fc.constantFrom(...names),
  nics: fc.option(nics, { nil: undefined, freq: 4 }),
});
const history = fc.array(step, { minLength: 4, maxLength: 12 });

type Block = { readonly key: string; readonly block: string };

const blocksOf = (entries: readonly CidrEntry[]): Block[] =>
  entries.flatMap(({ netAddress, hosts }) =>
    hosts.map(({ hostName, interfaceName, podCIDR }) => ({
      key: `${hostName} ${interfaceName} ${netAddress}`,
      block: podCIDR,
    })),
  );

const keysOf = (hosts: readonly HostInterface[]): Set<string> =>
  new Set(
    hosts.flatMap(({ metadata, spec }) =>
      spec.interfaces.map((one) => `${metadata.name} ${one.interfaceName} ${one.netAddress}`),
    ),
  );

/** Sorted by first address, neighbours are the only ones that can overlap. */
function disjoint(blocks: readonly Block[]): void {
  const sorted = blocks
    .map(({ block }) => cidr(block))
    .toSorted((one, other) => range(one).first - range(other).first);
  sorted.forEach((block, index) => {
    const next = sorted[index + 1];
    if (next !== undefined && overlaps(block, next)) expect.fail(`${block} and ${next} overlap`);
  });
}

describe('planBlocks, over 10,000 random histories of hosts and NICs', () => {
  it('gives no block twice, keeps every index while host and NIC exist, and is a fixed point', function laws() {
    this.timeout(120_000);
    let histories = 0;
    const check = (steps: readonly Step[]): void => {
      const present = new Map<string, HostInterface>();
      let previous: readonly CidrEntry[] = [];
      for (const { host: name, nics: texts } of steps) {
        if (texts === undefined) present.delete(name);
        else present.set(name, host(name, ...texts));
        const hosts = [...present.values()];
        const { entries } = plan({ config, hosts, previous });
        const [before, after] = [blocksOf(previous), blocksOf(entries)];
        disjoint(after);
        const now = new Map(after.map(({ key, block }) => [key, block]));
        const still = keysOf(hosts);
        for (const { key, block } of before) {
          if (still.has(key) && now.get(key) !== block) {
            expect.fail(`${key} had ${block} and has ${now.get(key)}`);
          }
        }
        previous = entries;
      }
      const again = plan({ config, hosts: [...present.values()], previous });
      expect(again.entries).to.deep.equal(previous);
      histories += 1;
    };
    fc.assert(fc.property(history, check), { numRuns: 10_000 });
    expect(histories).to.be.at.least(10_000);
  });
});
