import type { Request, Result } from '../../cni/protocol/types.ts';
import type { Session } from '../journal/ledger.ts';
import type { Attachment, AttachedLink } from '../journal/types.ts';
import type { Known } from '../types.ts';
import { reserveAsked } from './asked-addresses.ts';
import { assembleAttachment, beginAttachment } from './assemble.ts';
import { addressingOf, runDelegates } from './delegates.ts';
import { digestOf } from './digest.ts';
import { checkAlive } from './failure.ts';
import { type IpamPlan, planIpam } from './ipam-plan.ts';
import { applyAttachment } from './kernel.ts';
import { readLinkSpec } from './link-spec.ts';
import { findNetwork, requireAdopted, requireKnown, selectMasters } from './masters.ts';
import { freeGroup, linkNames } from './names.ts';
import { refuseIpamCall, refuseOwnNames } from './own-names.ts';
import { planLinks } from './plan-links.ts';
import { reserveAll } from './pools.ts';
import { identify } from './namespace.ts';
import { settleEarlier } from './sandbox.ts';
import { begin, finish } from './transaction.ts';
import type { Addressing, Assigned, Context } from './types.ts';

type Plan = {
  readonly request: Request;
  readonly known: Known;
  readonly begun: ReturnType<typeof beginAttachment>;
  readonly group: number;
  readonly masters: readonly string[];
  readonly links: readonly AttachedLink[];
  readonly ipam: IpamPlan;
};

const nothingYet: Addressing = { byMaster: [], routes: [], dns: {} };

/**
 * ADD of `multi-nic`. A repetition of the same request gives the same result and no second address.
 *
 * @throws CniError; nothing of the attachment is left then, in the pod, in the pools or in the journal
 */
export async function addLinks(
  context: Context,
  request: Request,
  signal: AbortSignal,
): Promise<Result> {
  checkAlive(signal);
  refuseIpamCall(request, ['multi-nic']);
  refuseOwnNames(request.config.raw, `network ${request.config.name}`);
  requireAdopted(context);
  const known = requireKnown(context.known());
  const identity = await identify(context, request);
  const digest = digestOf(request);
  const earlier = await settleEarlier(context, request, { identity, digest });
  if (earlier !== undefined) return earlier;
  const plan = planAttachment(context, { request, known, identity, digest });
  const attachment = await begin(context, (session) => draft(context, plan, session));
  return finish(context, attachment, async () => {
    const addressed = await addDelegated(context, plan, attachment);
    await applyAttachment(context, addressed, signal);
    return addressed.result;
  });
}

/** Everything that can be refused is refused here, before anything is taken. */
function planAttachment(
  context: Context,
  of: { request: Request; known: Known; identity: string; digest: string },
): Plan {
  const { request, known, identity, digest } = of;
  const { config, ifName, containerID } = request;
  const spec = readLinkSpec(config.plugin);
  const network = findNetwork(known, config.name);
  const hostLinks = context.links();
  const masters = selectMasters({ config, known, network, links: hostLinks });
  const names = linkNames(ifName, masters.length);
  const entries = context.ledger.entries();
  const { entropy } = context;
  const links = planLinks({ spec, masters, names, links: hostLinks, entries, entropy });
  const siblings = entries.filter((entry) => entry.attachment.key.containerID === containerID);
  const group = freeGroup(siblings.map(({ attachment }) => attachment.group));
  const ipam = planIpam({ request, spec, masters, names });
  const begun = beginAttachment(request, identity, digest);
  return { request, known, begun, group, masters, links, ipam };
}

function draft(context: Context, plan: Plan, session: Session): Attachment {
  const { ipam, known, request, masters } = plan;
  if (ipam.kind === 'delegates') return assemble(plan, nothingYet);
  if (ipam.kind === 'static')
    return assemble(plan, ipam.addressing, askedOf(context, plan, ipam.asked ?? [], session));
  const wanted = { pools: known.pools, network: request.config.name, masters };
  const reserved = reserveAll(session, wanted, context.ledger);
  const byMaster = reserved.map(({ address }) => [{ address }]);
  const reservations = reserved.map(({ reservation }) => reservation);
  return assemble(plan, { byMaster, routes: ipam.routes, dns: ipam.dns }, reservations);
}

function askedOf(
  { ledger }: Context,
  { request, known, masters }: Plan,
  addresses: readonly Assigned[],
  session: Session,
): Attachment['reservations'] {
  if (addresses.length === 0) return [];
  const network = findNetwork(known, request.config.name);
  const namespace = request.args['K8S_POD_NAMESPACE'] ?? '';
  return reserveAsked(session, { addresses, masters, network, known, namespace }, ledger);
}

function assemble(
  { request, begun, group, links, ipam }: Plan,
  addressing: Addressing,
  reservations: Attachment['reservations'] = [],
): Attachment {
  const delegates = ipam.kind === 'delegates' ? ipam.calls : [];
  return assembleAttachment({
    request,
    begun,
    group,
    links,
    reservations,
    delegates,
    addressing,
  });
}

/**
 * The plugins are recorded before they run; what they answered is recorded before the kernel is touched. When one fails, only
 * those that succeeded are left to be undone.
 */
async function addDelegated(
  context: Context,
  plan: Plan,
  attachment: Attachment,
): Promise<Attachment> {
  const { ipam, masters } = plan;
  if (ipam.kind !== 'delegates') return attachment;
  const { results, failure } = await runDelegates(context, attachment, ipam.calls);
  if (failure !== undefined) {
    await record(context, { ...attachment, delegates: ipam.calls.slice(0, results.length) });
    throw failure;
  }
  const addressed = assemble(plan, addressingOf(results, ipam, masters.length));
  return record(context, addressed);
}

async function record(context: Context, attachment: Attachment): Promise<Attachment> {
  await context.writer.append([{ op: 'add', attachment }]);
  context.ledger.apply({ op: 'add', attachment });
  return attachment;
}
