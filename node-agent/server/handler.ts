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
import type { CallScope } from '../attach/call.ts';
import { pluginOf, turnOf } from '../attach/serial.ts';
import { answerPayload, asCniError, failureAnswer, successAnswer } from './answer.ts';
import { createOrder, type Job, type Order } from './order.ts';
import { createOverdueCalls, type OverdueCalls } from './overdue.ts';
import { refuseItself } from './refuse-itself.ts';
import type { Deadline, Limits, Plugins, Verbs } from './types.ts';

/**
 * The deadline ends before the shim's 55 s, so that the caller hears from us what happened. A node has at most some hundred
 * pods: more calls waiting than that are repetitions. The grace is what a call needs to undo what it began, three steps of
 * `cleanUpMs`.
 */
export const defaultLimits: Limits = {
  concurrency: 8,
  waiting: 512,
  deadlineMs: 50_000,
  graceMs: 60_000,
};

export type HandlerOptions = {
  readonly plugins: Plugins;
  readonly log: Log;
  readonly scope: Pick<CallScope, 'run'>;
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
  readonly overdue: OverdueCalls;
};

/**
 * Answers the calls of the shim. Each plugin name has its own order and its own bound: a plugin that we execute for `multi-nic`
 * calls back as `multi-nic-ipam` for the same container, and would wait for ever behind the call that waits for it.
 *
 * @returns the handler; its `overdue` has a line for each call that has not ended within deadline and grace
 */
export function createHandler(
  options: HandlerOptions,
): Handler & { readonly overdue: () => readonly string[] } {
  const limits = options.limits ?? defaultLimits;
  const orders = new Map(Object.keys(options.plugins).map((name) => [name, createOrder(limits)]));
  const overdue = createOverdueCalls();
  const served: Served = { ...options, limits, orders, overdue };
  const handle: Handler = async (payload) => {
    if (isVersionCall(payload)) return answerPayload(successAnswer(versionAnswer()), newestVersion);
    const { cniVersion, outcome } = parseRequest(payload);
    return answerPayload(await answer(served, outcome, cniVersion), cniVersion);
  };
  return Object.assign(handle, { overdue: overdue.list });
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
 * nobody to go to but the log; and a verb that says nothing for long gives its place back.
 */
async function withinDeadline(served: Served, request: Request): Promise<JsonObject | undefined> {
  const { limits, scope } = served;
  const { signal, stop } = served.startDeadline(limits.deadlineMs);
  const overdue = new AbortController();
  const expired = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(late(limits.deadlineMs)), { once: true });
  });
  const running = { signal, overdue: overdue.signal };
  const work = scope.run({ turns: turnsOf(request), signal }, () =>
    dispatch(served, request, running),
  );
  try {
    return await Promise.race([work, expired]);
  } finally {
    stop();
    if (signal.aborted) void afterwards(served, request, { work, signal, overdue });
  }
}

/** A call of no container holds no turn; who calls back on its behalf is known by its plugin. */
function turnsOf({ turns, plugin, containerID }: Request): readonly string[] {
  return containerID === '' ? [...turns, turnOf({ plugin, containerID })] : turns;
}

/** A call that left because of the deadline has said so already. */
async function afterwards(
  { log, limits, overdue, startDeadline }: Served,
  request: Request,
  call: {
    readonly work: Promise<unknown>;
    readonly signal: AbortSignal;
    readonly overdue: AbortController;
  },
): Promise<void> {
  const grace = startDeadline(limits.graceMs);
  const settled = overdue.watch(request, grace.signal, () => {
    call.overdue.abort();
    log.error('call has not ended long after its deadline; its place is given back', {
      ...describe(request),
    });
  });
  try {
    await call.work;
    log.warn('call succeeded after its deadline', { ...describe(request) });
  } catch (error) {
    if (error !== call.signal.reason)
      log.warn('call failed after its deadline', { ...describe(request), error });
  } finally {
    grace.stop();
    settled();
  }
}

function late(ms: number): CniError {
  const message = `the node agent could not finish within ${ms} ms; try again`;
  return new CniError(cniErrorCodes.tryAgain, message);
}

/** STATUS changes nothing and waits for nobody; GC runs alone, since it compares all attachments with a list. */
async function dispatch(
  { plugins, orders, overdue }: Served,
  request: Request,
  running: Pick<Job, 'signal' | 'overdue'>,
): Promise<JsonObject | undefined> {
  const order = orders.get(request.plugin);
  const verbs = pluginNamed(plugins, request.plugin);
  if (order === undefined || verbs === undefined) throw unknownPlugin(request.plugin, plugins);
  const { command, turns, plugin } = request;
  if (turns.some((turn) => pluginNamed(plugins, pluginOf(turn)) === verbs))
    return refuseItself({ command, plugin }, calledBack);
  if (command === 'STATUS') {
    overdue.requireNone();
    return perform(verbs, request, running.signal);
  }
  const container = command === 'GC' ? undefined : request.containerID;
  return order.run({ container, ...running }, () => perform(verbs, request, running.signal));
}

/** Served, it would wait for the call that waits for it, or begin the pod's networks again without end. */
const calledBack =
  "was called back by a plugin that it executes; a network cannot name it, neither as type, nor as ipam.type, nor inside another plugin's configuration";

function pluginNamed(plugins: Plugins, name: string): Verbs | undefined {
  return Object.hasOwn(plugins, name) ? plugins[name] : undefined;
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
