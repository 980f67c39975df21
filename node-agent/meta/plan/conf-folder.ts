import { CniError } from '../../../cni/protocol/error.ts';
import type { ConfFolder, NetworkList } from '../types.ts';
import { type Member, member, parseNetworkList } from './conf-file.ts';
import { parseJsonText } from './json-text.ts';

/**
 * A file below a conf folder: `10-bridge.conflist`, or `bridge/50-tuning.conf` for a member that belongs to the network
 * `bridge` (specification 1.1, "loadOnlyInlinedPlugins").
 */
export type ConfFile = { readonly name: string; readonly text: string };

type Entry = ConfFolder['lists'][number];

/** Plugins that call the networks of a folder: a list with one of them is never itself a network, it would call itself. */
const callers: readonly string[] = ['multi-nic-meta', 'multus', 'multus-shim'];

/** Whether a runtime takes a file of that name. */
export const isConf = (name: string): boolean => /^[^/]+\.(?:conf|conflist|json)$/.test(name);

/**
 * The networks of a folder by file name, all endings together: so containerd and CRI-O choose the first. A file that cannot be
 * read is refused with the reason and the next one counts, as with CRI-O. Other files are left out. Never throws for any
 * text.
 */
export function parseConfFolder(path: string, files: readonly ConfFile[]): ConfFolder {
  const lists: Entry[] = [];
  const refused: { file: string; reason: string }[] = [];
  const sorted = files.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  for (const { name: file, text } of sorted.filter(({ name }) => isConf(name))) {
    const list = readFile(file, text, sorted);
    if (typeof list === 'string') refused.push({ file, reason: list });
    else if (!list.plugins.some(({ type }) => callers.includes(type))) lists.push({ file, list });
  }
  return { path, lists, refused };
}

/** The list of that name; a `.conflist` counts before other files, as the standard asks (version 1.3, section 3.2). */
export function findList(folder: ConfFolder, name: string): NetworkList | undefined {
  const named = folder.lists.filter(({ list }) => list.name === name);
  const first = named.find(({ file }) => file.endsWith('.conflist')) ?? named[0];
  return first?.list;
}

function readFile(file: string, text: string, files: readonly ConfFile[]): NetworkList | string {
  try {
    const appended = (network: string): readonly Member[] => membersOf(network, files);
    return parseNetworkList(text, { where: file, appended });
  } catch (error) {
    if (error instanceof CniError) return error.message;
    throw error;
  }
}

function membersOf(network: string, files: readonly ConfFile[]): readonly Member[] {
  const prefix = `${network}/`;
  return files
    .filter(
      ({ name }) => name.startsWith(prefix) && /^[^/]+\.conf$/.test(name.slice(prefix.length)),
    )
    .map(({ name, text }) => member(parseJsonText(text, name), name));
}
