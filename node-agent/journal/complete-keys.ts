import type { AttachmentKey, JournalRecord } from './types.ts';

/** As earlier releases wrote it: the plugin stood in the attachment alone. */
type EarlierKey = Omit<AttachmentKey, 'plugin'>;

/**
 * Records of earlier releases with the keys of this one. There a key had one attachment at a time, so what `done` and `del` say is
 * said of the last `add` under the same words; of a key that no `add` names nothing is known, and no record needs it.
 */
export function completeKeys(records: readonly JournalRecord[]): readonly JournalRecord[] {
  const plugins = new Map<string, string>();
  return records.map((record) => {
    if (record.op !== 'add') {
      const plugin = plugins.get(wordsOf(record.key)) ?? '';
      return isComplete(record.key) ? record : { ...record, key: { ...record.key, plugin } };
    }
    const { attachment } = record;
    if (isComplete(attachment.key)) return record;
    plugins.set(wordsOf(attachment.key), attachment.plugin);
    const key = { ...(attachment.key as EarlierKey), plugin: attachment.plugin };
    return { ...record, attachment: { ...attachment, key } };
  });
}

function isComplete(key: Partial<AttachmentKey>): boolean {
  return key.plugin !== undefined;
}

function wordsOf({ network, containerID, ifName }: EarlierKey): string {
  return `${network}/${containerID}/${ifName}`;
}
