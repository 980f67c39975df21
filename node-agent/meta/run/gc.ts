import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../../cni/protocol/types.ts';
import { messageOf } from '../../attach/failure.ts';
import { collectInvalid } from '../../attach/gc.ts';
import type { Context } from '../../attach/types.ts';
import { knowsCommand } from '../plan/requests.ts';
import type { AttachedNetwork } from '../types.ts';
import { bareNetwork, nobody, runMember } from './member.ts';
import type { Meta, Primary } from './types.ts';

type Valid = { readonly containerID: string; readonly ifName: string };

/** A network of a recorded sandbox. */
type Recorded = { readonly containerID: string; readonly network: AttachedNetwork };

/**
 * GC: undoes the sandboxes that the runtime does not list, and what the collector finds; then tells the primary network's
 * plugins, and those of every network that is or was attached, which attachments of theirs are valid. Goes on over failures.
 *
 * @throws CniError `badConfig` without the runtime's list; else one error with everything that failed
 */
export async function collectNetworks(meta: Meta, request: Request): Promise<void> {
  const { context, planner } = meta;
  const { validAttachments: valid, name } = request.config;
  if (valid === undefined) return collectInvalid(context, request);
  const before = recorded(context);
  const problems: unknown[] = [];
  const collecting = async (run: () => Promise<void>): Promise<void> => {
    await run().catch((error: unknown) => problems.push(error));
  };
  await collecting(() => collectInvalid(context, request));
  const left = recorded(context);
  const seen = new Set<string>();
  await collecting(async () => {
    const primary = await planner.findPrimary(request);
    seen.add(JSON.stringify(primary.list));
    await collectList(context, primary, [...valid, ...ofList(left, primary.list.name)]);
  });
  for (const network of isWhole(context, request) ? distinct(before, seen) : [])
    await collecting(() => collectList(context, network, ofList(left, network.list.name)));
  if (problems.length === 0) return;
  const message = `GC of network ${name} left ${problems.length}: ${problems.map(messageOf).join('; ')}`;
  throw new CniError(cniErrorCodes.linkFailed, message, '', {
    cause: new AggregateError(problems),
  });
}

function recorded({ ledger }: Context): readonly Recorded[] {
  return ledger
    .entries()
    .flatMap(({ attachment: { key, meta = [] } }) =>
      meta.map((network) => ({ containerID: key.containerID, network })),
    );
}

function ofList(all: readonly Recorded[], name: string): readonly Valid[] {
  return all
    .filter(({ network }) => network.list.name === name)
    .map(({ containerID, network: { ifName } }) => ({ containerID, ifName }));
}

/**
 * Whether we know every sandbox that the runtime has. One that was attached before us may have networks that we do not know, and
 * whoever collects by our word would take them for invalid.
 */
function isWhole({ ledger, log }: Context, { config, plugin }: Request): boolean {
  const strangers = (config.validAttachments ?? []).filter(
    ({ containerID, ifName }) =>
      ledger.get({ plugin, containerID, ifName, network: config.name }) === undefined,
  );
  if (strangers.length === 0) return true;
  const containers = strangers.map(({ containerID }) => containerID);
  log.info('secondary networks are not collected: the runtime has sandboxes that are not ours', {
    containers,
  });
  return false;
}

/** Each list once, with the search path of a network that has it, but for those that were `seen` already. */
function distinct(all: readonly Recorded[], seen: ReadonlySet<string>): readonly AttachedNetwork[] {
  const byText = new Map(all.map(({ network }) => [JSON.stringify(network.list), network]));
  return [...byText].filter(([text]) => !seen.has(text)).map(([, network]) => network);
}

async function collectList(
  { member: run }: Pick<Context, 'member'>,
  { list, path }: Primary,
  valid: readonly Valid[],
): Promise<void> {
  if (!knowsCommand(list, 'GC')) return;
  const problems: unknown[] = [];
  const network = bareNetwork(list, path);
  const validAttachments = once(valid);
  for (const index of list.plugins.keys()) {
    const call = { command: 'GC', sandbox: nobody, validAttachments } as const;
    await runMember(run, network, index, call).catch((error: unknown) => problems.push(error));
  }
  if (problems.length > 0) throw new AggregateError(problems, problems.map(messageOf).join('; '));
}

function once(valid: readonly Valid[]): readonly Valid[] {
  return [...new Map(valid.map((one) => [`${one.containerID}/${one.ifName}`, one])).values()];
}
