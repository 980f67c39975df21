import { setTimeout as delay } from 'node:timers/promises';

import { type AuditEvent, countWrites, readAudit } from './audit.ts';
import { filesIn } from './flags.ts';
import { ask } from './https.ts';
import { writeInputs, writeKubeconfigs } from './inputs.ts';
import { freePorts } from './ports.ts';
import { type Servers, startEtcd } from './servers.ts';
import { defaultUsers, type Endpoint, tokenOf, type User } from './users.ts';

export type ControlPlaneOptions = {
  /** Made when missing; everything of this control plane lies below it. */
  readonly dir: string;
  /** Where clients reach it; default 127.0.0.1. For any other address it listens on all of this namespace. */
  readonly address?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Beside `admin`, `operator`, `operator-2` and `node-agent-1` to `-9`, which may do everything. */
  readonly users?: readonly User[];
  /** Kubelets and a controller manager will join. */
  readonly joined?: boolean;
  readonly log: (line: string) => void;
};

export type AuditMark = { readonly position: number };

export type ControlPlane = Omit<Servers, 'endpoint'> & {
  /** The admin's; bearer token of the admin. */
  readonly kubeconfig: string;
  readonly token: string;
  readonly kubeconfigOf: (user: string) => string;
  /** Everything that was answered before the call lies before the mark. */
  readonly auditMark: () => Promise<AuditMark>;
  /** The requests that were answered since the mark, or since the start. */
  readonly auditEvents: (since?: AuditMark) => Promise<readonly AuditEvent[]>;
  /** Writes since the mark, per `user verb resource`: `{ 'operator patch cidrs/status': 2 }`. */
  readonly auditCounts: (since?: AuditMark) => Promise<Readonly<Record<string, number>>>;
};

/** A real etcd and a real kube-apiserver, and nothing else; resolves when `/readyz` says ok. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const files = filesIn(options.dir);
  const users = [...defaultUsers, ...(options.users ?? [])];
  writeInputs(files, users);
  const [client = 0, peer = 0, free = 0] = await freePorts(3);
  const ports = { client, peer, api: options.port ?? free };
  const { address = '127.0.0.1', joined = false } = options;
  const { endpoint, ...servers } = await startEtcd(files, ports, { address, joined });
  const startApiServer = async (): Promise<void> => {
    const from = performance.now();
    await servers.startApiServer();
    const took = Math.round(performance.now() - from);
    options.log(`kube-apiserver ready at ${servers.server} after ${took} ms`);
  };
  await startApiServer().catch(async (error: unknown) => {
    await servers.stop();
    throw error;
  });
  const kubeconfigOf = writeKubeconfigs(files, users, endpoint());
  return {
    ...servers,
    startApiServer,
    kubeconfig: kubeconfigOf('admin'),
    token: tokenOf('admin'),
    kubeconfigOf,
    ...auditOf(files.auditLog, endpoint),
  };
}

/** No resource: the server answers 404, and logs it. */
const markPath = '/multi-nic-operator-audit-mark/';

function auditOf(
  logFile: string,
  endpoint: () => Endpoint,
): Pick<ControlPlane, 'auditMark' | 'auditEvents' | 'auditCounts'> {
  let marks = 0;
  // The server writes an event when it has answered, so a client may be faster than the log: a request of our own,
  // once found in the log, shows that everything before it is there, too.
  const auditMark = async (): Promise<AuditMark> => {
    const path = `${markPath}${++marks}`;
    await ask(endpoint(), path);
    const deadline = performance.now() + 10_000;
    while (performance.now() < deadline) {
      const position = (await readAudit(logFile)).findIndex(({ resource }) => resource === path);
      if (position >= 0) return { position };
      await delay(10);
    }
    throw new Error(`${path} was not written to ${logFile} within 10 s`);
  };
  const auditEvents: ControlPlane['auditEvents'] = async (since) => {
    const { position } = await auditMark();
    const events = (await readAudit(logFile)).slice(since?.position ?? 0, position);
    return events.filter(({ resource }) => !resource.startsWith(markPath));
  };
  const auditCounts: ControlPlane['auditCounts'] = async (since) =>
    countWrites(await auditEvents(since));
  return { auditMark, auditEvents, auditCounts };
}
