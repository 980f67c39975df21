import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../../cni/protocol/types.ts';
import type { ConfFolder, NetworkList, NetworkObject } from '../types.ts';
import { findList } from './conf-folder.ts';
import { lookUpEarly } from './early.ts';
import { readNetworkObject } from './network-object.ts';
import type { Candidate, Folders, MetaConf, PlanInput, Selection } from './types.ts';

type Of = Pick<PlanInput, 'conf' | 'folders' | 'pod' | 'findNetwork'>;

const kind = 'NetworkAttachmentDefinition';

/** The folders besides the agent's own that the configuration speaks of, for whoever reads them. */
export function foldersNeeded(conf: MetaConf): readonly string[] {
  const named = [conf.clusterNetwork ?? '', ...conf.defaultNetworks].filter(isPath).map(folderOf);
  const folders = conf.confDir === undefined ? named : [conf.confDir, ...named];
  return [...new Set(folders)];
}

/** Where Multus looks for the file of a NetworkAttachmentDefinition without config, and people have put them. */
export const multusFolder = '/etc/cni/multus/net.d';

/**
 * The network that an element of an annotation names.
 *
 * @param home namespace of a name without one, allowed under isolation too: an administrator put networks there for that
 * @throws CniError `unknownNetwork` when there is none, `badConfig` for one of another namespace under isolation
 */
export function findSelected(of: Of, selection: Selection, home = of.pod.namespace): Candidate {
  const namespace = selection.namespace ?? home;
  const { name, where } = selection;
  const early = of.conf.form === 'early' && selection.namespace === undefined;
  const object = early ? lookUpEarly(of, name) : of.findNetwork(kind, namespace, name);
  if (object === undefined)
    throw unknown(where, `${early ? 'Network or ' : ''}${kind} ${namespace}/${name}`);
  checkIsolation(of, { where, home }, object);
  return { ...readNetworkObject(object, confFolder(of)), selection };
}

/**
 * What `clusterNetwork` or an element of `defaultNetworks` names: without "/" an object in `multusNamespace`, then a list by its
 * name; with "/" a file, or a folder whose first network it is.
 *
 * @throws CniError `unknownNetwork` naming what was looked for
 */
export function findReferred(of: Omit<Of, 'pod'>, reference: string, key: string): Candidate {
  if (isPath(reference)) return ofPath(of, reference, key);
  const namespace = of.conf.multusNamespace;
  const object = of.findNetwork(kind, namespace, reference);
  if (object !== undefined) return readNetworkObject(object, confFolder(of));
  const folder = confFolder(of);
  const list = findList(folder, reference);
  if (list !== undefined) return ofList(list, folder.path);
  throw unknown(
    key,
    `${kind} ${namespace}/${reference}, nor a network ${reference} in ${folder.path}`,
  );
}

/** The first network of a conf folder: the cluster's own. */
export function firstOf(folder: ConfFolder, where: string): Candidate {
  const [first] = folder.lists;
  if (first !== undefined) return ofList(first.list, `${folder.path}/${first.file}`);
  const refused = folder.refused.map(({ file, reason }) => `; ${file} was refused: ${reason}`);
  const message = `${where}: ${folder.path} has no network${refused.join('')}; install the cluster's CNI plugin, or wait until it is ready`;
  throw new CniError(cniErrorCodes.tryAgain, message);
}

export function ofList(list: NetworkList, where: string): Candidate {
  return { name: list.name, list, where };
}

function ofPath({ folders }: Pick<Of, 'folders'>, path: string, key: string): Candidate {
  const folder = folderIn(folders, folderOf(path));
  if (!isFile(path)) return firstOf(folder, key);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const found = folder.lists.find((one) => one.file === file);
  if (found !== undefined) return ofList(found.list, path);
  const reason = folder.refused.find((one) => one.file === file)?.reason;
  throw unknown(key, reason === undefined ? path : `${path} that can be read: ${reason}`);
}

/** Where lists are looked up by name: what the configuration says, or else the own folder, and then Multus' where it was read. */
function confFolder({ conf, folders }: Pick<Of, 'conf' | 'folders'>): ConfFolder {
  if (conf.confDir !== undefined) return folderIn(folders, conf.confDir);
  const { own, others } = folders;
  const multus = others.get(multusFolder);
  if (multus === undefined) return own;
  return {
    path: `${own.path} and ${multusFolder}`,
    lists: [...own.lists, ...multus.lists],
    refused: [...own.refused, ...multus.refused],
  };
}

function folderIn({ own, others }: Folders, path: string): ConfFolder {
  const empty: ConfFolder = { path, lists: [], refused: [] };
  return others.get(path) ?? (own.path === path ? own : empty);
}

type Asked = { readonly where: string; readonly home: string };

function checkIsolation({ conf, pod }: Of, { where, home }: Asked, object: NetworkObject): void {
  const allowed = [...new Set([pod.namespace, home, ...conf.globalNamespaces])];
  if (!conf.namespaceIsolation || allowed.includes(object.namespace)) return;
  const message = `${where}: network ${object.namespace}/${object.name} is of another namespace and namespaceIsolation is on; use one of namespace ${allowed.join(', ')}, or add ${object.namespace} to globalNamespaces`;
  throw new CniError(cniErrorCodes.badConfig, message);
}

function unknown(where: string, what: string): CniError {
  const message = `${where}: there is no ${what}; create it, or correct the name`;
  return new CniError(cniErrorCodes.unknownNetwork, message);
}

const isPath = (reference: string): boolean => reference.includes('/');
const isFile = (path: string): boolean => /\.(?:conf|conflist|json)$/.test(path);

function folderOf(path: string): string {
  const folder = isFile(path) ? path.slice(0, path.lastIndexOf('/')) : path;
  return folder.replace(/(?<=.)\/+$/, '');
}
