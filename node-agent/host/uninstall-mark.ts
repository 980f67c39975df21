import { writeFile } from 'node:fs/promises';
import { statOf, unlinkIfThere } from './present.ts';

/** That this node was asked to let go of the product: an agent that starts anew has to know before the API server tells it. */
export type UninstallMark = {
  /** As it was when it was opened. */
  readonly found: boolean;
  readonly set: (on: boolean) => Promise<void>;
};

export async function openUninstallMark(path: string): Promise<UninstallMark> {
  const found = (await statOf(path)) !== undefined;
  let is = found;
  return {
    found,
    set: async (on) => {
      if (is === on) return;
      await (on ? writeFile(path, '', { mode: 0o600 }) : unlinkIfThere(path));
      is = on;
    },
  };
}
