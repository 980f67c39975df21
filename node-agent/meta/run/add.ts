import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type Request, type Result } from '../../../cni/protocol/types.ts';
import { beginAttachment } from '../../attach/assemble.ts';
import { digestOf } from '../../attach/digest.ts';
import { checkAlive } from '../../attach/failure.ts';
import { refuseIpamCall } from '../../attach/own-names.ts';
import { identify } from '../../attach/namespace.ts';
import { settleEarlier } from '../../attach/sandbox.ts';
import { beginEarly, finish } from '../../attach/transaction.ts';
import type { Attachment } from '../../journal/types.ts';
import { possibleNames } from '../settings.ts';
import { notHonoured } from '../plan/not-honoured.ts';
import type { PlannedNetwork } from '../types.ts';
import { attachAll } from './attach-all.ts';
import { missingLinks } from './missing-links.ts';
import { publish } from './publish.ts';
import type { Meta, MetaPlan } from './types.ts';

const nothing: Result = { interfaces: [], ips: [], routes: [], dns: {} };

/**
 * ADD of a meta plugin: all networks of the pod, the primary first. What the annotation has wrong is
 * refused before a plugin runs, and all networks are recorded before the first of them does. On disk the record is before any
 * but the first: a power cut takes the pod with it, and the runtime's DEL of a pod that we do not know goes to the primary network.
 *
 * @returns the primary network's result
 * @throws CniError; what was attached is undone in reverse then, and what could not be undone is left to the collector
 */
export async function addNetworks(
  meta: Meta,
  request: Request,
  signal: AbortSignal,
): Promise<Result> {
  checkAlive(signal);
  refuseIpamCall(request, possibleNames);
  const { context } = meta;
  const identity = await identify(context, request);
  const digest = digestOf(request);
  const earlier = await settleEarlier(context, request, { identity, digest }, (attachment) =>
    missingLinks(meta.effects, attachment, request.netns),
  );
  if (earlier !== undefined) return earlier;
  const plan = await meta.planner.planPod(request, signal);
  const taken = findTaken(meta, plan.networks, request.netns);
  const { attachment, unsafe } = await beginEarly(context, () =>
    draft(request, plan, { identity, digest }),
  );
  const { key } = attachment;
  const networks = await finish(
    context,
    attachment,
    () => attachAll(context, attachment, { effects: meta.effects, unsafe, taken, signal }),
    (attached) => ({
      op: 'done',
      key,
      results: attached.map(({ result = nothing }) => result),
    }),
  );
  void publish(meta, plan.pod, networks);
  for (const message of notHonoured(networks)) {
    context.log.warn('a request of the annotation was not honoured', { ...key, why: message });
    meta.effects.warnPod?.(plan.pod, 'RequestNotHonoured', message);
  }
  return networks[0]?.result ?? nothing;
}

function draft(
  request: Request,
  { networks, pod }: MetaPlan,
  now: { readonly identity: string; readonly digest: string },
): Attachment {
  const { namespace, name, uid } = pod;
  return {
    ...beginAttachment(request, now.identity, now.digest),
    pod: { namespace, name, uid },
    group: 0,
    links: [],
    reservations: [],
    delegates: [],
    result: nothing,
    meta: networks,
  };
}

/**
 * What the pod has of the names that its secondary networks shall have. To ask the kernel takes longer than all else that we do, so it
 * is asked while the primary network is attached, whose plugin refuses a name that is taken by itself. Never rejects.
 *
 * @returns the failure that the networks behind the primary one meet with
 */
async function findTaken(
  { effects }: Meta,
  [_primary, ...networks]: readonly PlannedNetwork[],
  netns: string,
): Promise<unknown> {
  if (networks.length === 0) return undefined;
  try {
    const links = await effects.linksOf(netns);
    const found = networks.find(({ ifName }) => links.has(ifName));
    return found === undefined ? undefined : refusal(found);
  } catch (error) {
    return error;
  }
}

/** A plugin that finds out by itself leaves its temporary link behind. */
function refusal({ ifName, name }: PlannedNetwork): CniError {
  const message = `network ${name}: the pod has a link ${ifName} already; ask for another interface name`;
  return new CniError(cniErrorCodes.badEnvironment, message);
}
