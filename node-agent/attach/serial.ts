/** Runs `run` after everything that was given before under the same key; different keys run side by side. */
export type Serial = <T>(key: string, run: () => Promise<T>) => Promise<T>;

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
