import type { Log } from '../../lib/log.ts';
import type { OnUnreadable } from './rows.ts';

/** Distinct rows that are remembered; a host with more is broken in a way that one more line does not explain. */
const remembered = 256;

export type UnreadableLog = OnUnreadable & {
  /** Unreadable rows so far, repeated ones included. */
  readonly count: () => number;
};

/** Logs each unreadable row once, however often the same row is read again. The row's number does not count: it moves. */
export function createUnreadableLog(log: Pick<Log, 'warn'>): UnreadableLog {
  const logged = new Set<string>();
  let count = 0;
  const onUnreadable: OnUnreadable = ({ error, ifName }) => {
    count += 1;
    const key = `${ifName ?? ''} ${error.message.replace(/, row \d+/, '')}`;
    if (logged.has(key) || logged.size >= remembered) return;
    logged.add(key);
    log.warn('a row of iproute2 cannot be read and is left out', {
      ...(ifName === undefined ? {} : { link: ifName }),
      error: error.message,
      unreadableRows: count,
    });
  };
  return Object.assign(onUnreadable, { count: () => count });
}
