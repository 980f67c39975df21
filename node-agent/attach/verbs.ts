import type { Request } from '../../cni/protocol/types.ts';
import { addAddresses } from './add-addresses.ts';
import { addLinks } from './add.ts';
import { turnOf } from './serial.ts';
import { keyOf } from './assemble.ts';
import { toCniError } from './failure.ts';
import { deleteAdopted } from './del-adopted.ts';
import { collectInvalid } from './gc.ts';
import { reportStatus } from './status.ts';
import type { Context, Verbs } from './types.ts';
import { undoAttachment } from './undo.ts';
import { checkAttachment } from './verify.ts';

/** What the shim is installed under whatever the conf folder says. */
export const networkPlugins = ['multi-nic', 'multi-nic-ipam'] as const;

/** The plugin names that this agent serves and what each can do. Adding one: an entry here; the shim is installed under it. */
export function createVerbs(
  context: Context,
): Readonly<Record<(typeof networkPlugins)[number], Verbs>> {
  return {
    'multi-nic': verbsOf(context, addLinks),
    'multi-nic-ipam': verbsOf(context, addAddresses),
  };
}

/** The two differ in what ADD makes; the record says what that was, so everything else is the same. */
function verbsOf(context: Context, add: typeof addLinks): Verbs {
  const inTurn = <T>(request: Request, run: () => Promise<T>): Promise<T> =>
    foreseen(() => context.serial(turnOf(request), run));
  return {
    add: (request, signal) => inTurn(request, () => add(context, request, signal)),
    del: (request) => inTurn(request, () => deleteAttachment(context, request)),
    check: (request) => inTurn(request, () => checkAttachment(context, request)),
    gc: (request) => foreseen(() => collectInvalid(context, request)),
    status: (request) => foreseen(() => reportStatus(context, request)),
  };
}

/**
 * DEL, from the record alone. What is not recorded may be a pod's whose addresses were adopted; else it is gone: success,
 * however often it is asked.
 */
async function deleteAttachment(context: Context, request: Request): Promise<void> {
  const entry = context.ledger.get(keyOf(request));
  if (entry === undefined) return deleteAdopted(context, request);
  await undoAttachment(context, entry.attachment, request.netns);
}

/** Runs a verb; a failure that we foresaw becomes the CNI error that it is for the caller. */
export async function foreseen<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toCniError(error);
  }
}
