import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type Result } from '../../../cni/protocol/types.ts';
import type { Context } from '../../attach/types.ts';
import type { Attachment } from '../../journal/types.ts';
import type { AttachedNetwork, MetaEffects } from '../types.ts';
import { addChain } from './chain.ts';
import { settleDefaultRoutes } from './default-routes.ts';
import { copyDeviceInfo } from './device-info.ts';

type Options = {
  readonly effects: Pick<MetaEffects, 'copyDeviceInfo'>;
  /** Why the record is not on disk, and so no network but the first may be attached. */
  readonly unsafe: Promise<unknown>;
  /** The other reason for that. */
  readonly taken: Promise<unknown>;
  readonly signal: AbortSignal;
};

/**
 * Runs the chains of all networks one after another, then sees to the default routes.
 *
 * @throws what the first failure was; the ledger's record then holds what is to be undone and no more: DEL of a plugin that was
 * never called is allowed, but there are plugins that refuse it
 */
export async function attachAll(
  context: Context,
  attachment: Attachment,
  options: Options,
): Promise<readonly AttachedNetwork[]> {
  const { netns, meta = [] } = attachment;
  try {
    await copyDeviceInfo(options.effects, meta);
  } catch (error) {
    owe(context, attachment, []);
    throw error;
  }
  const attached = await attachEach(context, attachment, options);
  owe(context, attachment, attached);
  const unsafe = await options.unsafe;
  if (unsafe !== undefined) throw unsafe;
  return settleDefaultRoutes(context, netns.path, attached);
}

async function attachEach(
  context: Context,
  attachment: Attachment,
  { unsafe, taken, signal }: Options,
): Promise<readonly AttachedNetwork[]> {
  const { key, netns, meta = [] } = attachment;
  const sandbox = { containerID: key.containerID, netns: netns.path };
  const attached: AttachedNetwork[] = [];
  for (const network of meta) {
    const refusal = attached.length === 0 ? undefined : ((await unsafe) ?? (await taken));
    const chained =
      refusal === undefined
        ? await addChain(context, network, sandbox, signal)
        : { failure: refusal, owed: 0 };
    if ('failure' in chained) {
      owe(context, attachment, [...attached, firstMembers(network, chained.owed)]);
      throw chained.failure;
    }
    attached.push({ ...network, result: chained.result });
    if (isAddressAlone(network, chained.result)) {
      owe(context, attachment, attached);
      throw addressAlone(network);
    }
  }
  return attached;
}

/** What an IPAM plugin answers when it stands where a main plugin should: the pod has no link that bears the addresses. */
function isAddressAlone({ primary }: AttachedNetwork, { interfaces, ips }: Result): boolean {
  return !primary && ips.length > 0 && interfaces.length === 0;
}

function addressAlone({ name, ifName, list }: AttachedNetwork): CniError {
  const [first] = list.plugins;
  const message = `network ${name} (${ifName}): the result of plugin ${first?.type ?? ''} has addresses and no interface; name a plugin that makes a link as type, and this one as ipam.type`;
  return new CniError(cniErrorCodes.badConfig, message);
}

function firstMembers(network: AttachedNetwork, count: number): AttachedNetwork {
  const { list } = network;
  return { ...network, list: { ...list, plugins: list.plugins.slice(0, count) } };
}

/**
 * In memory alone. Should the agent end before all of it is undone, the record on disk has every network, and DEL is then asked
 * of some that had nothing. The networks behind `begun` stay without their plugins, for what was prepared for them.
 */
function owe({ ledger }: Context, attachment: Attachment, begun: readonly AttachedNetwork[]): void {
  const rest = (attachment.meta ?? []).slice(begun.length);
  const meta = [...begun, ...rest.map((network) => firstMembers(network, 0))];
  ledger.apply({ op: 'add', attachment: { ...attachment, meta } });
}
