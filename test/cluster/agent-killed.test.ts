import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

import { killAgent, rolledOut } from './agents.ts';
import { type AttachedDeployment, attachedDeployment } from './deployment.ts';
import { agreement, journalOf, readHoldings } from './holdings.ts';
import { type NicRoom, openNicRoom } from './nics.ts';
import { until } from './until.ts';

describe('the agents killed while a Deployment is scaled', function () {
  this.timeout(300_000);
  let room: NicRoom;
  let many: AttachedDeployment;
  before(async () => {
    room = await openNicRoom('agent-killed');
    many = await attachedDeployment(room);
  });
  after(() => room.remove());

  const replicas = 30;
  const recorded = (): number =>
    room.cluster.nodes.flatMap(journalOf).filter(({ attachment }) => attachment.meta === undefined)
      .length;
  const killAll = async (): Promise<void> => {
    await Promise.all(room.cluster.nodes.map(killAgent));
  };

  it('attach every pod when they are back, each with addresses of its own', async () => {
    await many.scale(replicas);
    await until('some pods attached', async () => (recorded() >= 6 ? true : undefined));
    await killAll();
    await many.settled(replicas);
    await rolledOut(room.installed);
    await agreement(room.cluster, replicas);
  });

  it('free all that pods had which went away meanwhile', async () => {
    await many.scale(0);
    await until('some pods freed', async () => (recorded() <= replicas - 6 ? true : undefined));
    await killAll();
    await many.settled(0);
    await rolledOut(room.installed);
    await agreement(room.cluster, 0);
  });

  it('give no address of a living pod again when their journals are lost, and all are free at last', async () => {
    await many.scale(12);
    await many.settled(12);
    const before = await readHoldings(room.cluster);
    for (const { disk } of room.cluster.nodes) rmSync(join(disk, 'var/lib/multi-nic/journal'));
    await killAll();
    await many.scale(24);
    await many.settled(24);
    const { kernel, journals } = await readHoldings(room.cluster);
    expect(kernel).to.include.members([...before.kernel]);
    expect(kernel).to.have.length(2 * before.kernel.length);
    expect(new Set(kernel).size, kernel.join(' ')).to.equal(kernel.length);
    expect(journals).to.deep.equal(kernel);
    await many.scale(0);
    await many.settled(0);
    // What was adopted is looked for twice, ten seconds apart.
    await agreement(room.cluster, 0, { patienceMs: 90_000 });
  });
});
