import { parseResult } from '../../../cni/protocol/result.ts';
import type { JsonObject, Result } from '../../../cni/protocol/types.ts';
import { atLeast } from '../../../cni/protocol/version.ts';
import { checkAlive, messageOf } from '../../attach/failure.ts';
import type { Context, Delegate } from '../../attach/types.ts';
import { memberRequest } from './member-request.ts';
import type { AttachedNetwork, PlannedNetwork } from '../types.ts';
import { execOf, type Member, runMember, type Sandbox } from './member.ts';

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
  { member: run, log }: Pick<Context, 'member' | 'log'>,
  network: PlannedNetwork,
  sandbox: Sandbox,
  signal: AbortSignal,
): Promise<Chained> {
  let result: Result | undefined;
  for (const [index, member] of network.list.plugins.entries()) {
    const exec = { ...execOf('ADD', network, member, sandbox), signal };
    try {
      checkAlive(signal);
    } catch (failure) {
      return { failure, owed: index };
    }
    try {
      const config = memberRequest(network, member, result);
      const answer = await runMember(run, { ...exec, config }, network.name);
      result = answer === undefined ? result : parseResult(answer, 'result');
    } catch (failure) {
      const left = await cleanUp(run, network, member, sandbox);
      if (left === undefined) return { failure, owed: index };
      log.warn('a plugin that failed at ADD fails at DEL too', { error: left, ...sandbox });
      return { failure, owed: sameReason(failure, left) ? index : index + 1 };
    }
  }
  return { result: result ?? nothing };
}

async function cleanUp(
  run: Delegate,
  network: PlannedNetwork,
  member: Member,
  sandbox: Sandbox,
): Promise<unknown> {
  try {
    await deleteMember(run, network, member, sandbox);
    return undefined;
  } catch (error) {
    return error;
  }
}

/**
 * A plugin that refuses DEL with the very words with which it refused ADD does so for its configuration: it has made nothing,
 * and were its DEL owed, the pod could never be removed.
 */
function sameReason(added: unknown, deleted: unknown): boolean {
  return ownWords(added) === ownWords(deleted);
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
  for (const member of network.list.plugins.toReversed()) {
    try {
      await deleteMember(run, network, member, sandbox);
    } catch (error) {
      problems.push(error);
    }
  }
  return problems;
}

/** The final result is only handed to DEL since 0.4.0 (specification 0.4.0, "DEL"). */
async function deleteMember(
  run: Delegate,
  network: AttachedNetwork,
  member: Member,
  sandbox: Sandbox,
): Promise<void> {
  const known = atLeast(network.list.cniVersion, '0.4.0') ? network.result : undefined;
  const config: JsonObject = memberRequest(network, member, known);
  await runMember(run, { ...execOf('DEL', network, member, sandbox), config }, network.name);
}

/** CHECK of all members in order, unless the network forbids it or its version has none. @throws CniError of the first that fails */
export async function checkChain(
  run: Delegate,
  network: AttachedNetwork,
  sandbox: Sandbox,
): Promise<void> {
  const { disableCheck, cniVersion, plugins } = network.list;
  if (disableCheck || !atLeast(cniVersion, '0.4.0')) return;
  for (const member of plugins) {
    const config = memberRequest(network, member, network.result);
    await runMember(run, { ...execOf('CHECK', network, member, sandbox), config }, network.name);
  }
}
