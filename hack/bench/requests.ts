import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AuditEvent } from '../control-plane/audit.ts';
import { applyCrds, kubectl } from '../control-plane/crds.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { mustExec } from './exec.ts';
import { netConf, snapshot } from './snapshot.ts';
import { atMost, type Bench } from './types.ts';
import { nics, startWorld } from './world.ts';

const cycles = 20;
const user = 'node-agent-1';

/**
 * What the API server's audit log has of the agent during ADDs and DELs. The lagging copy of the journal in the pools is
 * not part of a call: it is counted apart and shown.
 */
export const requestsBench: Bench = {
  ids: ['api-requests'],
  run: async (progress) => {
    const dir = mkdtempSync(join(tmpdir(), 'multi-nic-requests-'));
    const controlPlane = await startControlPlane({ dir, log: progress });
    try {
      await applyCrds(controlPlane.kubeconfig);
      const { networks, pools } = snapshot(nics);
      const list = JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [...networks, ...pools],
      });
      await kubectl(controlPlane.kubeconfig, ['create', '-f', '-'], list);
      const events = await eventsOfCycles(controlPlane);
      const copies = events.filter(({ resource }) => resource.startsWith('ippools'));
      const others = events.length - copies.length;
      progress(
        `${cycles} x ADD and DEL: ${others} API requests, ${copies.length} batched pool copies`,
      );
      return [atMost('api-requests', others / cycles, 0, 'per pod')];
    } finally {
      await controlPlane.stop();
      rmSync(dir, { recursive: true });
    }
  },
};

async function eventsOfCycles(controlPlane: ControlPlane): Promise<readonly AuditEvent[]> {
  const world = await startWorld(1, { kubeconfig: controlPlane.kubeconfigOf(user) });
  try {
    await delay(3000);
    const mark = await controlPlane.auditMark();
    const [pod = ''] = world.pods;
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      // oxlint-disable no-await-in-loop -- one after another, as a runtime calls for one pod
      await mustExec(world.shim, world.env('ADD', pod), netConf(nics));
      await mustExec(world.shim, world.env('DEL', pod), netConf(nics));
      // oxlint-enable no-await-in-loop
    }
    const events = await controlPlane.auditEvents(mark);
    // A watch that is opened again in this time belongs to no call; it would show up here as a failure all the same.
    return events.filter((event) => event.user === user);
  } finally {
    await world.stop();
  }
}
