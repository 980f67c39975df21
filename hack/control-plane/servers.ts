import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { type Program, startProgram } from '../node/program.ts';
import { tool } from '../node/tool.ts';
import { apiServerFlags, etcdFlags, type Files, type Ports, type Serving } from './flags.ts';
import { ask } from './https.ts';
import type { Endpoint } from './users.ts';

export type Servers = {
  readonly server: string;
  /** Known once the API server was ready. */
  readonly endpoint: () => Endpoint;
  /** 0 while the API server is stopped. */
  readonly pids: () => { readonly etcd: number; readonly apiserver: number };
  readonly startApiServer: () => Promise<void>;
  readonly stopApiServer: () => Promise<void>;
  /** SIGKILL. A polite stop waits for its clients' connections, up to ten seconds where kubelets have some. */
  readonly killApiServer: () => Promise<void>;
  /** API server first: without its etcd it would not end. */
  readonly stop: () => Promise<void>;
};

/** etcd runs, the API server not yet. */
export async function startEtcd(files: Files, ports: Ports, serving: Serving): Promise<Servers> {
  const server = `https://${serving.address}:${ports.api}`;
  const endpoint = (): Endpoint => ({ server, ca: readFileSync(files.authority, 'utf8') });
  const etcd = await startProgram({
    argv: [tool('etcd'), ...etcdFlags(files, ports)],
    logFile: files.etcdLog,
  });
  let apiServer: Program | undefined;
  const startApiServer = async (): Promise<void> => {
    apiServer = await startProgram({
      argv: [tool('kube-apiserver'), ...apiServerFlags(files, ports, serving)],
      logFile: files.apiServerLog,
    });
    await ready(apiServer, endpoint);
  };
  const stopApiServer = async (): Promise<void> => {
    await apiServer?.stop();
    apiServer = undefined;
  };
  const killApiServer = async (): Promise<void> => {
    await apiServer?.kill();
    apiServer = undefined;
  };
  const stop = async (): Promise<void> => {
    await stopApiServer();
    await etcd.stop();
  };
  const pids = (): { etcd: number; apiserver: number } => ({
    etcd: etcd.pid,
    apiserver: apiServer?.pid ?? 0,
  });
  return { server, endpoint, pids, startApiServer, stopApiServer, killApiServer, stop };
}

/** Until /readyz says ok; bounded because a server that cannot become ready keeps trying for ever. */
async function ready(apiServer: Program, endpoint: () => Endpoint): Promise<void> {
  const deadline = performance.now() + 60_000;
  let last = 'it did not answer';
  while (apiServer.running() && performance.now() < deadline) {
    await delay(50);
    const answer = await answerOf(endpoint);
    if (answer === 'ok') return;
    last = answer;
  }
  const why = apiServer.running() ? `not ready after 60 s: ${last}` : 'it ended';
  throw new Error(`kube-apiserver: ${why}\n${apiServer.tail()}`);
}

async function answerOf(endpoint: () => Endpoint): Promise<string> {
  try {
    const { status, body } = await ask(endpoint(), '/readyz');
    return status === 200 ? 'ok' : `${status}: ${body}`;
  } catch (error) {
    return (error as Error).message;
  }
}
