/** What is remembered of our file between two looks. Times are milliseconds of a clock that does not jump. */
export type Restoring = {
  /** The text that we wrote last. */
  readonly written: string | undefined;
  /** How often somebody else took it away or changed it, without a calm time in between. */
  readonly losses: number;
  /** Whether the last loss was not made good yet. */
  readonly lost: boolean;
  readonly lastLossMs: number;
};

export const nothingWritten: Restoring = {
  written: undefined,
  losses: 0,
  lost: false,
  lastLossMs: 0,
};

const pause = { firstMs: 1_000, longestMs: 300_000 };
const calmMs = 600_000;

export type Look = {
  /** Our file's text; `undefined` where it is not. */
  readonly found: string | undefined;
  readonly wanted: string;
  readonly nowMs: number;
};

/**
 * One look at our file. `waitMs` 0: it may be written now, or is as wanted. The first loss is made good at once, each
 * further one later than the one before, so that two programs that each put the folder in order do not fight.
 *
 * @returns `newLoss` once for each loss
 */
export function lookAtOwnFile(
  before: Restoring,
  { found, wanted, nowMs }: Look,
): { readonly after: Restoring; readonly waitMs: number; readonly newLoss: boolean } {
  if (found === wanted) {
    const calm = nowMs - before.lastLossMs >= calmMs;
    const losses = calm ? 0 : before.losses;
    return {
      after: { ...before, written: wanted, losses, lost: false },
      waitMs: 0,
      newLoss: false,
    };
  }
  const newLoss = !before.lost && before.written !== undefined && found !== before.written;
  const after = newLoss
    ? { ...before, lost: true, losses: before.losses + 1, lastLossMs: nowMs }
    : before;
  return { after, waitMs: Math.max(0, notBefore(after) - nowMs), newLoss };
}

function notBefore({ losses, lastLossMs }: Restoring): number {
  if (losses <= 1) return 0;
  return lastLossMs + Math.min(pause.firstMs * 2 ** Math.min(losses - 2, 20), pause.longestMs);
}
