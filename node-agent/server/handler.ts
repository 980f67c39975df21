import type { Answer } from '../../cni/protocol/call.ts';
import { CniError } from '../../cni/protocol/error.ts';
import { isVersionCall, parseRequest } from '../../cni/protocol/request.ts';
import { renderResult } from '../../cni/protocol/result.ts';
import {
  cniErrorCodes,
  type CniVersion,
  type JsonObject,
  type Request,
} from '../../cni/protocol/types.ts';
import { newestVersion, versionAnswer } from '../../cni/protocol/version.ts';
import type { Log } from '../../lib/log.ts';
import { answerPayload, asCniError, failureAnswer, successAnswer } from './answer.ts';
import { createOrder, type Order } from './order.ts';
import type { Deadline, Limits, Plugins, Verbs } from './types.ts';

/**
 * The deadline ends before the shim's 55 s, so that the caller hears from us what happened. A node has at most some hundred
 * pods: more calls waiting than that are repetitions.
 */
export const defaultLimits: Limits = { concurrency: 8, waiting: 512, deadlineMs: 50_000 };

export type HandlerOptions = {
  readonly plugins: Plugins;
  readonly log: Log;
  readonly startDeadline: (ms: number) => Deadline;
  /** Milliseconds of a clock that does not jump. */
  readonly now: () => number;
  readonly limits?: Limits;
};

/** Payload of a request frame to payload of its answer frame. Never rejects. */
export type Handler = (payload: Uint8Array) => Promise<Uint8Array>;

type Served = HandlerOptions & {
  readonly limits: Limits;
  readonly orders: ReadonlyMap<string, Order>;
};

/**
 * Answers the calls of the shim. Each plugin name has its own order and its own bound: a plugin that we execute for `multi-nic`
 * calls back as `multi-nic-ipam` for the same container, and would wait for ever behind the call that waits for it.
 */
export function createHandler(options: HandlerOptions): Handler {
  const limits = options.limits ?? defaultLimits;
  const orders = new Map(Object.keys(options.plugins).map((name) => [name, createOrder(limits)]));
  const served: Served = { ...options, limits, orders };
  return async (payload) => {
    if (isVersionCall(payload)) return answerPayload(successAnswer(versionAnswer()), newestVersion);
    const { cniVersion, outcome } = parseRequest(payload);
    return answerPayload(await answer(served, outcome, cniVersion), cniVersion);
  };
}

async function answer(
  served: Served,
  outcome: Request | CniError,
  cniVersion: CniVersion,
): Promise<Answer> {
  const start = served.now();
  const fields = () => ({ ...describe(outcome), ms: Math.round(served.now() - start) });
  try {
    if (outcome instanceof CniError) throw outcome;
    const printed = await withinDeadline(served, outcome);
    // Runtimes ask STATUS every few seconds.
    served.log[outcome.command === 'STATUS' ? 'debug' : 'info']('call served', fields());
    return successAnswer(printed);
  } catch (thrown) {
    const error = asCniError(thrown);
    const { code, message, details } = error;
    if (thrown instanceof CniError)
      served.log.warn('call refused', { ...fields(), cniCode: code, error: message, details });
    else served.log.error('call failed unexpectedly', { ...fields(), error: thrown });
    return failureAnswer(error, cniVersion);
  }
}

function describe(outcome: Request | CniError): object {
  if (outcome instanceof CniError) return {};
  const { plugin, command, containerID, ifName, config } = outcome;
  return { plugin, command, containerID, ifName, network: config.name };
}

/**
 * The caller is answered at the deadline even when the verb does not heed its signal. What the verb says after that has
 * nobody to go to but the log.
 */
async function withinDeadline(served: Served, request: Request): Promise<JsonObject | undefined> {
  const { limits, log } = served;
  const { signal, stop } = served.startDeadline(limits.deadlineMs);
  const expired = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(late(limits.deadlineMs)), { once: true });
  });
  const work = dispatch(served, request, signal);
  try {
    return await Promise.race([work, expired]);
  } finally {
    stop();
    if (signal.aborted)
      void afterwards(work, signal, (message, fields) => {
        log.warn(message, { ...describe(request), ...fields });
      });
  }
}

/** A call that left because of the deadline has said so already. */
async function afterwards(
  work: Promise<unknown>,
  signal: AbortSignal,
  say: (message: string, fields: object) => void,
): Promise<void> {
  try {
    await work;
    say('call succeeded after its deadline', {});
  } catch (error) {
    if (error !== signal.reason) say('call failed after its deadline', { error });
  }
}

function late(ms: number): CniError {
  const message = `the node agent could not finish within ${ms} ms; try again`;
  return new CniError(cniErrorCodes.tryAgain, message);
}

/** STATUS changes nothing and waits for nobody; GC runs alone, since it compares all attachments with a list. */
async function dispatch(
  { plugins, orders }: Served,
  request: Request,
  signal: AbortSignal,
): Promise<JsonObject | undefined> {
  const order = orders.get(request.plugin);
  const verbs = Object.hasOwn(plugins, request.plugin) ? plugins[request.plugin] : undefined;
  if (order === undefined || verbs === undefined) throw unknownPlugin(request.plugin, plugins);
  if (request.command === 'STATUS') return perform(verbs, request, signal);
  const container = request.command === 'GC' ? undefined : request.containerID;
  return order.run({ container, signal }, () => perform(verbs, request, signal));
}

/** All but ADD and VERSION print nothing when they succeed. */
const quiet = { DEL: 'del', CHECK: 'check', GC: 'gc', STATUS: 'status' } as const;

/** Has `verbs` do what the request asks for. @returns what the plugin is to print */
export async function perform(
  verbs: Verbs,
  request: Request,
  signal: AbortSignal,
): Promise<JsonObject | undefined> {
  const { command, config } = request;
  if (command === 'VERSION') return versionAnswer();
  if (command === 'ADD') return renderResult(await verbs.add(request, signal), config.cniVersion);
  await verbs[quiet[command]](request, signal);
  return undefined;
}

function unknownPlugin(name: string, plugins: Plugins): CniError {
  return new CniError(
    cniErrorCodes.badConfig,
    `type: ${JSON.stringify(name.slice(0, 64))} is not served by the node agent; use one of ${Object.keys(plugins).join(', ')}`,
  );
}
