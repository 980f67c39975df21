import { kinds } from '../../lib/api/group.ts';
import { annotations } from '../../lib/api/meta.ts';
import type { Config } from '../../lib/api/config-types.ts';
import type { HostInterface } from '../../lib/api/types.ts';
import type { KubeWriter } from '../../lib/kube/client.ts';
import type { Log } from '../../lib/log.ts';
import type { Pass } from '../loops/loops.ts';
import { decideUninstall, type UninstallDecision, type UninstallFacts } from './decide.ts';

export type UninstallEffects = {
  /** `undefined` while it is not known, or where there is none: then nothing is changed. */
  readonly config: () => Config | undefined;
  /** What the API server has of this host. */
  readonly hostInterface: () => HostInterface | undefined;
  /** How many attachments to networks beside the primary one the journal holds. */
  readonly attachments: () => number;
  /** How much of ours the kernel has that no network needs; `undefined` while the networks are not known. */
  readonly staleRoutes: () => Promise<number | undefined>;
  /** Whether an agent before this one was asked, and not yet asked to come back. */
  readonly askedBefore: boolean;
  /** Configurations of others that call us, as a person shall read them. */
  readonly callers: () => Promise<readonly string[]>;
  /**
   * Keeps our CNI configuration away, and with it what would make a runtime call it for a DEL; or lets it come back.
   * @returns how many files of the conf folder it had to take away
   */
  readonly keepConfAway: (away: boolean) => Promise<number>;
  /** @returns the names that were written */
  readonly installShims: () => Promise<readonly string[]>;
  /** @returns the names that are gone */
  readonly removeShims: () => Promise<readonly string[]>;
  readonly api: Pick<KubeWriter, 'mergePatch'>;
  /** The HostInterface as it was written. */
  readonly written: (object: HostInterface) => void;
  readonly log: Log;
};

export type Uninstall = {
  readonly pass: Pass;
  /** Whether nothing on the node needs the agent any more, as of the last look. */
  readonly complete: () => boolean;
};

/** What the routes' own pass takes away is not told here. */
const lookAgainMs = 1_000;

/** Follows the annotation of the agent's Config: brings the node to where the product can be taken away, and back. */
export function createUninstall(effects: UninstallEffects): Uninstall {
  let complete = false;
  let uninstalling = effects.askedBefore;
  const pass: Pass = async () => {
    const asked = isAsked(effects.config());
    if (asked === undefined) return undefined;
    if (!asked && !uninstalling && wordOf(effects) === undefined) return undefined;
    uninstalling = asked;
    const facts = await observe(effects, asked);
    if (facts === undefined) return lookAgainMs;
    const decision = decideUninstall(facts);
    complete = decision.complete;
    await bringShims(effects, decision);
    await say(effects, decision.word);
    return asked && !complete ? lookAgainMs : undefined;
  };
  return { pass, complete: () => complete };
}

function isAsked(config: Config | undefined): boolean | undefined {
  return config && config.metadata.annotations?.[annotations.uninstall] === 'true';
}

async function observe(
  effects: UninstallEffects,
  asked: boolean,
): Promise<UninstallFacts | undefined> {
  const confFiles = await effects.keepConfAway(asked);
  const attachments = effects.attachments();
  const callers = asked ? await effects.callers() : [];
  const isLast = asked && attachments === 0 && callers.length === 0;
  const staleRoutes = isLast ? await effects.staleRoutes() : 0;
  if (staleRoutes === undefined) return undefined;
  return { asked, attachments, callers, confFiles, staleRoutes };
}

async function bringShims(effects: UninstallEffects, { shims }: UninstallDecision): Promise<void> {
  if (shims === 'leave') return;
  const remove = shims === 'remove';
  const names = await (remove ? effects.removeShims() : effects.installShims());
  if (names.length > 0) effects.log.info(`shims ${remove ? 'removed' : 'installed'}`, { names });
}

function wordOf({ hostInterface }: UninstallEffects): string | undefined {
  return hostInterface()?.metadata.annotations?.[annotations.uninstalled];
}

/** Whoever uninstalls waits for this word. */
async function say(effects: UninstallEffects, word: string | undefined): Promise<void> {
  const { api, hostInterface, written, log } = effects;
  const found = hostInterface();
  if (found === undefined || wordOf(effects) === word) return;
  const { name, uid } = found.metadata;
  // In a merge patch null takes a field away.
  const patch = { metadata: { uid, annotations: { [annotations.uninstalled]: word ?? null } } };
  written(await api.mergePatch<HostInterface>({ kind: kinds.hostInterface, name }, patch));
  log.info('told how far this node is uninstalled', { word });
}
