import { badField, list, object, optional, required, text } from '../../../cni/protocol/field.ts';
import { parseResult } from '../../../cni/protocol/result.ts';
import type { Json, Result } from '../../../cni/protocol/types.ts';
import type { AttachedNetwork } from '../types.ts';
import { parseNetworkList } from './conf-file.ts';
import { parseJsonText } from './json-text.ts';

/** What libcni calls the format of its files. */
const kind = 'cniCacheV1';

/**
 * A file of libcni's cache (libcni/api.go, `cachedInfo`), which Multus keeps for each network of a pod: all that DEL needs.
 *
 * @param where names the file in messages
 * @param path CNI_PATH of the call
 * @returns `undefined` for a file of another container
 * @throws CniError `badConfig` naming the field
 */
export function parseCached(
  content: string,
  { where, containerID, path }: { where: string; containerID: string; path: readonly string[] },
): AttachedNetwork | undefined {
  const given = object(parseJsonText(content, where), where);
  const found = required(given, 'kind', where, text);
  if (found !== kind) throw badField(`${where}.kind`, `is ${found}`, `only ${kind} is known`);
  if (required(given, 'containerId', where, text) !== containerID) return undefined;
  const name = required(given, 'networkName', where, text);
  const result = readResult(optional(given, 'result', where, object), where);
  return {
    name,
    ifName: required(given, 'ifName', where, text),
    list: parseNetworkList(fromBase64(required(given, 'config', where, text)), { where, name }),
    primary: false,
    capabilityArgs: optional(given, 'capabilityArgs', where, object) ?? {},
    args: (optional(given, 'cniArgs', where, list(pair)) ?? []).join(';'),
    path,
    withoutDefault: [],
    ...(result === undefined ? {} : { result }),
  };
}

/** One that cannot be read is as good as none: DEL of the older versions has none. */
function readResult(value: Json | undefined, where: string): Result | undefined {
  if (value === undefined) return undefined;
  try {
    return parseResult(object(value, where), `${where}.result`);
  } catch {
    return undefined;
  }
}

const pair = (value: Json, path: string): string => {
  const [key, item] = list(text)(value, path);
  return `${key ?? ''}=${item ?? ''}`;
};

function fromBase64(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
