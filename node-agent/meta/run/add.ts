import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type Request, type Result } from '../../../cni/protocol/types.ts';
import { beginAttachment } from '../../attach/assemble.ts';
import { digestOf } from '../../attach/digest.ts';
import { checkAlive } from '../../attach/failure.ts';
import { identify, settleEarlier } from '../../attach/sandbox.ts';
import { begin, finish } from '../../attach/transaction.ts';
import type { Attachment } from '../../journal/types.ts';
import type { PlannedNetwork } from '../types.ts';
import { attachAll } from './attach-all.ts';
import { copyDeviceInfo } from './device-info.ts';
import { missingLinks } from './missing-links.ts';
import { publish } from './publish.ts';
import type { Meta, MetaPlan } from './types.ts';

const nothing: Result = { interfaces: [], ips: [], routes: [], dns: {} };

/**
 * ADD of a meta plugin: all networks of the pod, the primary first. Everything that can be refused is refused before a
 * plugin runs, and all networks are recorded before the first of them does.
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
  const { context } = meta;
  const identity = await identify(context, request);
  const digest = digestOf(request);
  const earlier = await settleEarlier(context, request, { identity, digest }, (attachment) =>
    missingLinks(meta.effects, attachment, request.netns),
  );
  if (earlier !== undefined) return earlier;
  const plan = await planFree(meta, request, signal);
  const attachment = await begin(context, () => draft(request, plan, { identity, digest }));
  const { key } = attachment;
  const networks = await finish(
    context,
    attachment,
    async () => {
      await copyDeviceInfo(meta.effects, plan.networks);
      return attachAll(context, attachment, signal);
    },
    (attached) => ({
      op: 'done',
      key,
      results: attached.map(({ result = nothing }) => result),
    }),
  );
  void publish(meta, plan.pod, networks);
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

/** @throws CniError `badEnvironment` when an interface name is taken: a plugin that finds out leaves its temporary link behind */
async function planFree(meta: Meta, request: Request, signal: AbortSignal): Promise<MetaPlan> {
  const [plan, links] = await Promise.all([
    meta.planner.planPod(request, signal),
    meta.effects.linksOf(request.netns),
  ]);
  for (const { ifName, name } of plan.networks) if (links.has(ifName)) throw taken(ifName, name);
  return plan;
}

function taken(ifName: PlannedNetwork['ifName'], network: string): CniError {
  const message = `network ${network}: the pod has a link ${ifName} already; ask for another interface name`;
  return new CniError(cniErrorCodes.badEnvironment, message);
}
