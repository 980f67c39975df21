import { networksSuite } from './meta-networks-suite.ts';
import { podsSuite } from './meta-pods-suite.ts';
import { statusSuite } from './meta-status-suite.ts';
import { type MetaWorld, startMetaWorld } from './meta-world.ts';

describe('the API server as networks by annotation need it', function () {
  this.timeout(60_000);
  let world: MetaWorld | undefined;
  before(async () => {
    world = await startMetaWorld();
  });
  after(() => world?.stop());

  const started = (): MetaWorld => {
    if (world === undefined) throw new Error('the world did not start');
    return world;
  };
  networksSuite(started);
  podsSuite(started);
  statusSuite(started);
});
