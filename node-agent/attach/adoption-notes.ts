import type { IPPool } from '../../lib/api/types.ts';
import type { Log } from '../../lib/log.ts';
import type { Attachment } from '../journal/types.ts';

/** What an Event says, with its type and reason. */
export type Note = {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
};

type Found = {
  readonly path: string;
  readonly identity: string;
  readonly origin:
    | { readonly kind: 'found' | 'begun' }
    | { readonly kind: 'damaged'; readonly reason: string; readonly aside: string };
  readonly pools: readonly IPPool[];
  /** What was adopted. */
  readonly held: readonly Attachment[];
};

/** Logs how the journal was found at start, and makes an Event of it; a new node and a whole journal are no news. */
export function announce(
  of: Found & { readonly log: Log; readonly tell: ((note: Note) => void) | undefined },
): void {
  const note = noteOf(of);
  if (note === undefined) return;
  const { log, tell, path, held } = of;
  const fields = { reason: note.reason, path, addresses: held.length };
  log[note.type === 'Warning' ? 'warn' : 'info'](note.message, fields);
  tell?.(note);
}

/** Pure: the note for a start, `undefined` when there is nothing to say. */
export function noteOf({ path, identity, origin, pools, held }: Found): Note | undefined {
  const named = new Set(pools.flatMap(({ status }) => status?.journal ?? []));
  const adopted = `${held.length} addresses that pods hold were adopted from pools and network namespaces; none of them is given again before its pod is gone`;
  const plugins =
    'what other plugins hold for pods that were attached before is not known any more: restart these pods when it suits';
  if (origin.kind === 'damaged') {
    const message = `the journal ${path} was damaged (${origin.reason}); it is at ${origin.aside} now, what could be read of it is kept, and ${adopted}; check the disk`;
    return { type: 'Warning', reason: 'JournalDamaged', message };
  }
  if (named.size > 0 && !named.has(identity)) {
    const what = origin.kind === 'begun' ? 'was lost' : 'is not the one that the pools name';
    const message = `the journal ${path} ${what}; ${adopted}; ${plugins}`;
    return { type: 'Warning', reason: 'JournalLost', message };
  }
  if (held.length === 0) return undefined;
  return { type: 'Normal', reason: 'AddressesAdopted', message: adopted };
}
