import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../cni/protocol/types.ts';
import type { Attachment } from '../journal/types.ts';
import { collect } from './collect.ts';
import { messageOf } from './failure.ts';
import { turnOf } from './serial.ts';
import type { Context } from './types.ts';
import { undoAttachment } from './undo.ts';

/**
 * GC: undoes the attachments of this network, made by this plugin, that the runtime does not list; and what the collector
 * finds. Goes on over failures.
 *
 * @throws CniError `badConfig` without the runtime's list, because that is no proof that nothing is valid; else one error
 * with everything that failed
 */
export async function collectInvalid(context: Context, request: Request): Promise<void> {
  const { config, plugin } = request;
  if (config.validAttachments === undefined) {
    const message =
      'cni.dev/valid-attachments: missing, so nothing was collected; list the attachments that are valid';
    throw new CniError(cniErrorCodes.badConfig, message);
  }
  const valid = new Set(
    config.validAttachments.map(({ containerID, ifName }) => `${containerID}/${ifName}`),
  );
  const invalid = ({ key, plugin: maker }: Attachment): boolean =>
    key.network === config.name &&
    maker === plugin &&
    !valid.has(`${key.containerID}/${key.ifName}`);
  const problems: unknown[] = [];
  for (const { attachment } of context.ledger
    .entries()
    .filter((entry) => invalid(entry.attachment)))
    await undoInTurn(context, attachment).catch((error: unknown) => problems.push(error));
  problems.push(...(await collect(context)).problems);
  if (problems.length === 0) return;
  const message = `GC of network ${config.name} left ${problems.length}: ${problems.map(messageOf).join('; ')}`;
  throw new CniError(cniErrorCodes.linkFailed, message, '', {
    cause: new AggregateError(problems),
  });
}

async function undoInTurn(context: Context, { key, plugin }: Attachment): Promise<void> {
  await context.serial(turnOf({ plugin, containerID: key.containerID }), async () => {
    const now = context.ledger.get(key);
    if (now !== undefined) await undoAttachment(context, now.attachment);
  });
}
