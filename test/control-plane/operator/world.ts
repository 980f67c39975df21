import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';

import { applyCrds, kubectl } from '../../../hack/control-plane/crds.ts';
import { freePorts } from '../../../hack/control-plane/ports.ts';
import { type ControlPlane, startControlPlane } from '../../../hack/control-plane/start.ts';
import { type Program, startProgram } from '../../../hack/node/program.ts';
import { createKubeApi, type KubeWriter } from '../../../lib/kube/client.ts';

/** Who runs, and how short its lease is: a takeover in the tests should not last 15 s. */
export type OperatorStart = {
  readonly user?: 'operator' | 'operator-2' | 'confined';
  readonly env?: Env;
  /** Where /readyz is; a free one by default. */
  readonly port?: number;
  /** Not waited for. */
  readonly unready?: true;
};
type Env = Readonly<Record<string, string>>;

export type OperatorWorld = {
  readonly controlPlane: ControlPlane;
  /** The admin's. */
  readonly api: KubeWriter;
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
  /** The real process; resolves when it is ready. */
  readonly startOperator: (start?: OperatorStart) => Promise<Program>;
  /** As a crash does. */
  readonly killApiServer: () => Promise<void>;
  /** Stops whatever runs, the control plane last. */
  readonly stop: () => Promise<void>;
};

/** A control plane of its own: operators act on everything in it. */
export async function startWorld(): Promise<OperatorWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-operator-'));
  // Everybody else may do everything; this one only what a test allows.
  const users = [{ name: 'confined', groups: [] }];
  const controlPlane = await startControlPlane({ dir, users, log: () => {} });
  await applyCrds(controlPlane.kubeconfig);
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(controlPlane.kubeconfig);
  const programs: Program[] = [];
  const startOperator: OperatorWorld['startOperator'] = async ({
    user = 'operator',
    env = {},
    unready,
    ...given
  } = {}) => {
    const port = given.port ?? (await freePorts(1))[0] ?? 0;
    const program = await startProgram({
      argv: [process.execPath, new URL('../../../lib/main.ts', import.meta.url).pathname],
      env: {
        KUBECONFIG: controlPlane.kubeconfigOf(user),
        HEALTH_PORT: String(port),
        POD_NAME: user,
        LOG_LEVEL: 'debug',
        LEASE_DURATION_MS: '3000',
        LEASE_RENEW_DEADLINE_MS: '2000',
        LEASE_RETRY_MS: '250',
        ...env,
      },
      logFile: join(dir, `${user}.log`),
    });
    programs.push(program);
    if (unready) return program;
    await eventually(
      `${user} ready`,
      async () => {
        if (!program.running()) throw new Error(`${user} ended:\n${program.tail()}`);
        return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
      },
      30_000,
    );
    return program;
  };
  return {
    controlPlane,
    api: createKubeApi({ kubeConfig, fieldManager: 'test' }),
    kubectl: (args, input) => kubectl(controlPlane.kubeconfig, args, input),
    startOperator,
    killApiServer: async () => {
      process.kill(controlPlane.pids().apiserver, 'SIGKILL');
      await controlPlane.stopApiServer();
    },
    stop: async () => {
      await Promise.all(programs.filter((one) => one.running()).map((one) => one.kill()));
      await controlPlane.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Asks until it is true; fails with the last answer or error after `ms`. */
export async function eventually(
  what: string,
  ask: () => Promise<boolean>,
  ms = 10_000,
): Promise<void> {
  const deadline = performance.now() + ms;
  let last: unknown = 'false';
  while (performance.now() < deadline) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- polls
      if (await ask()) return;
      last = 'false';
    } catch (error) {
      last = error;
    }
    // oxlint-disable-next-line no-await-in-loop
    await delay(50);
  }
  throw new Error(`${what}: not within ${ms} ms, last answer: ${String(last)}`);
}
