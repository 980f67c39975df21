import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { KubeObject } from '../../../lib/api/types.ts';

export type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly warnings: readonly string[];
};

export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly type?: string;
};

/** Plain HTTP with one kept connection: a hundred dry runs take a second, where kubectl takes one for each. */
export type Api = {
  readonly call: (call: Call) => Promise<Answer>;
  readonly close: () => void;
};

type Kubeconfig = {
  readonly clusters: readonly [
    { cluster: { server: string; 'certificate-authority-data': string } },
  ];
  readonly users: readonly [{ user: { token: string } }];
};

/** @param kubeconfig path of one that `startControlPlane` wrote: JSON with a token */
export function createApi(kubeconfig: string): Api {
  const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
  const [{ cluster }] = clusters;
  const ca = Buffer.from(cluster['certificate-authority-data'], 'base64');
  const agent = new Agent({ keepAlive: true, ca });
  const authorization = `Bearer ${users[0].user.token}`;
  const call = ({ method, path, body, type = 'application/json' }: Call): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = { authorization, 'content-type': type };
      const sent = request(`${cluster.server}${path}`, { agent, method, headers });
      sent.on('error', reject);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const warnings = [response.headers['warning'] ?? []].flat().map(String);
          const status = response.statusCode ?? 0;
          resolve({ status, warnings, body: JSON.parse(text) as Record<string, unknown> });
        });
      });
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  return { call, close: () => agent.destroy() };
}

const plurals: Readonly<Record<string, string>> = {
  MultiNicNetwork: 'multinicnetworks',
  CIDR: 'cidrs',
  HostInterface: 'hostinterfaces',
  IPPool: 'ippools',
  Config: 'configs',
  DeviceClass: 'deviceclasses',
};

/** Path of all objects of one of our kinds, or of one object. */
export function pathOf(kind: string, name = ''): string {
  const plural = plurals[kind];
  if (plural === undefined) throw new Error(`${kind} is not a kind of ours`);
  return `/apis/multinic.fms.io/v1/${plural}${name === '' ? '' : `/${name}`}`;
}

/** POST as `kubectl create --validate=strict` does it. */
export function create(
  api: Api,
  object: KubeObject,
  options: { readonly dryRun: boolean },
): Promise<Answer> {
  const query = options.dryRun ? '?fieldValidation=Strict&dryRun=All' : '?fieldValidation=Strict';
  return api.call({ method: 'POST', path: `${pathOf(object.kind)}${query}`, body: object });
}
