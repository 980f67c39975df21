import { join } from 'node:path';
import { createKubeApi } from '../lib/kube/client.ts';
import { retryAfterMs } from '../lib/kube/errors.ts';
import { startHealthServer } from '../lib/kube/health.ts';
import { loadKubeConfig, serverHost } from '../lib/kube/kube-config.ts';
import { createLog } from '../lib/log.ts';
import { readConfig } from './config.ts';
import { networkPlugins } from './attach/verbs.ts';
import { observeHost } from './discover/observe.ts';
import { openAttachments } from './host/attachments.ts';
import { forgetResults } from './host/forget-results.ts';
import { installShim } from './host/install.ts';
import { createPassIp } from './host/ip.ts';
import { loadKnown, saveKnown } from './host/known-file.ts';
import { createMonitor } from './host/monitor.ts';
import { removeState } from './host/remove-state.ts';
import { sysfs } from './host/sysfs.ts';
import { openUninstallMark } from './host/uninstall-mark.ts';
import { ourShims, removeShim } from './host/uninstall-shim.ts';
import { createUnreadableLog } from './iproute2/unreadable.ts';
import { createCache } from './kube/cache.ts';
import { createNodeEvents } from './kube/node-events.ts';
import { createPodLives } from './kube/pod-lives.ts';
import { isReleaseGone } from './kube/release.ts';
import { createLoops, type Loops } from './loops/loops.ts';
import { createPasses, type PassName } from './loops/passes.ts';
import { createView } from './loops/view.ts';
import { createConfFollower, removeConf } from './meta/host/conf-follower.ts';
import { createConfLists } from './meta/host/conf-lists.ts';
import { watchFolder } from './meta/host/folder-watch.ts';
import { createHostPath } from './meta/host/host-paths.ts';
import { loadNetworks, saveNetworks } from './meta/host/networks-file.ts';
import { createKubeEffects } from './meta/kube/effects.ts';
import { createMetaPasses, type MetaPassName } from './meta/passes.ts';
import { metaName, possibleNames } from './meta/settings.ts';
import { hasSandbox } from './meta/statuses.ts';
import { protectedRanges } from './routes/protected.ts';
import { countStaleRoutes } from './routes/stale.ts';
import { countSecondary } from './uninstall/attached.ts';
import { callersOf } from './uninstall/callers.ts';
import { createUninstall } from './uninstall/pass.ts';

/** How long the snapshot may lag: what happens in this time is one write. */
const lagMs = 500;
/** The pools' copies follow a burst of pods when it is over: each is two writes, however many pods there were. */
const poolLag = { quietMs: 1_000, atMostMs: 5_000 };
/** There may be thousands of network objects, and one that the snapshot lacks is only listed again. */
const networksLagMs = 5_000;
/** What an ending agent has for one question: it may be asked twice, and kubelet kills after 30 s. */
const lastQuestionMs = 2_000;

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const now = (): Date => new Date();
// What nobody caught, at the start or later: said once and like everything else, without the source line that Node prints.
process.once('uncaughtException', (error) => {
  createLog(write, now).error('the node agent ends', { error });
  process.exit(1);
});
const config = readConfig(process.env, process.argv.slice(2));
const { nodeName } = config;
const log = createLog(write, now, config.logLevel);
const onUnreadable = createUnreadableLog(log);
const end = new AbortController();
const kubeConfig = loadKubeConfig();
const kubeOptions = { kubeConfig, fieldManager: 'multi-nic-node-agent' };
const api = createKubeApi(kubeOptions);
const snapshotPath = join(config.stateDir, 'known.json');
const networksPath = join(config.stateDir, 'networks.json');
const unreadable = (error: Error) =>
  log.warn('the last snapshot cannot be read, the API server will tell', { error });
const view = createView(nodeName, await loadKnown(snapshotPath, unreadable));
const hostPath = createHostPath(config.hostProcess);
const lists = createConfLists({ confDir: config.confDir, hostPath });
const kubeOfMeta = createKubeEffects({
  api,
  nodeName,
  log,
  signal: end.signal,
  known: await loadNetworks(networksPath, unreadable),
  onChange: () => loops.wakeLater('networks', networksLagMs),
  schedule,
  random: Math.random,
  isAttached: (pod) => hasSandbox(attachments.ledger, pod),
});
const events = createNodeEvents({ api, nodeName, log, now });
const attachments = await openAttachments({
  config,
  log,
  view,
  podLives: createPodLives(api, nodeName),
  tell: events.tell,
  meta: {
    ...kubeOfMeta,
    readLists: lists.readLists,
    primaryOnly: () => follower.primaryOnly(),
    warnPod: (pod, reason, message) => events.tellPod(pod, { type: 'Warning', reason, message }),
  },
  hostPath,
  onUnreadable,
  onChange: () => {
    loops.wakeWhenQuiet('pools', poolLag);
    loops.wakeLater('uninstall', lagMs);
  },
});
const follower = createConfFollower({
  ...config,
  lists,
  inUse: attachments.usesMeta,
  now: () => performance.now(),
  log,
});
const mark = await openUninstallMark(join(config.stateDir, 'uninstalling'));
follower.uninstall(mark.found);
const cache = createCache({
  api,
  nodeName,
  log,
  signal: end.signal,
  configName: config.configName,
  onConfig: () => wake('uninstall'),
  onChange: () => {
    const known = cache.known();
    if (known === undefined) return;
    void events.write();
    view.learn(known);
    wake('host', 'routes', 'adopt', 'uninstall');
    // Our own writes come back here: in a burst each would be a reason for the next ones.
    loops.wakeWhenQuiet('pools', poolLag);
    loops.wakeLater('snapshot', lagMs);
  },
});
const ip = createPassIp(config.shim, onUnreadable);
/** The API server's HostInterface is what the peers go by; a former run's, until it answers. */
const published = () =>
  (cache.known()?.hostInterface ?? view.known()?.hostInterface)?.spec.interfaces ?? [];
