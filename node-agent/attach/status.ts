import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../cni/protocol/types.ts';
import { messageOf } from './failure.ts';
import { exhaustedPools } from './pools.ts';
import type { Context } from './types.ts';

/** Deletes what cannot exist: no name in a key is empty. Writing it tells whether writing works again. */
const probe = { op: 'del', key: { plugin: '', containerID: '', ifName: '', network: '' } } as const;

/**
 * STATUS: whether an ADD could succeed now.
 *
 * @throws CniError `unavailable` before the first list of the API server, for an unknown network, or when the journal cannot
 * be written; `limited` when a pool of the network is exhausted
 */
export async function reportStatus(context: Context, { config }: Request): Promise<void> {
  const known = context.known();
  if (known === undefined)
    throw unavailable('the networks were not read from the API server yet; it is tried on');
  if (!known.networks.some(({ metadata }) => metadata.name === config.name))
    throw unavailable(`no MultiNicNetwork ${JSON.stringify(config.name)}; create it`);
  await requireJournal(context);
  const full = exhaustedPools(known.pools, config.name, context.ledger.used);
  if (full.length === 0) return;
  const message = `network ${config.name}: no address left in ${full.join(', ')}; remove pods from the node or give it larger blocks`;
  throw new CniError(cniErrorCodes.limited, message);
}

/** @throws CniError `unavailable` when the last write to the journal failed and the next one fails too */
export async function requireJournal({ journal, writer }: Context): Promise<void> {
  if (journal.problem() === undefined) return;
  try {
    await writer.append([probe]);
  } catch (error) {
    throw unavailable(messageOf(error));
  }
}

function unavailable(message: string): CniError {
  return new CniError(cniErrorCodes.unavailable, message);
}
