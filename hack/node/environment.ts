/** Variables by name, as a program gets them. */
export type Environment = Readonly<Record<string, string>>;

// Where programs, the home folder and temporary files are, and what a person's terminal and editor are.
const handedOn = ['PATH', 'HOME', 'USER', 'TMPDIR', 'TERM', 'LANG', 'EDITOR', 'VISUAL'] as const;

/**
 * What the test bed's programs on this machine (etcd, API server, helm, kubectl, the operator) get of the caller's
 * environment. Nearly everything else would configure one of them: `ETCD_*`, `HELM_*`, a proxy, `KUBECONFIG`, `NIC_KINDS`.
 *
 * @param from default: this process's own
 */
export function machineEnvironment(from: NodeJS.ProcessEnv = process.env): Environment {
  return Object.fromEntries(
    handedOn.flatMap((name) => {
      const value = from[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Folder of the Kubernetes programs and the container runtime, as a node sees it. */
export const programFolder = '/opt/node/bin';

/**
 * All that a program on a node gets. Nothing of the caller's: a node has another disk, so that a folder which a variable
 * names (TMPDIR) need not be there.
 */
export const nodeEnvironment: Environment = {
  PATH: `${programFolder}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  HOME: '/root',
};

/** The start of a command line that runs the rest of it with these variables and no other. */
export function withEnvironment(environment: Environment): readonly string[] {
  return ['env', '-i', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)];
}
