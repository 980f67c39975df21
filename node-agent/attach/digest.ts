import type { Json, Request } from '../../cni/protocol/types.ts';

const runtimeKeys = new Set(['prevResult', 'runtimeConfig']);

/**
 * Same for a request and its repetition, different (but for 1 in 2^32) for another one. Key order does not count, nor what a
 * runtime may add from call to call. FNV-1a, 32 bits: it tells mistakes, not attacks.
 */
export function digestOf({ plugin, args, config }: Request): string {
  const kept = Object.entries(config.raw).filter(([key]) => !runtimeKeys.has(key));
  const text = stable({ plugin, args, config: Object.fromEntries(kept) });
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

function stable(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
  const pairs = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${stable(item)}`).join()}}`;
}
