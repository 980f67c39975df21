import type { Shell } from './shell.ts';

export const release = 'multi-nic-operator';

/** In a namespace of the release's name. */
export const inNamespace = `--namespace=${release}`;

/** The chart of this tree, until the operator runs and every node has its agent. */
export async function install({ type }: Shell): Promise<void> {
  await type(
    'helm',
    'upgrade',
    '--install',
    release,
    'chart',
    inNamespace,
    '--create-namespace',
    '--set=image.registry=localhost',
    // On a real host the ends of veth pairs are no NICs; here they are all there is.
    '--set=daemon.nics.kinds={physical,virtio,vf,veth}',
    '--wait',
    '--hide-notes',
  );
  const agents = 'configs.multinic.fms.io/multi-nicd';
  await type('kubectl', 'wait', '--for=condition=Ready', '--timeout=120s', agents);
  await type('kubectl', 'get', 'hostinterfaces.multinic.fms.io');
}
