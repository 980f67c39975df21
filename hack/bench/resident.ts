import { setTimeout as delay } from 'node:timers/promises';
import { atMost, type Bench } from './types.ts';
import { residentMiB, startWorld } from './world.ts';

/** The agent as the image ships it, idle for some seconds after its start. */
export const residentBench: Bench = {
  ids: ['agent-rss'],
  run: async (progress) => {
    const world = await startWorld(0);
    try {
      await delay(5000);
      const value = residentMiB(world.agent.pid);
      progress(`agent idle: ${value.toFixed(1)} MiB resident`);
      return [atMost('agent-rss', value, 80, 'MiB')];
    } finally {
      await world.stop();
    }
  },
};
