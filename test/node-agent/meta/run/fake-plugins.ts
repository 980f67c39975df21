import { CniError } from '../../../../cni/protocol/error.ts';
import type { Ip } from '../../../../node-agent/types.ts';
import type { JsonObject } from '../../../../cni/protocol/types.ts';
import type { Delegate, DelegateExec } from '../../../../node-agent/attach/types.ts';

/** What a plugin refuses, and with which words; the same words at DEL mean that its configuration is bad. */
export type Fault = { readonly at: string; readonly code?: number; readonly message?: string };

/**
 * Plugins that keep state: ADD makes `network/ifName/plugin` of a container, DEL takes it away and may be repeated, CHECK wants
 * it there. Each answers an address that tells who gave it, behind what came before.
 *
 * @param faults by `COMMAND ifName plugin`
 */
export function createFakePlugins(faults: readonly Fault[] = []) {
  const made = new Set<string>();
  const calls: DelegateExec[] = [];
  const delegate: Delegate = async (exec) => {
    calls.push(exec);
    await Promise.resolve();
    const fault = faults.find(({ at }) => at === nameOf(exec));
    // A plugin that fails at ADD may have made something all the same.
    if (exec.command === 'ADD') made.add(placeOf(exec));
    if (fault !== undefined) throw new CniError(fault.code ?? 77, fault.message ?? 'no');
    if (exec.command === 'DEL') made.delete(placeOf(exec));
    if (exec.command === 'CHECK' && !made.has(placeOf(exec))) throw new CniError(78, 'not there');
    return exec.command === 'ADD' ? answerOf(exec) : undefined;
  };
  /** The links that the first plugin of each chain made. */
  const ip: Ip = () => {
    const names = [...made].flatMap((place) => {
      const [, , ifname = '', plugin] = place.split('/');
      return plugin === 'plugin0' ? [ifname] : [];
    });
    const rows = names.map((ifname, index) => ({
      ifname,
      ifindex: index + 2,
      mtu: 1500,
      flags: [],
    }));
    return Promise.resolve({ status: 0, stdout: JSON.stringify(rows), stderr: '' });
  };
  return { delegate, ip, made, calls, names: () => calls.map(nameOf) };
}

export const nameOf = ({ command, ifName, plugin }: DelegateExec): string =>
  [command, ifName, plugin].filter((part) => part !== '').join(' ');

const placeOf = ({ config, containerID, ifName, plugin }: DelegateExec): string =>
  `${JSON.stringify(config['name'])}/${containerID}/${ifName}/${plugin}`;

/** The second plugin of a chain adjusts a link and makes none. */
function answerOf({ config, ifName, netns }: DelegateExec): JsonObject {
  const before = config['prevResult'] as JsonObject | undefined;
  const count = (before?.['ips'] as readonly JsonObject[] | undefined)?.length ?? 0;
  return {
    cniVersion: config['cniVersion'] ?? '1.1.0',
    interfaces: before?.['interfaces'] ?? [{ name: ifName, sandbox: netns }],
    ips: [
      ...((before?.['ips'] as readonly JsonObject[] | undefined) ?? []),
      { address: `10.0.${count}.1/24`, interface: 0 },
    ],
  };
}
