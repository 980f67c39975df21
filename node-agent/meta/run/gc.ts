import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type JsonObject, type Request } from '../../../cni/protocol/types.ts';
import { atLeast } from '../../../cni/protocol/version.ts';
import { messageOf } from '../../attach/failure.ts';
import { collectInvalid } from '../../attach/gc.ts';
import type { Context } from '../../attach/types.ts';
import type { AttachedNetwork, NetworkList } from '../types.ts';
import { listExecOf, runMember } from './member.ts';
import type { Meta } from './types.ts';

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
  await collecting(async () => {
    const { list, path } = await planner.findPrimary(request);
    await collectList(context, { list, path, valid: [...valid, ...ofList(left, list.name)] });
  });
  for (const { list, path } of isWhole(context, request) ? secondaries(before) : [])
    await collecting(() => collectList(context, { list, path, valid: ofList(left, list.name) }));
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
function isWhole({ ledger, log }: Context, { config }: Request): boolean {
  const strangers = (config.validAttachments ?? []).filter(
    ({ containerID, ifName }) =>
      ledger.get({ containerID, ifName, network: config.name }) === undefined,
  );
  if (strangers.length === 0) return true;
  const containers = strangers.map(({ containerID }) => containerID);
  log.info('secondary networks are not collected: the runtime has sandboxes that are not ours', {
    containers,
  });
  return false;
}

/** Each list once, with the search path of one that has it. The primary network of a pod may be another than the cluster's. */
function secondaries(all: readonly Recorded[]): readonly AttachedNetwork[] {
  const byText = new Map(all.map(({ network }) => [JSON.stringify(network.list), network]));
  return [...byText.values()];
}

async function collectList(
  { member: run }: Pick<Context, 'member'>,
  of: {
    readonly list: NetworkList;
    readonly path: readonly string[];
    readonly valid: readonly Valid[];
  },
): Promise<void> {
  const { list, path } = of;
  if (list.disableGC || !atLeast(list.cniVersion, '1.1.0')) return;
  const problems: unknown[] = [];
  for (const member of list.plugins) {
    const exec = listExecOf('GC', list, member, { path, keys: validKeys(of.valid) });
    await runMember(run, exec, list.name).catch((error: unknown) => problems.push(error));
  }
  if (problems.length > 0) throw new AggregateError(problems, problems.map(messageOf).join('; '));
}

/** The second key is the older name, which libcni sends as well. */
function validKeys(valid: readonly Valid[]): JsonObject {
  const items = valid.map(({ containerID, ifName }) => ({ containerID, ifname: ifName }));
  return { 'cni.dev/valid-attachments': items, 'cni.dev/attachments': items };
}
