import type { Context } from '../../attach/types.ts';
import type { Attachment } from '../../journal/types.ts';
import type { AttachedNetwork } from '../types.ts';
import { addChain } from './chain.ts';
import { settleDefaultRoutes } from './default-routes.ts';

/**
 * Runs the chains of all networks one after another, then sees to the default routes.
 *
 * @param taken why no network but the first may be attached
 * @throws what the first failure was; the ledger's record then holds what is to be undone and no more: DEL of a plugin that was
 * never called is allowed, but there are plugins that refuse it
 */
export async function attachAll(
  context: Context,
  attachment: Attachment,
  signal: AbortSignal,
  taken: Promise<unknown>,
): Promise<readonly AttachedNetwork[]> {
  const { key, netns, meta = [] } = attachment;
  const sandbox = { containerID: key.containerID, netns: netns.path };
  const attached: AttachedNetwork[] = [];
  for (const network of meta) {
    const refusal = attached.length === 0 ? undefined : await taken;
    const chained =
      refusal === undefined
        ? await addChain(context, network, sandbox, signal)
        : { failure: refusal, owed: 0 };
    if ('failure' in chained) {
      const plugins = network.list.plugins.slice(0, chained.owed);
      const begun = { ...network, list: { ...network.list, plugins } };
      owe(context, attachment, chained.owed === 0 ? attached : [...attached, begun]);
      throw chained.failure;
    }
    attached.push({ ...network, result: chained.result });
  }
  owe(context, attachment, attached);
  return settleDefaultRoutes(context, netns.path, attached);
}

/**
 * In memory alone. Should the agent end before all of it is undone, the record on disk has every network, and DEL is then asked
 * of some that had nothing.
 */
function owe({ ledger }: Context, attachment: Attachment, meta: readonly AttachedNetwork[]): void {
  ledger.apply({ op: 'add', attachment: { ...attachment, meta } });
}
