import { CniError } from '../../../cni/protocol/error.ts';
import { badField, foldKeys, list, maybe, object } from '../../../cni/protocol/field.ts';
import { cniErrorCodes } from '../../../cni/protocol/types.ts';
import { refuseOwnNames } from '../../attach/own-names.ts';
import type { ConfFolder, NetworkList, NetworkObject } from '../types.ts';
import { parseNetworkList, readNetworkList } from './conf-file.ts';
import { findList } from './conf-folder.ts';
import { parseJsonText } from './json-text.ts';
import { interfaceName } from './selection-values.ts';
import type { Candidate } from './types.ts';

/** An object without config names a list that no folder has which was read so far. */
export class NoListOnDisk extends CniError {
  constructor(message: string) {
    super(cniErrorCodes.badConfig, message);
  }
}

type Definition = Extract<NetworkObject, { readonly kind: 'NetworkAttachmentDefinition' }>;
type EarlyNetwork = Extract<NetworkObject, { readonly kind: 'Network' }>;

/**
 * What an object makes of a pod's network. A NetworkAttachmentDefinition without config names a list on disk by its own name
 * (multi-network standard 1.3, section 3.2). An early Network is a plugin with arguments; its `if0name`, which the SR-IOV plugin of
 * that time gave to the link, is the interface that it asks for.
 *
 * @throws CniError `badConfig` or `incompatibleVersion`, naming the object, the field, the reason and the remedy
 */
export function readNetworkObject(network: NetworkObject, folder: ConfFolder): Candidate {
  const name = `${network.namespace}/${network.name}`;
  const where = `${network.kind} ${name}`;
  if (network.kind === 'Network') return { name, where, ...readEarly(network, where) };
  const { resourceName } = network;
  return {
    name,
    where,
    list: servable(readDefinition(network, where, folder), where),
    ...(resourceName === undefined || resourceName === '' ? {} : { resourceName }),
  };
}

/** @throws CniError `badConfig` for a list in which our plugins would be executed by others */
function servable(found: NetworkList, where: string): NetworkList {
  for (const member of found.plugins) refuseOwnNames(member, `${where}: plugin ${member.type}`);
  return found;
}

function readDefinition(
  { name, config }: Definition,
  where: string,
  folder: ConfFolder,
): NetworkList {
  if (config.trim() !== '') return parseNetworkList(config, { where: `${where}: config`, name });
  const found = findList(folder, name);
  if (found !== undefined) return found;
  const refused = folder.refused.map(({ file, reason }) => `; ${file} was refused: ${reason}`);
  throw new NoListOnDisk(
    `${where}: config: empty, and ${folder.path} has no network named ${name}${refused.join('')}; ` +
      'give the object a config, or the folder a file with that name in it',
  );
}

function readEarly(
  { plugin, args, name }: EarlyNetwork,
  where: string,
): Pick<Candidate, 'list' | 'ifName'> {
  const path = `${where}: args`;
  const given = args.trim() === '' ? [{}] : list(object)(parseJsonText(args, path), path);
  const [first] = given;
  const only = first && foldKeys(first, ['if0name']);
  if (only === undefined || given.length !== 1) {
    const remedy = 'write a list of exactly one object, [{...}]';
    throw badField(path, `${given.length} elements`, remedy);
  }
  const { if0name: ifName } = maybe(only, 'if0name', `${path}[0]`, interfaceName);
  return {
    list: servable(readNetworkList({ ...only, type: plugin }, { where, name }), where),
    ...(ifName === undefined ? {} : { ifName }),
  };
}
