import type { Attachment } from '../journal/types.ts';

/**
 * To how many networks the node's pods are attached beside their primary one. A sandbox that has nothing else needs nothing of
 * ours once our configuration is away, because its DEL then goes to the primary network's own plugins.
 */
export function countSecondary(attachments: readonly Attachment[]): number {
  // What this agent made for a network of the list has a record of its own beside the list's.
  const keys = attachments.flatMap(({ key: { containerID, ifName }, meta }) =>
    meta === undefined
      ? [`${containerID} ${ifName}`]
      : meta.filter(({ primary }) => !primary).map((one) => `${containerID} ${one.ifName}`),
  );
  return new Set(keys).size;
}
