import { turnsVariable } from '../../cni/protocol/environment.ts';
import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import type { Log } from '../../lib/log.ts';
import { type Call, type CallScope, noCall } from '../attach/call.ts';
import type { Delegate, DelegateExec } from '../attach/types.ts';
import { messageOf } from '../attach/failure.ts';
import type { Finished } from '../types.ts';
import { readAnswer } from './delegate-answer.ts';
import { ownPlace, type Place, placeOf } from './delegate-place.ts';
import { createPluginFinder, type PluginFinder } from './plugin-finder.ts';
import { quote, type Task } from './shell-worker.ts';

type Options = {
  /** Milliseconds until a plugin is killed. */
  readonly timeoutMs?: number;
  /** Bytes of stdout and stderr together that a plugin may print. */
  readonly maxBytes?: number;
  /** Process whose mount namespace is the host's (1 in a pod with hostPID); absent when the agent runs on the host itself. */
  readonly hostProcess?: number | undefined;
  /** A static busybox: the shell that is taken to `hostProcess`. */
  readonly busybox?: string;
  /** Where the host's root is seen from here, when it is not that of `hostProcess`. */
  readonly root?: string;
  /** Put before the plugin's path. */
  readonly prefix?: readonly string[];
  readonly log?: Log;
  /** Which call executes a plugin: it is killed at that call's deadline, and carries the call's turns. */
  readonly scope?: Pick<CallScope, 'current'>;
};

/** Executes plugins until it is closed: plugins that run then are killed. */
export type ClosableDelegate = Delegate & { readonly close: () => void };

const pluginName = /^(?!\.+$)[A-Za-z0-9_.-]+$/;
const busyTries = 6;

/**
 * Executes CNI plugins as the specification has it (section 4): found by name in CNI_PATH, parameters in the environment,
 * configuration and a newline on stdin, answer on stdout.
 *
 * Rejects with a CniError: the plugin's own code and message, or `delegateFailed` when it is missing, hangs or prints what
 * is no JSON. DEL of a plugin that is nowhere in CNI_PATH resolves: nobody is left who could undo anything.
 */
export function createDelegate(options: Options = {}): ClosableDelegate {
  const place = openPlace(options);
  const delegate: Delegate = async (given) => {
    const exec = { ...given, call: options.scope?.current() ?? noCall };
    refuseExec(exec);
    const { find, ...where } = await place.get();
    const plugin = await find(exec.plugin, exec.path).catch((error: unknown) => {
      throw unseen(exec, error);
    });
    if (plugin === undefined && exec.command === 'DEL') return undefined;
    if (plugin === undefined) throw notFound(exec);
    if (plugin.refused !== undefined)
      throw failed(exec, `at ${plugin.path} ${plugin.refused}; install the right file on the host`);
    return readAnswer(exec, await runPatiently(where, plugin.path, exec));
  };
  return Object.assign(delegate, { close: () => void place.close() });
}

type OpenPlace = Place & { readonly find: PluginFinder };

/** The host's mount namespace at once, so that the log says early when it is out of reach; our own when somebody asks. */
function openPlace(options: Options) {
  const { timeoutMs = 30_000, maxBytes = 2 ** 20, hostProcess, ...rest } = options;
  const bounds = { timeoutMs, maxBytes };
  const open = async (): Promise<OpenPlace> => {
    const place =
      hostProcess === undefined
        ? ownPlace(bounds, options)
        : await placeOf(hostProcess, { ...rest, ...bounds });
    return { ...place, find: createPluginFinder(place.root) };
  };
  let opened = hostProcess === undefined ? undefined : open();
  return {
    get: () => (opened ??= open()),
    close: async () => (await opened)?.close(),
  };
}

type Execution = DelegateExec & { readonly call: Call };

function refuseExec({ plugin, ...exec }: Execution): void {
  if (!pluginName.test(plugin)) {
    const message = `plugin ${JSON.stringify(plugin)}: not the name of a plugin; use letters, digits and _ . -, without a path`;
    throw new CniError(cniErrorCodes.badConfig, message);
  }
  const bad = Object.entries(environment({ plugin, ...exec })).find(([, value]) =>
    value.includes('\0'),
  );
  if (bad === undefined) return;
  const message = `plugin ${plugin}: ${bad[0]} has a NUL in it, which no environment can hold; remove it`;
  throw new CniError(cniErrorCodes.badEnvironment, message);
}

function notFound(exec: DelegateExec): CniError {
  const folders = exec.path.join(':') || 'the folders of CNI_PATH';
  return failed(exec, `is in none of ${folders}; install it on the host`);
}

function unseen(exec: DelegateExec, error: unknown): CniError {
  const reason = `cannot be looked for: ${messageOf(error)}; the node agent's container needs hostPID and CAP_SYS_PTRACE to see the host's files`;
  return failed(exec, reason, error);
}

function failed({ plugin }: DelegateExec, reason: string, cause?: unknown): CniError {
  const message = `plugin ${plugin} ${reason}`;
  return new CniError(cniErrorCodes.delegateFailed, message, '', { cause });
}

type Where = Pick<Place, 'workers' | 'prefix'>;

/** A plugin that is being replaced is busy for a moment; libcni waits as well. */
async function runPatiently(where: Where, path: string, exec: Execution): Promise<Finished> {
  for (let tried = 1; ; tried++) {
    const finished = await run(where, path, exec);
    const reason = shellRefusal(finished, path);
    if (reason === undefined) return finished;
    if (!reason.includes('Text file busy') || tried === busyTries)
      throw failed(
        exec,
        `cannot be run for ${exec.command}: ${reason}; check the file on the host`,
      );
    await new Promise((resolve) => setTimeout(resolve, 100 * tried));
  }
}

/** POSIX shells, and nsenter: 127 for what is not found, 126 for what the kernel does not execute, and a line that names it. */
function shellRefusal({ status, stdout, stderr }: Finished, path: string): string | undefined {
  if ((status !== 126 && status !== 127) || stdout !== '') return undefined;
  return stderr.includes(path) ? stderr.trim() : undefined;
}

async function run({ workers, prefix }: Where, path: string, exec: Execution) {
  try {
    return await workers.run(taskOf([...prefix, path], exec), exec.call.signal);
  } catch (error) {
    throw failed(exec, `${messageOf(error)} at ${exec.command}; run it by hand to see why`, error);
  }
}

function taskOf(command: readonly string[], exec: Execution): Task {
  const assignments = Object.entries(environment(exec)).map(
    ([name, value]) => `${name}=${quote(value)}`,
  );
  const words = [...assignments, ...command.map(quote)];
  return { command: words.join(' '), input: JSON.stringify(exec.config) };
}

/** Specification, section 4, "Parameters": GC and STATUS are of no container. */
function environment({ command, containerID, netns, ifName, args, path, call }: Execution) {
  const attachment =
    command === 'GC' || command === 'STATUS'
      ? undefined
      : { CNI_CONTAINERID: containerID, CNI_NETNS: netns, CNI_IFNAME: ifName };
  const turns = call.turns.length === 0 ? {} : { [turnsVariable]: call.turns.join(',') };
  const all = { CNI_COMMAND: command, ...attachment, CNI_ARGS: args, CNI_PATH: path.join(':') };
  return { ...all, ...turns };
}
