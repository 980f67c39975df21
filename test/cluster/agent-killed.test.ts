import { killAgent, rolledOut } from './agents.ts';
import { type AttachedDeployment, attachedDeployment } from './deployment.ts';
import { agreement, journalOf } from './holdings.ts';
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
});
