import { readFile } from 'node:fs/promises';
import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../../cni/protocol/types.ts';
import { messageOf } from '../../attach/failure.ts';
import { devicesInCheckpoint } from '../kubelet/checkpoint.ts';
import type { MetaEffects } from '../types.ts';

/** Mounted at the same path in the agent's container. Kubelet replaces it whole, before it asks for the sandbox. */
const kubeletCheckpoint = '/var/lib/kubelet/device-plugins/kubelet_internal_checkpoint';

/** `MetaEffects.devicesOf`, from what kubelet keeps on disk: neither its socket nor the API server is needed. */
export function createDevicesOf(path: string = kubeletCheckpoint): MetaEffects['devicesOf'] {
  return async ({ namespace, name, uid }) => {
    const text = await read(path, `pod ${namespace}/${name}`);
    if (text === undefined) return new Map();
    const devices = devicesInCheckpoint(text, uid);
    if (devices !== undefined) return devices;
    const message = `kubelet's device checkpoint ${path} is in no format that we know; is this agent as new as kubelet?`;
    throw new CniError(cniErrorCodes.decode, message);
  };
}

/** Kubelet makes the file with its first device: without one no pod of the node has any. */
async function read(path: string, pod: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const message = `${pod}: its devices cannot be read from kubelet's checkpoint (${messageOf(cause)}); mount that folder into the node agent, and check that a device plugin runs`;
    throw new CniError(cniErrorCodes.io, message, '', { cause });
  }
}
