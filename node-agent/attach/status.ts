import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../cni/protocol/types.ts';
import { messageOf } from './failure.ts';
import { exhaustedPools } from './pools.ts';
import type { Context } from './types.ts';

/**
 * STATUS: whether an ADD could succeed now.
 *
 * @throws CniError `unavailable` before the first list of the API server, for an unknown network, when the journal cannot
 * be written or is not known to be whole, or when a NIC of the network has no address left. (51, limited connectivity, would
 * say that containers which exist may suffer.)
 */
export async function reportStatus(context: Context, { config }: Request): Promise<void> {
  const known = context.known();
  if (known === undefined)
    throw unavailable('the networks were not read from the API server yet; it is tried on');
  if (!known.networks.some(({ metadata }) => metadata.name === config.name))
    throw unavailable(`no MultiNicNetwork ${JSON.stringify(config.name)}; create it`);
  const pending = context.pendingAdoption?.();
  if (pending !== undefined) throw unavailable(pending);
  await requireJournal(context);
  const full = exhaustedPools(known.pools, config.name, context.ledger);
  if (full.length === 0) return;
  const message = `network ${config.name}: no address left in ${full.join(', ')}; remove pods from the node or give it larger blocks`;
  throw unavailable(message);
}

/** @throws CniError `unavailable` when the journal could not take the record of an ADD */
export async function requireJournal({ journal, writer }: Context): Promise<void> {
  try {
    await writer.settle();
    await journal.probe();
  } catch (error) {
    throw unavailable(messageOf(error));
  }
}

function unavailable(message: string): CniError {
  return new CniError(cniErrorCodes.unavailable, message);
}
