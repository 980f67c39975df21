import { expect } from 'chai';
import * as fc from 'fast-check';

import { type Address, makeCidr, parseCidr, toAddress, toNumber } from '../../../lib/net/cidr.ts';
import type { Desired, DesiredNetwork } from '../../../node-agent/routes/types.ts';
import { type FakeIp, fakeIp } from '../../support/fake-ip.ts';
import { printRoutes } from '../../support/print-routes.ts';
import { clean, nothing, pass } from '../../support/route-lab.ts';

const nics = [1, 2, 3];
const setup = nics.flatMap((nic) => [
  `link add eth${nic}`,
  `address add 10.0.${nic}.1/24 dev eth${nic}`,
]);

const subnets = ['192.168.0.0/16', '172.20.0.0/16', '10.128.0.0/16'].flatMap(
  (text) => parseCidr(text) ?? [],
);

const route = (subnet: (typeof subnets)[number]) =>
  fc
    .record({
      block: fc.nat(5),
      nic: fc.constantFrom(...nics),
      peer: fc.integer({ min: 2, max: 6 }),
    })
    .map(({ block, nic, peer }) => ({
      dst: makeCidr(toNumber((subnet.split('/')[0] ?? '') as Address) + block * 256, 24),
      via: `10.0.${nic}.${peer}` as Address,
      dev: `eth${nic}`,
    }));

const networkOf = (subnet: (typeof subnets)[number]): fc.Arbitrary<DesiredNetwork> =>
  fc
    .uniqueArray(route(subnet), { selector: ({ dst }) => dst, maxLength: 6 })
    .map((routes) => ({ network: `net-${subnet}`, subnet, routes }));

const desired: fc.Arbitrary<Desired> = fc
  .subarray(subnets)
  .chain((chosen) => fc.tuple(...chosen.map(networkOf)))
  .map((networks) => ({ networks, findings: [] }));

/** Entries that others may have, in our tables and ids too, but with another protocol. */
const foreignLine = fc.oneof(
  fc
    .record({ id: fc.nat(6), nic: fc.constantFrom(...nics) })
    .map(
      ({ id, nic }) =>
        `nexthop add id ${20_000_000 + id} via 10.0.${nic}.9 dev eth${nic} protocol 3`,
    ),
  fc
    .record({ table: fc.nat(4), block: fc.nat(3), metric: fc.constantFrom(5, 6) })
    .map(
      ({ table, block, metric }) =>
        `route replace 192.168.${block}.0/24 via 10.0.1.9 dev eth1 table ${20_000 + table} protocol 3 metric ${metric}`,
    ),
  fc
    .record({ table: fc.nat(4), priority: fc.constantFrom(31_000, 32_000) })
    .map(
      ({ table, priority }) =>
        `rule add from 192.168.0.0/16 table ${20_000 + table} priority ${priority} protocol 3`,
    ),
);
const foreign = fc.uniqueArray(foreignLine, {
  maxLength: 6,
  selector: (line) => line.split(' via ')[0],
});

/** What the routes of a desired state look like from a pod: by source and destination, whatever tables and ids. */
function reach(
  ip: Pick<FakeIp, 'lookup'>,
  { networks }: Desired,
): Record<string, string | undefined> {
  return Object.fromEntries(
    networks.flatMap(({ subnet, routes }) =>
      routes.map(({ dst }) => [dst, ip.lookup(first(subnet), first(dst))]),
    ),
  );
}

function wanted({ networks }: Desired): Record<string, string> {
  return Object.fromEntries(
    networks.flatMap(({ routes }) =>
      routes.map(({ dst, via, dev }) => [dst, `via ${via} dev ${dev}`]),
    ),
  );
}

const first = (cidr: string): string =>
  toAddress(toNumber((cidr.split('/')[0] ?? '') as Address) + 1);

const isOurs = (line: string): boolean => line.includes('protocol 155');

describe('laws of the routes, over random histories', () => {
  it('applying makes what is desired, and planning after that plans nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(desired, { minLength: 1, maxLength: 5 }), async (history) => {
        const ip = fakeIp({ setup });
        for (const state of history) {
          // oxlint-disable-next-line no-await-in-loop -- a history has an order
          expect((await pass(ip, state)).applied).to.deep.equal(clean);
          expect(reach(ip, state)).to.deep.equal(wanted(state));
          // oxlint-disable-next-line no-await-in-loop -- see above
          expect((await pass(ip, state)).plan.steps).to.deep.equal([]);
        }
        await pass(ip, nothing);
        expect(await printRoutes(ip)).to.deep.equal([]);
      }),
    );
  });

  it('leaves alone what others have, and goes on beside it', async () => {
    await fc.assert(
      fc.asyncProperty(foreign, fc.array(desired, { maxLength: 4 }), async (lines, history) => {
        const ip = fakeIp({ setup: [...setup, ...lines] });
        const before = await printRoutes(ip);
        for (const state of [...history, nothing]) {
          // oxlint-disable-next-line no-await-in-loop -- a history has an order
          expect((await pass(ip, state)).applied).to.deep.equal(clean);
          // oxlint-disable-next-line no-await-in-loop -- see above
          expect((await printRoutes(ip)).filter((line) => !isOurs(line))).to.deep.equal(before);
          // oxlint-disable-next-line no-await-in-loop -- see above
          expect((await pass(ip, state)).plan.steps).to.deep.equal([]);
        }
        expect(await printRoutes(ip)).to.deep.equal(before);
      }),
    );
  });

  it('never leaves a destination without its route, at no step of a change', async () => {
    await fc.assert(
      fc.asyncProperty(desired, desired, async (old, next) => {
        const watchers: ((ip: Pick<FakeIp, 'lookup'>) => void)[] = [];
        const onWrite = (views: Pick<FakeIp, 'lookup'>): void => {
          for (const watch of watchers) watch(views);
        };
        const ip = fakeIp({ setup, onWrite });
        await pass(ip, old);
        const [was, is] = [wanted(old), wanted(next)];
        const staying = Object.keys(was).filter((dst) => dst in is);
        watchers.push((views) => {
          const now = { ...reach(views, old), ...reach(views, next) };
          for (const dst of staying) expect(now[dst]).to.be.oneOf([was[dst], is[dst]]);
        });
        await pass(ip, next);
      }),
    );
  });

  it('comes to the same after being cut off at any step', async () => {
    await fc.assert(
      fc.asyncProperty(desired, desired, fc.nat(40), async (old, next, after) => {
        const ip = fakeIp({ setup });
        await pass(ip, old);
        const broken = Object.assign(
          (call: Parameters<typeof ip>[0]) =>
            ip(call.batch === undefined ? call : { ...call, batch: call.batch.slice(0, after) }),
          {},
        );
        await pass(broken, next);
        await pass(ip, next);
        expect(reach(ip, next)).to.deep.equal(wanted(next));
        expect((await pass(ip, next)).plan.steps).to.deep.equal([]);
      }),
    );
  });
});
