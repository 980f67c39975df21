import { join } from 'node:path';
import { createKubeApi } from '../lib/kube/client.ts';
import { retryAfterMs } from '../lib/kube/errors.ts';
import { startHealthServer } from '../lib/kube/health.ts';
import { loadKubeConfig } from '../lib/kube/kube-config.ts';
import { createLog } from '../lib/log.ts';
import { readConfig } from './config.ts';
import { observeHost } from './discover/observe.ts';
import { openAttachments } from './host/attachments.ts';
import { ip } from './host/ip.ts';
import { loadKnown, saveKnown } from './host/known-file.ts';
import { createMonitor } from './host/monitor.ts';
import { sysfs } from './host/sysfs.ts';
import { createCache } from './kube/cache.ts';
import { createLoops, type Loops } from './loops/loops.ts';
import { createPasses, type PassName } from './loops/passes.ts';
import { createView } from './loops/view.ts';

/** How long the pools' copies and the snapshot may lag: what happens in this time is one write. */
const lagMs = 500;

const config = readConfig(process.env, process.argv.slice(2));
const { nodeName } = config;
const log = createLog(
  (line) => process.stdout.write(`${line}\n`),
  () => new Date(),
  config.logLevel,
);
const end = new AbortController();
const api = createKubeApi({ kubeConfig: loadKubeConfig(), fieldManager: 'multi-nic-node-agent' });
const snapshotPath = join(config.stateDir, 'known.json');
const snapshot = await loadKnown(snapshotPath, (error) =>
  log.warn('the last snapshot cannot be read, the API server will tell', { error }),
);
const view = createView(nodeName, snapshot);
const attachments = await openAttachments({
  config,
  log,
  view,
  onChange: () => loops.wakeLater('pools', lagMs),
});
const cache = createCache({
  api,
  nodeName,
  log,
  signal: end.signal,
  onChange: () => {
    const known = cache.known();
    if (known === undefined) return;
    view.learn(known);
    wake('host', 'routes', 'pools');
    loops.wakeLater('snapshot', lagMs);
  },
});
const observe = () => observeHost(ip, sysfs, config.nics);
const save: Parameters<typeof createPasses>[0]['save'] = (known) => saveKnown(snapshotPath, known);
const loops: Loops<PassName> = createLoops({
  passes: createPasses({ config, log, api, ip, observe, save, view, cache, attachments }),
  log,
  schedule: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  atLeastMs: retryAfterMs,
});
const wake = (...names: readonly PassName[]): void => names.forEach(loops.wake);
const monitor = createMonitor({ log, onWake: () => wake('host', 'routes') });
const health =
  config.healthPort === 0
    ? undefined
    : await startHealthServer({ port: config.healthPort, notReady: cache.notReady });
// The first call must find the NICs.
view.remember(await observe());
await attachments.serve();
wake('collect');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    log.info('stopping', { signal });
    void stop();
  });
}

async function stop(): Promise<void> {
  end.abort();
  monitor.stop();
  health?.close();
  await loops.stop();
  await attachments.close();
}
