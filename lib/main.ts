import { randomUUID } from 'node:crypto';
import { type Config, readConfig } from './config.ts';
import { createKubeApi } from './kube/client.ts';
import { createConfigOf } from './kube/first-config.ts';
import { delay } from './kube/delay.ts';
import { startHealthServer } from './kube/health.ts';
import { loadKubeConfig } from './kube/kube-config.ts';
import { createUninstallWorld } from './kube/uninstall-world.ts';
import { createLog, type Log } from './log.ts';
import { MultiNicOperator } from './operator.ts';
import { createRegistry } from './reconcile/index.ts';
import { uninstall } from './uninstall/run.ts';
import { readUninstallSettings } from './uninstall/settings.ts';

const now = (): Date => new Date();
const write = (line: string): void => void process.stdout.write(`${line}\n`);

function createOperator(config: Config, log: Log): MultiNicOperator {
  const client = { kubeConfig: loadKubeConfig(), fieldManager: 'multi-nic-operator' };
  const { leaseDurationMs, leaseRenewDeadlineMs, leaseRetryMs } = config;
  // A look at the Lease is two requests; both have to end before the deadline that they serve.
  const leaseTimeoutMs = Math.ceil((leaseRenewDeadlineMs - leaseRetryMs) / 2);
  return new MultiNicOperator({
    api: createKubeApi(client),
    leaseApi: createKubeApi({ ...client, requestTimeoutMs: leaseTimeoutMs }),
    registry: createRegistry({
      maxHostsPerSlice: config.maxHostsPerSlice,
      namespace: config.operatorNamespace,
    }),
    log,
    identity: `${config.podName}_${randomUUID()}`,
    lease: {
      namespace: config.operatorNamespace,
      name: config.leaseName,
      durationMs: leaseDurationMs,
      renewDeadlineMs: leaseRenewDeadlineMs,
      retryMs: leaseRetryMs,
    },
    workers: config.workers,
    nodeGraceMs: config.nodeGraceMs,
  });
}

async function run(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2));
  const log = createLog(write, now, config.logLevel);
  const operator = createOperator(config, log);
  const port = config.healthPort;
  const notReady = (): readonly string[] => operator.notReady();
  const health = port === 0 ? undefined : await startHealthServer({ port, notReady });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info('stopping', { signal });
      operator.stop();
    });
  }
  await operator.start();
  await operator.ended();
  health?.close();
}

/** What is left behind is said on stdout, for whoever asked; it is no failure. */
async function uninstallBy(args: readonly string[]): Promise<void> {
  const settings = readUninstallSettings(process.env, args);
  const end = new AbortController();
  const wait = (ms: number): Promise<void> => delay(ms, end.signal);
  const world = createUninstallWorld({
    api: createKubeApi({ kubeConfig: loadKubeConfig(), fieldManager: 'multi-nic-uninstall' }),
    namespace: settings.operatorNamespace,
    configName: settings.configName,
    log: createLog((line) => process.stderr.write(`${line}\n`), now),
    delay: wait,
    now,
  });
  await uninstall({ world, print: write, now: () => performance.now(), delay: wait }, settings);
}

const [command = '', ...operands] = process.argv.slice(2);
const commands: Readonly<Record<string, () => Promise<void>>> = {
  'create-config': () => createConfigOf(operands, createLog(write, now)),
  uninstall: () => uninstallBy(operands),
};
await (commands[command] ?? run)().catch((error: unknown) => {
  createLog(write, now).error('the program ends', { command, error });
  process.exitCode = 1;
});
