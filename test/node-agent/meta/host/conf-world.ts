import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../../../lib/log.ts';
import { createLoops } from '../../../../node-agent/loops/loops.ts';
import { ownFile } from '../../../../node-agent/meta/conf/own-conf.ts';
import { createConfFollower } from '../../../../node-agent/meta/host/conf-follower.ts';
import { createConfLists } from '../../../../node-agent/meta/host/conf-lists.ts';
import { watchFolder } from '../../../../node-agent/meta/host/folder-watch.ts';
import type { MetaConfig } from '../../../../node-agent/meta/settings.ts';

export type ConfWorld = ReturnType<typeof createConfWorld>;

/** The folders of a host on disk, and the follower with its watcher and its loop, as the agent runs them. */
export function createConfWorld(meta: Partial<MetaConfig> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'meta-conf-'));
  const [confDir, binDir, shim] = [join(root, 'net.d'), join(root, 'bin'), join(root, 'shim')];
  writeFileSync(shim, 'ELF CNI plugin of multi-nic-operator');
  mkdirSync(binDir);
  const said: string[] = [];
  let attachments = 0;
  let skippedMs = 0;
  const say = (message: string, fields: object = {}): void => {
    said.push(`${message} ${JSON.stringify(fields)}`);
  };
  const log: Log = { debug: say, info: say, warn: say, error: say };
  const lists = createConfLists({ confDir, hostPath: async (path) => path });
  const follower = createConfFollower({
    confDir,
    binDir,
    shim,
    meta: {
      mode: 'auto',
      names: ['multi-nic-meta'],
      namespaceIsolation: false,
      globalNamespaces: ['default'],
      maxNetworks: 32,
      ...meta,
    },
    lists,
    inUse: () => attachments > 0,
    now: () => performance.now() + skippedMs,
    log,
  });
  const loops = createLoops({
    passes: { conf: follower.pass },
    log,
    schedule: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    atLeastMs: () => undefined,
  });
  const look = (): void => loops.wake('conf');
  const forget = (): void => {
    lists.forget();
    look();
  };
  const watching = watchFolder({ path: confDir, onChange: forget, log, unwatchedMs: 20 });
  const programs = watchFolder({ path: binDir, namesOnly: true, onChange: look, log });
  look();

  return {
    confDir,
    binDir,
    lists,
    follower,
    said,
    look,
    own: join(confDir, ownFile),
    put: (name: string, text: string): void => writeFileSync(join(confDir, name), text),
    makeFolder: (): void => {
      mkdirSync(confDir);
    },
    names: (): readonly string[] => readdirSync(binDir).toSorted(),
    files: (): readonly string[] => readdirSync(confDir).toSorted(),
    ownConf: (): { cniVersion: string; plugins: { capabilities: object }[] } =>
      JSON.parse(readFileSync(join(confDir, ownFile), 'utf8')),
    setAttachments: (count: number): void => {
      attachments = count;
    },
    skip: (ms: number): void => {
      skippedMs += ms;
    },
    stop: async (): Promise<void> => {
      watching.stop();
      programs.stop();
      await loops.stop();
      rmSync(root, { recursive: true });
    },
  };
}

export const network = (name: string, cniVersion = '1.0.0', capabilities: object = {}): string =>
  JSON.stringify({ cniVersion, name, plugins: [{ type: 'bridge', capabilities }] });

/** Waits until it is so, for two seconds at most. */
export async function until(what: () => boolean, describe: () => unknown): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (attempt(what)) return;
    await delay(10);
  }
  throw new Error(`not so within 2 s: ${JSON.stringify(describe())}`);
}

/** What cannot be looked at yet is not so yet. */
function attempt(what: () => boolean): boolean {
  try {
    return what();
  } catch {
    return false;
  }
}
