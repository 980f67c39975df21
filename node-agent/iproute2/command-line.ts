import type { Ip } from '../types.ts';

type Call = Parameters<Ip>[0];

/**
 * The whole command. A namespace path goes to nsenter, not to `ip -n`: that one takes names under /run/netns only, and
 * makes a mount namespace with a new sysfs for each call.
 */
export function commandLine(call: Call, program: string): string[] {
  const { args = [], batch, netns, keepGoing, sysctls = [] } = call;
  const enter = netns === undefined ? [] : ['nsenter', `--net=${netns}`, '--'];
  const force = keepGoing === true ? ['-force'] : [];
  const command = [program, ...(batch === undefined ? args : [...force, '-batch', '-'])];
  if (sysctls.length === 0) return [...enter, ...command];
  // /proc/sys/net shows the namespace of who opens it, so this has to happen behind nsenter.
  const writes = sysctls.map(({ path, value }) => `echo ${value} 2>/dev/null >/proc/sys/${path}`);
  return [...enter, '/bin/sh', '-c', `${writes.join(';')};exec "$@"`, 'sh', ...command];
}
