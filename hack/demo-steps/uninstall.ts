import { label } from './deployments.ts';
import { inNamespace, release } from './install.ts';
import type { Shell } from './shell.ts';

/** With the network still there, so that one sees what stays. The pods go first: their links need the agent. */
export async function uninstall({ type, kubectl }: Shell): Promise<void> {
  const all = ['deployments', `--selector=${label}`, '--cascade=foreground', '--timeout=60s'];
  await type('kubectl', 'delete', ...all);
  await type('helm', 'uninstall', release, inNamespace);
  // They end after the release, and take their last files along.
  await kubectl(
    'wait',
    '--for=delete',
    '--timeout=60s',
    inNamespace,
    'pods',
    '--selector=app=multi-nicd',
  );
}

const look = `find /etc/cni/net.d /opt/cni/bin /var/lib /run -maxdepth 1 -name '*multi-nic*'
ip -oneline link show type macvlan
ip -oneline link show type ipvlan`;

/** Files and links of ours that are left on these nodes, one in a line with the node's name before it. */
export async function leftOn({ onNode }: Shell, nodes: readonly string[]): Promise<string[]> {
  const perNode = nodes.map(async (node) => {
    const lines = (await onNode(node, look)).split('\n').filter((line) => line !== '');
    return lines.map((line) => `${node}: ${line}`);
  });
  return (await Promise.all(perNode)).flat();
}
