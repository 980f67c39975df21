/** Runs `run` after everything that was given before under the same key; different keys run side by side. */
export type Serial = <T>(key: string, run: () => Promise<T>) => Promise<T>;

/**
 * Whose turn it is: one call for each container and plugin. Not for the container alone, because a plugin that we execute may call
 * `multi-nic-ipam` for the same container, and would wait for the call that waits for it.
 */
export function turnOf(of: { readonly plugin: string; readonly containerID: string }): string {
  return `${of.plugin}/${of.containerID}`;
}

/** A key is forgotten when nothing waits for it. */
export function createSerial(): Serial & { size(): number } {
  const tails = new Map<string, Promise<unknown>>();
  const serial: Serial = async (key, run) => {
    const before = tails.get(key);
    const mine = before === undefined ? run() : before.then(run, run);
    tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (tails.get(key) === mine) tails.delete(key);
    }
  };
  return Object.assign(serial, { size: () => tails.size });
}
