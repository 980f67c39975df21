import { CniError } from '../../cni/protocol/error.ts';
import { parseResult, renderResult } from '../../cni/protocol/result.ts';
import { cniErrorCodes, type Result } from '../../cni/protocol/types.ts';
import { isSupported, newestVersion } from '../../cni/protocol/version.ts';
import type { Attachment, DelegateCall } from '../journal/types.ts';
import { cleanUpMs, messageOf } from './failure.ts';
import type { IpamPlan } from './ipam-plan.ts';
import type { Addressing, Context, DelegateExec } from './types.ts';

type Delegates = Extract<IpamPlan, { readonly kind: 'delegates' }>;

/** What the plugins answered, in order; fewer answers than calls when one of them failed. */
export type Ran = { readonly results: readonly Result[]; readonly failure?: unknown };

/**
 * Executes the IPAM plugins one after another until one fails. That one gets its DEL at once, whose outcome is only logged: what
 * fails at ADD for a bad configuration fails at DEL for the same reason, and nobody could ever undo it.
 */
export async function runDelegates(
  context: Context,
  attachment: Attachment,
  calls: readonly DelegateCall[],
): Promise<Ran> {
  const results: Result[] = [];
  for (const call of calls) {
    try {
      results.push(await runAdd(context, attachment, call));
    } catch (failure) {
      await cleanUp(context, attachment, call);
      return { results, failure };
    }
  }
  return { results };
}

async function cleanUp(
  context: Context,
  attachment: Attachment,
  call: DelegateCall,
): Promise<void> {
  try {
    await context.scope.extend(cleanUpMs, () =>
      runDelete(context, attachment, call, attachment.netns.path),
    );
  } catch (error) {
    context.log.warn('a plugin that failed at ADD fails at DEL too', { error, ...attachment.key });
  }
}

/** @throws CniError `delegateFailed` when a master is left without an address */
export function addressingOf(
  results: readonly Result[],
  { calls, shape }: Delegates,
  masters: number,
): Addressing {
  const byMaster =
    shape === 'each'
      ? results.map(({ ips }) => ips.map(assigned))
      : (results[0]?.ips ?? []).map((ip) => [assigned(ip)]);
  const lacking = byMaster.length === masters ? byMaster.findIndex((ips) => ips.length === 0) : 0;
  if (lacking !== -1) throw missing(calls[lacking] ?? calls[0], byMaster.length, masters);
  const routes = results.flatMap(({ routes: list }, link) =>
    list.map((route) => (shape === 'each' ? { route, link } : { route })),
  );
  return { byMaster, routes, dns: results[0]?.dns ?? {} };
}

const assigned = ({ address, gateway }: Result['ips'][number]) =>
  gateway === undefined ? { address } : { address, gateway };

async function runAdd(
  { delegate }: Pick<Context, 'delegate'>,
  attachment: Attachment,
  call: DelegateCall,
): Promise<Result> {
  try {
    const answer = await delegate(execOf('ADD', attachment, call, attachment.netns.path));
    return parseResult(answer ?? {}, 'result');
  } catch (error) {
    throw explain(error, call, 'ADD');
  }
}

/** @param netns empty when the namespace is gone: the plugin then frees what it holds elsewhere */
export async function runDelete(
  { delegate }: Pick<Context, 'delegate'>,
  attachment: Attachment,
  call: DelegateCall,
  netns: string,
): Promise<void> {
  try {
    await delegate(execOf('DEL', attachment, call, netns));
  } catch (error) {
    throw explain(error, call, 'DEL');
  }
}

/** The plugin sees what it answered as `prevResult`, in its own version (specification, section 3, CHECK). */
export async function runCheck(
  { delegate }: Pick<Context, 'delegate'>,
  attachment: Attachment,
  call: DelegateCall,
): Promise<void> {
  const version = call.config['cniVersion'];
  const cniVersion = isSupported(version) ? version : newestVersion;
  const prevResult = renderResult(attachment.result, cniVersion);
  const exec = execOf('CHECK', attachment, call, attachment.netns.path);
  try {
    await delegate({ ...exec, config: { ...call.config, prevResult } });
  } catch (error) {
    throw explain(error, call, 'CHECK');
  }
}

function execOf(
  command: DelegateExec['command'],
  { key, cniArgs: args, cniPath: path }: Attachment,
  { plugin, ifName, config }: DelegateCall,
  netns: string,
): DelegateExec {
  return { command, plugin, containerID: key.containerID, netns, ifName, args, path, config };
}

function explain(error: unknown, { plugin, ifName }: DelegateCall, command: string): CniError {
  const own = error instanceof CniError && error.code !== 0 ? error : undefined;
  const code = own?.code ?? cniErrorCodes.delegateFailed;
  const message = `${command} of plugin ${plugin} for ${ifName} failed: ${messageOf(error)}`;
  return new CniError(code, message, own?.details, { cause: error });
}

function missing(call: DelegateCall | undefined, given: number, masters: number): CniError {
  const message = `IPAM plugin returned missing IP config: ${call?.plugin} for ${call?.ifName} gave no address (${given} answers for ${masters} NICs); check its configuration in ipam`;
  return new CniError(cniErrorCodes.delegateFailed, message);
}
