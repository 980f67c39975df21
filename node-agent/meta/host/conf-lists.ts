import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../../cni/protocol/types.ts';
import { messageOf } from '../../attach/failure.ts';
import { statOf } from '../../host/present.ts';
import { keepGood } from '../conf/keep-good.ts';
import { ownFile } from '../conf/own-conf.ts';
import { type ConfFile, parseConfFolder } from '../plan/conf-folder.ts';
import type { ConfFolder } from '../types.ts';
import { readConfFile, readConfFiles } from './conf-files.ts';
import type { HostPath } from './host-paths.ts';

export type ConfLists = {
  /** The agent's own conf folder as it is now: all files, and what a runtime would read without ours. */
  readonly look: () => Promise<{
    readonly files: readonly ConfFile[];
    readonly folder: ConfFolder;
  }>;
  /** `MetaEffects.readLists`. */
  readonly readLists: (folder?: string) => Promise<ConfFolder>;
  /** Something in the own folder may have changed. */
  readonly forget: () => void;
};

type Options = {
  /** Where the agent's own conf folder is for this process. */
  readonly confDir: string;
  readonly hostPath: HostPath;
};

/**
 * The conf folders of this host. The own one is read again when a watcher says so, or when the times of its directories
 * have moved: an ADD costs a stat or two. Any other folder is read each time; hardly a configuration names one.
 */
export function createConfLists({ confDir, hostPath }: Options): ConfLists {
  let good: ConfFolder | undefined;
  let cached: { readonly stamp: string; readonly folder: ConfFolder } | undefined;
  let directories: readonly string[] = [confDir];
  let changes = 0;
  const look: ConfLists['look'] = async () => {
    const files = await readConfFiles(confDir);
    const others = files.filter(({ name }) => !name.startsWith(ownFile));
    good = keepGood(good, parseConfFolder(confDir, others));
    return { files, folder: good };
  };
  const readOwn = async (): Promise<ConfFolder> => {
    // The times are taken first: what changes while it is read has moved them by the next call.
    const [stamp, before] = [await stampOf(directories), changes];
    if (cached?.stamp === stamp) return cached.folder;
    const { files, folder } = await look();
    const stamped = directories.join('\n');
    directories = directoriesOf(confDir, files);
    const whole = stamped === directories.join('\n') && before === changes;
    cached = whole ? { stamp, folder } : undefined;
    return folder;
  };
  return {
    look,
    readLists: (path) =>
      path === undefined
        ? named(confDir, readOwn)
        : named(path, async () => parseOther(path, await hostPath(path))),
    forget: () => {
      changes += 1;
      cached = undefined;
    },
  };
}

function directoriesOf(confDir: string, files: readonly ConfFile[]): readonly string[] {
  const further = files.filter(({ name }) => name.includes('/')).map(({ name }) => dirname(name));
  return [confDir, ...[...new Set(further)].map((name) => join(confDir, name))];
}

async function stampOf(directories: readonly string[]): Promise<string> {
  const found = await Promise.all(directories.map(statOf));
  return found.map((one) => `${one?.ino} ${one?.mtimeMs} ${one?.ctimeMs}`).join('\n');
}

/** A configuration may name a folder or a single file. @param path as the configuration says it @param here where it is for us */
async function parseOther(path: string, here: string): Promise<ConfFolder> {
  const isFolder = (await stat(here)).isDirectory();
  const files = isFolder ? await readConfFiles(here) : await readConfFile(here);
  return parseConfFolder(path, files);
}

async function named(path: string, read: () => Promise<ConfFolder>): Promise<ConfFolder> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CniError) throw error;
    const message = `conf folder ${path}: ${messageOf(error)}; check that it is on the host and readable`;
    throw new CniError(cniErrorCodes.io, message, '', { cause: error });
  }
}
