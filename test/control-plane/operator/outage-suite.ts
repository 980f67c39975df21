import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';

import type { Program } from '../../../hack/node/program.ts';
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
    await world.controlPlane.stopApiServer();
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
    await world.controlPlane.stopApiServer();
    const starting = world.startOperator();
    await delay(2_000);
    await world.controlPlane.startApiServer();
    operator = await starting;
    await apply(host('o-4', 4, { fabric: 8 }));
    await eventually('joined', async () => (await read.blocks('steady')).length === 8, 15_000);
  });

  it('goes on within 5 s after its rights are given back', async () => {
    await world.kubectl(['delete', 'net-attach-def', 'steady']);
    await eventually('restored', async () => (await read.nad('default', 'steady')) !== undefined);
  });
}