const { nodeAddresses } = config;
const observe = () =>
  observeHost(ip, sysfs, config.nics, { nodeAddresses, published: published() });
const save: Parameters<typeof createPasses>[0]['save'] = (known) => saveKnown(snapshotPath, known);
const onAdopted = (): void => {
  loops.wakeWhenQuiet('pools', poolLag);
  if (cache.known() !== undefined) void events.write();
};
const metaPasses = createMetaPasses({
  follower,
  kube: kubeOfMeta,
  save: (networks) => saveNetworks(networksPath, networks),
  statuses: attachments.statuses,
});
const ranges = () => protectedRanges(view.facts(), nodeAddresses, serverHost(kubeConfig));
/** Under which a shim of ours may be. */
const allNames = [...networkPlugins, ...possibleNames];
const secondary = (): number =>
  countSecondary(attachments.ledger.entries().map(({ attachment }) => attachment));
const uninstall = createUninstall({
  config: cache.config,
  hostInterface: () => cache.known()?.hostInterface,
  attachments: secondary,
  staleRoutes: () =>
    countStaleRoutes({
      ip,
      known: cache.known(),
      nodeName,
      config: config.routes,
      ranges: ranges(),
    }),
  askedBefore: mark.found,
  callers: async () => {
    const { files } = await lists.look();
    return callersOf(files, await ourShims(config.binDir, allNames));
  },
  keepConfAway: async (away) => {
    await mark.set(away);
    follower.uninstall(away);
    wake('conf');
    if (!away) return 0;
    const removed = await removeConf(config.confDir);
    await forgetResults(await hostPath(config.cacheDir), metaName);
    return removed.length;
  },
  installShims: () =>
    installShim({ source: config.shim, directory: config.binDir, names: networkPlugins, log }),
  removeShims: () => removeShim(config.binDir, allNames),
  api,
  written: cache.keepHostInterface,
  log,
});
type Name = PassName | MetaPassName | 'uninstall';
const loops: Loops<Name> = createLoops({
  passes: {
    ...createPasses({
      config,
      log,
      api,
      ip,
      observe,
      ranges,
      save,
      view,
      cache,
      attachments,
      onAdopted,
    }),
    ...metaPasses,
    uninstall: uninstall.pass,
  },
  log,
  schedule,
  random: Math.random,
  atLeastMs: retryAfterMs,
});
const wake = (...passes: readonly Name[]): void => passes.forEach(loops.wake);
const monitor = createMonitor({ log, onWake: () => wake('host', 'routes') });
const notReady = () => [...cache.notReady(), ...kubeOfMeta.networks.notReady()];
const health =
  config.healthPort === 0
    ? undefined
    : await startHealthServer({ port: config.healthPort, notReady, broken: attachments.overdue });
// The first call must find the NICs.
view.remember(await observe());
// Nor give an address that a pod has: with a snapshot that needs no API server. What fails is tried again by the pass.
await attachments.adopt().catch(() => undefined);
await attachments.serve();
wake('adopt', 'collect', 'conf', 'statuses');
const confWatch = watchFolder({
  path: config.confDir,
  onChange: () => {
    lists.forget();
    wake('conf');
  },
  log,
});
// The program of Multus may come before its conf, and is what stays of it while it restarts.
const binWatch = watchFolder({
  path: config.binDir,
  namesOnly: true,
  onChange: () => wake('conf'),
  log,
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    log.info('stopping', { signal });
    void stop();
  });
}

function schedule(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

async function stop(): Promise<void> {
  const releaseGone = isReleaseGone({
    api: createKubeApi({ ...kubeOptions, requestTimeoutMs: lastQuestionMs }),
    namespace: config.namespace,
    name: config.configName,
    configGone: cache.configGone,
    log,
  });
  end.abort();
  monitor.stop();
  confWatch.stop();
  binWatch.stop();
  health?.close();
  await Promise.all([loops.stop(), kubeOfMeta.stop()]);
  // Before the calls that still run: they may need longer than the pod has.
  if (await releaseGone) {
    const removed = await removeConf(config.confDir);
    log.info('the release is deleted: our conf goes, the plugin names stay', { removed });
  }
  await attachments.close();
  if (secondary() === 0 && uninstall.complete()) await removeState({ ...config, hostPath });
}
