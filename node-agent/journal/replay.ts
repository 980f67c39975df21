import type { Result } from '../../cni/protocol/types.ts';
import type { Attachment, AttachmentKey, JournalRecord } from './types.ts';

/** What the records say of one attachment: `done` is false between its `add` and its `done`. */
export type Recorded = { readonly attachment: Attachment; readonly done: boolean };

/** The key as one string; none of its parts can hold a slash (CNI specification section 2). */
export function keyText({ plugin, network, containerID, ifName }: AttachmentKey): string {
  return `${plugin}/${network}/${containerID}/${ifName}`;
}

/** Applies one record to `live`, in place. `done` and `del` of an unknown key change nothing, so replay is idempotent. */
export function applyRecord(live: Map<string, Recorded>, record: JournalRecord): void {
  if (record.op === 'add') {
    live.set(keyText(record.attachment.key), { attachment: record.attachment, done: false });
    return;
  }
  const key = keyText(record.key);
  const found = live.get(key);
  if (found === undefined) return;
  if (record.op === 'del') live.delete(key);
  else live.set(key, { attachment: withResults(found.attachment, record.results), done: true });
}

function withResults(attachment: Attachment, results: readonly Result[] = []): Attachment {
  const [result] = results;
  if (attachment.meta === undefined || result === undefined) return attachment;
  const meta = attachment.meta.map((network, index) => {
    const answered = results[index];
    return answered === undefined ? network : { ...network, result: answered };
  });
  return { ...attachment, meta, result };
}

export function replay(records: readonly JournalRecord[]): Map<string, Recorded> {
  const live = new Map<string, Recorded>();
  for (const record of records) applyRecord(live, record);
  return live;
}
