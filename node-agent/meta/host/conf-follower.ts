import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../../lib/log.ts';
import { disk, replaceFile } from '../../host/durable-file.ts';
import { installShim } from '../../host/install.ts';
import { unlinkIfThere } from '../../host/present.ts';
import { isOurShim, removeShim } from '../../host/uninstall-shim.ts';
import { type ConfDecision, type ConfStep, decideConf, planConf } from '../conf/decide.ts';
import { ownFile } from '../conf/own-conf.ts';
import { lookAtOwnFile, nothingWritten, type Restoring } from '../conf/restore.ts';
import type { ConfFile } from '../plan/conf-folder.ts';
import { type MetaConfig, metaName, possibleNames } from '../settings.ts';
import type { ConfLists } from './conf-lists.ts';
import { readConfFiles } from './conf-files.ts';

type Options = {
  readonly confDir: string;
  readonly binDir: string;
  readonly shim: string;
  readonly meta: MetaConfig;
  readonly lists: Pick<ConfLists, 'look' | 'forget'>;
  /** Whether an attachment of the meta plugin is recorded: its DEL may still come under the old name. */
  readonly inUse: () => boolean;
  /** Milliseconds of a clock that does not jump. */
  readonly now: () => number;
  readonly log: Log;
};

export type ConfFollower = {
  /** Looks at the conf folder once and brings our file and our plugin names where they should be. @returns when to look again, ms */
  readonly pass: () => Promise<number>;
  /** Whether networks by annotation are served here, as of the last look. */
  readonly active: () => boolean;
  /** Whether what calls us now does so instead of the cluster's network, and serves annotations by itself or not at all. */
  readonly primaryOnly: () => boolean;
  /** Our file goes, and stays away until this is taken back; the names are the caller's. Wake the pass after it. */
  readonly uninstall: (on: boolean) => void;
};

/** What no watcher tells is found within this time. */
const lookAgainMs = 30_000;

/**
 * Keeps our conf first in the folder as long as it should be there. Plugin names come before the conf that calls them and go
 * after it. Nothing is taken away when the agent alone ends: a pod that starts meanwhile fails and is tried again, instead of
 * silently getting the primary network alone.
 */
export function createConfFollower(options: Options): ConfFollower {
  const { meta, lists, log } = options;
  let uninstalling = false;
  let decision: ConfDecision | undefined;
  const tell = createTeller(log);
  const told = new Set<string>();
  const bringFile = createKeeper(options);

  const pass = async (): Promise<number> => {
    lists.forget();
    const { files, folder } = await lists.look();
    const observed = { files, folder, multusPrograms: await multusPrograms(options) };
    decision = decideConf(observed, meta, uninstalling);
    tell(decision, folder.refused);
    if (decision.active) await installNames(options, told);
    if (decision.calledBy !== undefined && !uninstalling) {
      // A pod of whoever still calls it would not start without; its DEL would fail for good.
      await installNames({ ...options, meta: { ...meta, names: [metaName] } }, told);
    }
    const waitMs = await bringFile(files, decision);
    // Who uninstalls takes the names away himself: a configuration of somebody else may still call them.
    const called = decision.active || decision.calledBy !== undefined;
    const unused = !called && !uninstalling && !options.inUse();
    if (unused) await removeNames(options, possibleNames);
    return waitMs === 0 ? lookAgainMs : waitMs;
  };
  return {
    pass,
    active: () => decision?.active ?? meta.mode === 'on',
    primaryOnly: () => decision?.calledBy !== undefined,
    uninstall: (on) => {
      uninstalling = on;
    },
  };
}

