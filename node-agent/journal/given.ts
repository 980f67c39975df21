import type { Taken } from './pool-use.ts';
import type { JournalRecord } from './types.ts';

export type PodName = { readonly namespace: string; readonly name: string };

/** To which pods an address was given, the latest of them. */
export type Given = {
  readonly note: (record: JournalRecord) => void;
  readonly gave: (taken: Taken, pod: PodName) => boolean;
};

/** The copies in the pools lag by some seconds, in which an address can have had a few pods. */
const remembered = 4;

export function createGiven(records: readonly JournalRecord[]): Given {
  const pods = new Map<string, readonly string[]>();
  const note = (record: JournalRecord): void => {
    if (record.op !== 'add') return;
    const { pod, reservations } = record.attachment;
    for (const taken of reservations) {
      const earlier = (pods.get(addressOf(taken)) ?? []).filter((one) => one !== nameOf(pod));
      pods.set(addressOf(taken), [nameOf(pod), ...earlier].slice(0, remembered));
    }
  };
  for (const record of records) note(record);
  return { note, gave: (taken, pod) => pods.get(addressOf(taken))?.includes(nameOf(pod)) ?? false };
}

const addressOf = ({ pool, index }: Taken): string => `${pool}#${index}`;
const nameOf = ({ namespace, name }: PodName): string => `${namespace}/${name}`;
