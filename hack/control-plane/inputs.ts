import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { auditPolicy, type Files } from './flags.ts';
import { type Endpoint, renderKubeconfig, renderTokens, type User } from './users.ts';

/** What the two servers read when they start. */
export function writeInputs(files: Files, users: readonly User[]): void {
  for (const folder of [files.etcdData, files.certificates, files.kubeconfigs]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  writeFileSync(files.tokens, renderTokens(users), { mode: 0o600 });
  writeFileSync(files.auditPolicy, auditPolicy);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(files.accountKey, privateKey.export({ type: 'sec1', format: 'pem' }), {
    mode: 0o600,
  });
}

/** Writes one kubeconfig per user; the result gives the path of a user's. */
export function writeKubeconfigs(
  files: Files,
  users: readonly User[],
  endpoint: Endpoint,
): (user: string) => string {
  const paths = new Map(users.map(({ name }) => [name, join(files.kubeconfigs, name)]));
  for (const [name, path] of paths) {
    writeFileSync(path, renderKubeconfig(endpoint, name), { mode: 0o600 });
  }
  return (user) => {
    const path = paths.get(user);
    if (path !== undefined) return path;
    throw new Error(`no user ${user} (available: ${[...paths.keys()].join(', ')})`);
  };
}
