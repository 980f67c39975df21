import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../cni/protocol/types.ts';
import { commands } from '../iproute2/commands.ts';
import { parseLinks } from '../iproute2/parse.ts';
import type { Attachment } from '../journal/types.ts';
import { isAdopted } from './adopted.ts';
import { freeAdopted } from './adoption-review.ts';
import { isThere } from './scan.ts';
import type { Context } from './types.ts';

/** What a namespace can lose for good; a device of the host that was moved into a pod comes back by itself. */
const ours = new Set(['ipvlan', 'macvlan']);

/**
 * DEL of a pod that multi-nic-cni attached, or an agent whose journal is lost: takes the pod's links that bear an adopted address
 * of the network, and frees what no other sandbox of the pod has.
 *
 * @throws CniError `linkFailed`; what could not be taken stays held
 */
export async function deleteAdopted(context: Context, request: Request): Promise<void> {
  const { netns, config } = request;
  const adopted = context.ledger
    .entries()
    .map(({ attachment }) => attachment)
    .filter((one) => isAdopted(one) && one.key.network === config.name);
  if (adopted.length === 0) return;
  const identity = netns === '' ? undefined : await context.netnsIdentity(netns);
  const isHere = (one: Attachment): boolean => one.netns.identity === identity;
  const mine = adopted.filter((one) => isHere(one) || isOfPod(one, request));
  const left = await deleteLinks(context, mine, { request, identity });
  for (const one of mine) {
    const stays = one.reservations.some(({ address }) => left.has(address));
    if (!stays && (isHere(one) || !(await isThere(context, one.netns))))
      await freeAdopted(context, one);
  }
}

function isOfPod({ pod }: Attachment, { args }: Request): boolean {
  const { K8S_POD_NAMESPACE: namespace, K8S_POD_NAME: name } = args;
  return pod.name !== '' && pod.name === name && pod.namespace === namespace;
}

/** `multi-nic` made the links; for `multi-nic-ipam` they are its caller's. @returns the addresses of links that stay */
async function deleteLinks(
  context: Context,
  adopted: readonly Attachment[],
  { request, identity }: { readonly request: Request; readonly identity: string | undefined },
): Promise<ReadonlySet<string>> {
  if (request.plugin !== 'multi-nic' || identity === undefined || adopted.length === 0)
    return new Set();
  return deleteUnlessGone(context, adopted, { path: request.netns, identity });
}

/** A namespace can vanish between the look and the command. */
async function deleteUnlessGone(
  context: Context,
  adopted: readonly Attachment[],
  netns: Attachment['netns'],
): Promise<ReadonlySet<string>> {
  try {
    return await deleteLinksOf(context, adopted, netns.path);
  } catch (error) {
    if (await isThere(context, netns)) throw error;
    return new Set();
  }
}

/** @returns the addresses of links that stay */
async function deleteLinksOf(
  { ip, log }: Context,
  adopted: readonly Attachment[],
  netns: string,
): Promise<ReadonlySet<string>> {
  const addresses = new Set(
    adopted.flatMap(({ reservations }) => reservations.map((r) => r.address)),
  );
  const answer = await ip({ netns, args: commands.links });
  const rows = parseLinks(commands.links, answer, ip.onUnreadable);
  const bearing = rows.filter((row) => row.addresses.some(({ address }) => addresses.has(address)));
  const left = bearing.filter(({ kind = 'device' }) => !ours.has(kind));
  for (const { name, kind } of left)
    log.warn('a link that bears an adopted address goes with its namespace', { netns, name, kind });
  for (const { name } of bearing.filter((row) => !left.includes(row))) {
    const { status, stderr } = await ip({ netns, args: ['link', 'del', 'dev', name] });
    if (status === 0 || /Cannot find device/.test(stderr)) continue;
    const message = `cannot delete link ${name} in ${netns}: ${stderr.trim() || `ip ended with ${status}`}; it is tried again`;
    throw new CniError(cniErrorCodes.linkFailed, message);
  }
  return new Set(left.flatMap((row) => row.addresses.map(({ address }) => address)));
}
