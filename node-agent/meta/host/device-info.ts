import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type JsonObject } from '../../../cni/protocol/types.ts';
import { messageOf } from '../../attach/failure.ts';
import { disk, replaceFile } from '../../host/durable-file.ts';
import { unlinkIfThere } from '../../host/present.ts';
import type { MetaEffects } from '../types.ts';
import type { HostPath } from './host-paths.ts';

export type DeviceInfo = Required<Pick<MetaEffects, 'copyDeviceInfo' | 'readDeviceInfo'>> & {
  /** That there is none is success. */
  readonly removeDeviceInfo: (path: string) => Promise<void>;
};

/** The files of the device information specification (1.1.0), at their paths on the host. */
export function createDeviceInfo(hostPath: HostPath): DeviceInfo {
  return {
    copyDeviceInfo: async ({ from, to }) => {
      const text = await readIfThere(await hostPath(from));
      if (text === undefined) return;
      const path = await hostPath(to);
      await mkdir(dirname(path), { recursive: true, mode: 0o755 });
      const { file } = await replaceFile(path, Buffer.from(text), disk);
      await file.close();
    },
    readDeviceInfo: async (path) => {
      const text = await readIfThere(await hostPath(path));
      return text === undefined || text.trim() === '' ? undefined : parse(path, text);
    },
    removeDeviceInfo: async (path) => unlinkIfThere(await hostPath(path)),
  };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function parse(path: string, text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as JsonObject;
    }
    throw new TypeError('it is no JSON object');
  } catch (cause) {
    const message = `device information ${path}: ${messageOf(cause)}; the plugin that wrote it is at fault`;
    throw new CniError(cniErrorCodes.decode, message, '', { cause });
  }
}