/** Brings our file where it should be. @returns how long it has to wait until it may be put back, ms */
function createKeeper(options: Options) {
  const { confDir, log } = options;
  let restoring: Restoring = nothingWritten;
  return async (files: readonly ConfFile[], { own }: ConfDecision): Promise<number> => {
    const steps = planConf(files, { own });
    if (typeof own === 'string') {
      if (own === 'none') restoring = nothingWritten;
      await applySteps(options, steps);
      return 0;
    }
    const found = files.find(({ name }) => name === ownFile)?.text;
    const look = lookAtOwnFile(restoring, { found, wanted: own.text, nowMs: options.now() });
    restoring = look.after;
    if (look.newLoss) {
      // A folder that is read while a file of it is renamed may show neither name.
      const { files: after } = await options.lists.look();
      warnOfLoss(log, after, join(confDir, ownFile), look);
    }
    if (look.waitMs > 0) return look.waitMs;
    await applySteps(options, steps);
    restoring = { ...restoring, written: own.text, lost: false };
    return 0;
  };
}

/** Removes our conf, and what it was renamed to, from a folder. @returns the names that are gone */
export async function removeConf(confDir: string): Promise<readonly string[]> {
  const steps = planConf(await readConfFiles(confDir), { own: 'none' });
  for (const { name } of steps) await unlinkIfThere(join(confDir, name));
  return steps.map(({ name }) => name);
}

async function applySteps(
  { confDir, log }: Pick<Options, 'confDir' | 'log'>,
  steps: readonly ConfStep[],
): Promise<void> {
  for (const step of steps) {
    const path = join(confDir, step.name);
    if (step.verb === 'remove') await unlinkIfThere(path);
    else await write(confDir, path, step.text);
    log.info(step.verb === 'remove' ? 'conf removed' : 'conf written', { path });
  }
}

async function write(confDir: string, path: string, text: string): Promise<void> {
  await mkdir(confDir, { recursive: true });
  const { file } = await replaceFile(path, Buffer.from(text), disk);
  await file.close();
}

async function installNames(
  { shim, binDir, meta, log }: Options,
  told: Set<string>,
): Promise<void> {
  const { names } = meta;
  const written = await installShim({ source: shim, directory: binDir, names, log, told });
  if (written.length > 0) log.info('plugin names installed', { binDir, names: written });
  const others = possibleNames.filter((name) => !meta.names.includes(name));
  await removeNames({ binDir, log }, others);
}

async function removeNames(
  { binDir, log }: Pick<Options, 'binDir' | 'log'>,
  names: readonly string[],
): Promise<void> {
  const removed = await removeShim(binDir, names);
  if (removed.length > 0) log.info('plugin names removed', { binDir, names: removed });
}

async function multusPrograms({ binDir }: Options): Promise<readonly string[]> {
  const paths = ['multus', 'multus-shim'].map((name) => join(binDir, name));
  const ours = await Promise.all(paths.map(isOurShim));
  return paths.filter((_path, index) => ours[index] === false);
}

function warnOfLoss(
  log: Log,
  files: readonly ConfFile[],
  path: string,
  { after, waitMs }: { readonly after: Restoring; readonly waitMs: number },
): void {
  const moved = files.find(({ name }) => name.startsWith(`${ownFile}.`))?.name;
  const remedy = moved?.endsWith('.cilium_bak')
    ? 'set cni.exclusive to false in the values of Cilium'
    : 'let whoever keeps the folder in order leave our file alone, or set META_MODE to off';
  log.warn('our conf was taken away or changed by another program; it is put back', {
    path,
    ...(moved === undefined ? {} : { moved }),
    times: after.losses,
    waitMs,
    remedy,
  });
}

const notFirst = 'our conf is not the first of its folder';
const stillCalled = 'our plugin is called although networks by annotation are off';

/** Says what was decided, and which files could not be read, once for each change. */
function createTeller(log: Log) {
  let said = '';
  return (decision: ConfDecision, refused: readonly { file: string; reason: string }[]): void => {
    const { active, reason, problem } = decision;
    const now = JSON.stringify([active, reason, problem, refused]);
    if (now === said) return;
    said = now;
    log.info(active ? 'networks by annotation are on' : 'networks by annotation are off', {
      reason,
    });
    if (problem !== undefined) log.warn(active ? notFirst : stillCalled, { problem });
    for (const one of refused)
      log.warn('a file of the conf folder is no configuration', { ...one });
  };
}
