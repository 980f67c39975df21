import { parseResult } from '../../../cni/protocol/result.ts';
import type { Result } from '../../../cni/protocol/types.ts';
import { checkAlive, cleanUpMs, messageOf } from '../../attach/failure.ts';
import { word } from '../../attach/names.ts';
import type { Context, Delegate } from '../../attach/types.ts';
import { knowsCommand } from '../plan/requests.ts';
import type { AttachedNetwork, PlannedNetwork } from '../types.ts';
import { runMember, type Sandbox } from './member.ts';

type Door = Pick<Context, 'member' | 'ip' | 'log' | 'scope'>;

const nothing: Result = { interfaces: [], ips: [], routes: [], dns: {} };

/** How a chain's ADD ended. `owed`: how many of its members, from the first, are still to be undone. */
export type Chained =
  | { readonly result: Result }
  | { readonly failure: unknown; readonly owed: number };

/**
 * ADD of all members in order, each seeing what the one before it answered. One that prints nothing has changed nothing. The
 * member that fails gets its DEL at once; the others are left to the caller, who knows the other networks.
 */
export async function addChain(
  context: Door,
  network: PlannedNetwork,
  sandbox: Sandbox,
  signal: AbortSignal,
): Promise<Chained> {
  let result: Result | undefined;
  for (const index of network.list.plugins.keys()) {
    if (signal.aborted) return { failure: caught(() => checkAlive(signal)), owed: index };
    const before = result === undefined ? {} : { prevResult: result };
    try {
      const call = { command: 'ADD', sandbox, signal, ...before } as const;
      const answer = await runMember(context.member, network, index, call);
      if (answer !== undefined) result = parseResult(answer, 'result');
    } catch (failure) {
      const undone = await context.scope.extend(cleanUpMs, () =>
        cleanUp(context, { network, index, sandbox, failure }),
      );
      return { failure, owed: undone ? index : index + 1 };
    }
  }
  return { result: result ?? nothing };
}

function caught(run: () => void): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

/**
 * A plugin that refuses DEL with the very words with which it refused ADD does so for its configuration: it has made nothing,
 * and were its DEL owed, the pod could never be removed.
 *
 * @returns whether nothing more is to be undone
 */
async function cleanUp(
  context: Door,
  of: {
    readonly network: PlannedNetwork;
    readonly index: number;
    readonly sandbox: Sandbox;
    readonly failure: unknown;
  },
): Promise<boolean> {
  const { network, index, sandbox, failure } = of;
  try {
    await runMember(context.member, network, index, { command: 'DEL', sandbox });
    return true;
  } catch (error) {
    context.log.warn('a plugin that failed at ADD fails at DEL too', { error, ...sandbox });
    if (index === 0 && !network.primary) await sweepLink(context, network, sandbox);
    return ownWords(error) === ownWords(failure);
  }
}

/**
 * The reference plugins free addresses first, and where that fails they leave their link. The name of a secondary network's was free
 * before, so what bears it now is theirs. A device that was moved here cannot be deleted, and goes home with the namespace.
 */
async function sweepLink(
  { ip, log }: Door,
  { ifName }: PlannedNetwork,
  { netns }: Sandbox,
): Promise<void> {
  try {
    const { status, stderr } = await ip({ netns, args: ['link', 'del', 'dev', word(ifName)] });
    if (status !== 0) log.debug('no link to sweep', { netns, ifName, said: stderr.trim() });
  } catch (error) {
    log.warn('a link may be left in a pod whose ADD failed', { netns, ifName, error });
  }
}

/** Of the plugin, without what `runMember` put before them. */
function ownWords(error: unknown): string {
  return messageOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
}

/**
 * DEL of all members in reverse, going on over failures. @returns what failed; nothing when all is undone, however often it is
 * called
 */
export async function deleteChain(
  run: Delegate,
  network: AttachedNetwork,
  sandbox: Sandbox,
): Promise<readonly unknown[]> {
  const problems: unknown[] = [];
  for (const index of [...network.list.plugins.keys()].toReversed()) {
    try {
      await runMember(run, network, index, { command: 'DEL', sandbox, ...finalOf(network) });
    } catch (error) {
      problems.push(error);
    }
  }
  return problems;
}

/** CHECK of all members in order, unless the network forbids it or its version has none. @throws CniError of the first that fails */
export async function checkChain(
  run: Delegate,
  network: AttachedNetwork,
  sandbox: Sandbox,
): Promise<void> {
  if (!knowsCommand(network.list, 'CHECK')) return;
  for (const index of network.list.plugins.keys())
    await runMember(run, network, index, { command: 'CHECK', sandbox, ...finalOf(network) });
}

function finalOf({ result }: AttachedNetwork): { readonly prevResult?: Result } {
  return result === undefined ? {} : { prevResult: result };
}
