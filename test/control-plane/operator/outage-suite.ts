import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';

import type { Program } from '../../../hack/node/program.ts';
import { kinds } from '../../../lib/api/group.ts';
import { host, l2Network, type Reader, reader } from './objects.ts';
import { eventually, type OperatorWorld } from './world.ts';

/** The API server goes away and comes back. */
export function outageSuite(given: () => OperatorWorld): void {
  let world: OperatorWorld;
  let read: Reader;
  let operator: Program;
  const apply = (manifest: string): Promise<string> =>
    world.kubectl(['apply', '--filename=-'], manifest);

  before(async () => {
    world = given();
    read = reader(world);
    await apply([host('o-1', 1, { fabric: 8 }), host('o-2', 2, { fabric: 8 })].join('\n---\n'));
    operator = await world.startOperator();
    await apply(
      l2Network({
        name: 'steady',
        subnet: '172.28.0.0/16',
        namespaces: ['default'],
        masterNets: ['10.8.1.0/24', '10.8.2.0/24'],
      }),
    );
    await eventually('pools', async () => (await read.pools('steady')).length === 4);
  });
  after(() => operator.stop());

  it('goes on when it is back: writes what it missed, recomputes nothing', async () => {
    const before = await read.blocks('steady');
    const mark = await world.controlPlane.auditMark();
    await world.killApiServer();
    await delay(4_000);
    await world.controlPlane.startApiServer();
    await apply(host('o-3', 3, { fabric: 8 }));
    await eventually('joined', async () => (await read.blocks('steady')).length === 6, 15_000);
    expect(await read.blocks('steady')).to.include.members([...before]);
    expect(operator.running()).to.equal(true);
    const events = await world.controlPlane.auditEvents(mark);
    const removed = events.filter(({ user, verb }) => user === 'operator' && verb === 'delete');
    expect(removed).to.deep.equal([]);
  });

  it('starts while it is away, and works when it comes', async () => {
    await operator.stop();
    await world.killApiServer();
    const starting = world.startOperator();
    await delay(2_000);
    await world.controlPlane.startApiServer();
    operator = await starting;
    await apply(host('o-4', 4, { fabric: 8 }));
    await eventually('joined', async () => (await read.blocks('steady')).length === 8, 15_000);
  });

  it('is completed by the next when it is killed between a CIDR and its pools', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
    const hosts = numbers.map((number) => host(`k-${number}`, number, { fabric: 6 }));
    await apply(hosts.join('\n---\n'));
    const end = new AbortController();
    const { resourceVersion } = await world.api.list(kinds.cidr);
    const killed = (async () => {
      const options = { resourceVersion, signal: end.signal };
      for await (const event of world.api.watch(kinds.cidr, options)) {
        if (event.type === 'ADDED' && event.object.metadata.name.startsWith('killed')) break;
      }
      return operator.kill();
    })();
    await apply(
      l2Network({
        name: 'killed',
        subnet: '172.29.0.0/16',
        hostBlock: 6,
        namespaces: ['default'],
        masterNets: ['10.6.1.0/24', '10.6.2.0/24'],
      }),
    );
    expect(await killed).to.equal('SIGKILL');
    end.abort();
    expect((await read.pools('killed')).length).to.be.below(80);
    const before = await read.blocks('killed');
    operator = await world.startOperator();
    await eventually('pools', async () => (await read.pools('killed')).length === 80, 20_000);
    const blocks = await read.blocks('killed');
    expect(blocks).to.include.members([...before]);
    expect(new Set(blocks.map((block) => block.split(' ')[1])).size).to.equal(80);
  });
}
