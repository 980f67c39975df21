import type { Ip } from '../types.ts';

type Call = Parameters<Ip>[0];

export type Programs = {
  readonly ip: string;
  /** Executed as `enter` for what happens in a pod: cni/shim/shim.c. */
  readonly shim: string;
};

/**
 * The whole command. A namespace path is not for `ip -n`: that one takes names under /run/netns only, and makes a mount
 * namespace with a new sysfs for each call.
 */
export function commandLine(call: Call, { ip, shim }: Programs): string[] {
  const { args = [], batch, netns, keepGoing, sysctls = [] } = call;
  const force = keepGoing === true ? ['-force'] : [];
  const command = [ip, ...(batch === undefined ? args : [...force, '-batch', '-'])];
  if (netns === undefined) return command;
  // /proc/sys/net shows the namespace of who opens it, so this has to happen inside.
  const settings = sysctls.flatMap(({ path, value }) => [`/proc/sys/${path}`, value]);
  return [shim, 'enter', netns, ...settings, '--', ...command];
}
