import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Log } from '../../../lib/log.ts';

type Options = {
  readonly path: string;
  /** Something in the folder may have changed; also once it is watched, so that nothing before that is missed. */
  readonly onChange: () => void;
  readonly log: Log;
  /** Only files that come and go count, not what is written to one: a program of megabytes comes in thousands of writes. */
  readonly namesOnly?: boolean;
  /** How long until it is looked again whether the watched folder is still the one at `path`. */
  readonly lookAgainMs?: number;
  /** How long until it is looked again for a folder that is not there, or cannot be watched. */
  readonly unwatchedMs?: number;
};

export type FolderWatch = { readonly stop: () => void };

/**
 * Tells of changes in a folder, also when it comes later, goes, or is made anew under the same name. An event is a reason to look and
 * nothing else; where the system has no more watches to give, every look is a change.
 */
export function watchFolder(options: Options): FolderWatch {
  const {
    path,
    onChange,
    log,
    namesOnly = false,
    lookAgainMs = 10_000,
    unwatchedMs = 1_000,
  } = options;
  let watcher: FSWatcher | undefined;
  let watched: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let told = false;

  const later = (ms: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void look(), ms);
  };
  const lookSoon = (): void => later(50);
  const unwatchable = (error: unknown): void => {
    if (!told) log.warn('a folder of CNI cannot be watched, looking often', { path, error });
    told = true;
  };
  const close = (): void => {
    watcher?.close();
    watcher = undefined;
  };
  const look = async (): Promise<void> => {
    const found = await identityOf(path);
    if (stopped) return;
    if (found !== watched || (found !== undefined && watcher === undefined)) {
      close();
      watched = found;
      if (found !== undefined)
        watcher = open({ path, log, namesOnly, onChange, lookSoon, unwatchable });
      onChange();
    }
    later(watcher === undefined ? unwatchedMs : lookAgainMs);
  };
  void look();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      close();
    },
  };
}

type Opening = Pick<Options, 'path' | 'log' | 'onChange'> & {
  readonly namesOnly: boolean;
  readonly lookSoon: () => void;
  readonly unwatchable: (error: unknown) => void;
};

function open({
  path,
  log,
  namesOnly,
  onChange,
  lookSoon,
  unwatchable,
}: Opening): FSWatcher | undefined {
  try {
    const watcher = watch(path, (event) => {
      if (event === 'rename' || !namesOnly) onChange();
      // The folder itself may have been moved or deleted: it says so in the same words as for a file.
      if (event === 'rename') lookSoon();
    });
    watcher.on('error', (error) => {
      log.warn('a folder of CNI may no longer be watched', { path, error });
      lookSoon();
    });
    return watcher;
  } catch (error) {
    // Gone since it was looked at: it is looked for again.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') unwatchable(error);
    return undefined;
  }
}

async function identityOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path);
    return `${dev}:${ino}`;
  } catch {
    // Whatever keeps us from looking now: it is not watched, and looked for again.
    return undefined;
  }
}
