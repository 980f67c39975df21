import { adoptionSuite } from './agent/adoption-suite.ts';
import { attachSuite } from './agent/attach-suite.ts';
import { hostSuite } from './agent/host-suite.ts';
import { metaAgentSuite } from './agent/meta-agent-suite.ts';
import { outageSuite } from './agent/outage-suite.ts';
import { uninstallSuite } from './agent/uninstall-suite.ts';
import { type AgentWorld, startAgentWorld } from './agent/world.ts';

describe('the node agent with a real API server, kernel and runtime', function () {
  this.timeout(60_000);
  let world: AgentWorld | undefined;
  before(async () => {
    world = await startAgentWorld();
  });
  after(() => world?.stop());

  const started = (): AgentWorld => {
    if (world === undefined) throw new Error('the world did not start');
    return world;
  };
  hostSuite(started);
  attachSuite(started);
  adoptionSuite(started);
  metaAgentSuite(started);
  outageSuite(started);
  uninstallSuite(started);
});
