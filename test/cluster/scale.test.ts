import { expect } from 'chai';

import { type AttachedDeployment, attachedDeployment } from './deployment.ts';
import { agreement } from './holdings.ts';
import { type NicRoom, openNicRoom } from './nics.ts';

describe('a Deployment of 30 pods with 4 NICs each', function () {
  this.timeout(300_000);
  let room: NicRoom;
  let many: AttachedDeployment;
  before(async () => {
    room = await openNicRoom('scale');
    many = await attachedDeployment(room);
  });
  after(() => room.remove());

  for (const [round, down] of [12, 0, 20, 3, 0].entries()) {
    it(`has every address once and leaks none, scaled up and down to ${down} (round ${round + 1})`, async () => {
      for (const replicas of [30, down]) {
        await many.scale(replicas);
        await many.settled(replicas);
        const { kernel } = await agreement(room.cluster, replicas);
        expect(kernel).to.have.length(replicas * 4);
      }
    });
  }
});
