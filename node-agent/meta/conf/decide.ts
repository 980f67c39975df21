import { type ConfFile, isConf } from '../plan/conf-folder.ts';
import type { ConfFolder } from '../types.ts';
import { type MetaConfig, metaName } from '../settings.ts';
import { calledTypes, isOwn, ownFile, renderOwnConf, typesOf } from './own-conf.ts';

export type ConfObserved = {
  /** Every file that a runtime would take as a configuration, ours too, and what bears our file's name with an ending. */
  readonly files: readonly ConfFile[];
  /** What a runtime reads of the folder, without our file. */
  readonly folder: ConfFolder;
  /** Programs of Multus among the host's plugins: it is there although its conf may be away for a moment. */
  readonly multusPrograms: readonly string[];
};

export type ConfDecision = {
  /** Whether a runtime may call us: our plugin names are installed, and the network objects followed. */
  readonly active: boolean;
  /** Our file: this text, as it is now, or none. */
  readonly own: { readonly text: string } | 'keep' | 'none';
  /** The primary network's file. */
  readonly primary?: string;
  /** The file by which another program still calls our plugin although it should not: the plugin's name stays for it. */
  readonly calledBy?: string;
  /** For the log; the same while nothing changes. */
  readonly reason: string;
  /** Why it is not called as decided, and what to do. */
  readonly problem?: string;
};

export type ConfStep =
  | { readonly verb: 'write'; readonly name: string; readonly text: string }
  | { readonly verb: 'remove'; readonly name: string };

export const multusTypes: readonly string[] = ['multus', 'multus-shim'];

/** What our file in the conf folder shall be, and who calls our plugin without it. */
export function decideConf(
  observed: ConfObserved,
  meta: MetaConfig,
  uninstalling: boolean,
): ConfDecision {
  const decision = decide(observed, meta, uninstalling);
  const caller = decision.active ? undefined : callerIn(observed.files);
  if (caller === undefined) return decision;
  return { ...decision, calledBy: caller.name, problem: remedyFor(caller) };
}

/** The file of others by which our plugin is called, be it in the midst of another conf. */
function callerIn(files: readonly ConfFile[]): ConfFile | undefined {
  return files.find(({ name, text }) => !isOwn(name) && calledTypes(text).includes(metaName));
}

function remedyFor({ name, text }: ConfFile): string {
  const wrapped = typesOf(text).some((type) => multusTypes.includes(type));
  const remedy = wrapped ? 'restart Multus, which wrote it over ours' : 'remove that file';
  return `${name} calls ${metaName} all the same: ${remedy}`;
}

/**
 * Multus counts wherever it is in the folder, and by its program alone: it takes
 * its conf away whenever it is restarted, and would then wrap ours.
 */
function decide(observed: ConfObserved, meta: MetaConfig, uninstalling: boolean): ConfDecision {
  if (uninstalling) return inactive('the product is being uninstalled');
  if (meta.mode === 'off') return inactive('META_MODE is off');
  const multus = meta.mode === 'auto' ? multusIn(observed, meta) : [];
  if (multus.length > 0) {
    return inactive(`Multus is here (${multus.join(', ')}): META_MODE on takes its place`);
  }
  const [calling] = filesOf(observed.files, meta.names);
  if (calling !== undefined) {
    return { active: true, own: 'none', reason: `${calling.name} already calls us` };
  }
  return overPrimary(observed, meta);
}

function overPrimary({ files, folder }: ConfObserved, meta: MetaConfig): ConfDecision {
  const [primary] = folder.lists;
  if (primary === undefined) {
    const reason = `${folder.path} has no primary network: install the cluster's CNI plugin`;
    return { active: files.some(({ name }) => name === ownFile), own: 'keep', reason };
  }
  const reason = `the primary network is ${primary.file}`;
  const own = { text: renderOwnConf(primary.list, meta) };
  const decision = { active: true, own, primary: primary.file, reason };
  const first = files.find(({ name }) => isConf(name) && name < ownFile)?.name;
  if (first === undefined) return decision;
  const problem = `runtimes take ${first} before ${ownFile}: give that file a name that comes later, like 10-${first}`;
  return { ...decision, problem };
}

/** What to do to the folder. Another's file under our name is left where ours shall not be: its type tells. */
export function planConf(
  files: readonly ConfFile[],
  { own }: Pick<ConfDecision, 'own'>,
): readonly ConfStep[] {
  const found = files.find(({ name }) => name === ownFile);
  if (own === 'keep') return [];
  if (own !== 'none') {
    if (found?.text === own.text) return [];
    return [{ verb: 'write', name: ownFile, text: own.text }];
  }
  const ours = files.filter(
    ({ name, text }) => isOwn(name) && (name !== ownFile || typesOf(text).includes(metaName)),
  );
  return ours.map(({ name }) => ({ verb: 'remove', name }));
}

/** The files that name a plugin of these types, without our own and without the further members of a network. */
function filesOf(files: readonly ConfFile[], types: readonly string[]): readonly ConfFile[] {
  const others = files.filter(({ name }) => !isOwn(name) && !name.includes('/'));
  return others.filter(({ text }) => typesOf(text).some((type) => types.includes(type)));
}

function multusIn({ files, multusPrograms }: ConfObserved, { names }: MetaConfig): string[] {
  const foreign = multusTypes.filter((type) => !names.includes(type));
  return [...filesOf(files, foreign).map(({ name }) => name), ...multusPrograms];
}

function inactive(reason: string): ConfDecision {
  return { active: false, own: 'none', reason };
}
