/** Someone who talks to the API server; every program has a name of its own, so that its requests can be counted. */
export type User = { readonly name: string; readonly groups: readonly string[] };

const anything = ['system:masters'];

/** The users of every control plane; a test of our own RBAC rules adds one without these rights. */
export const defaultUsers: readonly User[] = [
  ...['admin', 'operator', 'operator-2'].map((name) => ({ name, groups: anything })),
  ...Array.from({ length: 9 }, (_, index) => ({
    name: `node-agent-${index + 1}`,
    groups: anything,
  })),
];

/** A secret only for this loopback server's lifetime, so it may be the name itself. */
export const tokenOf = (user: string): string => `token-of-${user}`;

/** The file of `--token-auth-file`: token, name, uid and the groups in quotes. */
export function renderTokens(users: readonly User[]): string {
  return users
    .map(({ name, groups }) => `${tokenOf(name)},${name},${name},"${groups.join(',')}"\n`)
    .join('');
}

export type Endpoint = { readonly server: string; readonly ca: string };

/** @param endpoint `ca` in PEM */
export function renderKubeconfig({ server, ca }: Endpoint, user: string): string {
  const authority = Buffer.from(ca).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    contexts: [{ name: 'here', context: { cluster: 'here', user } }],
    clusters: [{ name: 'here', cluster: { server, 'certificate-authority-data': authority } }],
    users: [{ name: user, user: { token: tokenOf(user) } }],
  });
}
