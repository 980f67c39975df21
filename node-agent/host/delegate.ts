import { type ChildProcess, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type JsonObject } from '../../cni/protocol/types.ts';
import type { Delegate, DelegateExec } from '../attach/types.ts';
import type { Finished } from '../types.ts';

type Options = {
  /** Milliseconds until a plugin is killed. */
  readonly timeoutMs?: number;
  /** Bytes of stdout and of stderr that are kept. */
  readonly maxBytes?: number;
  /** Where the host's root is seen from here; absent when the agent runs on the host itself. */
  readonly root?: string;
  /** Put before the plugin's path, to run it in the host's mount namespace. */
  readonly prefix?: readonly string[];
};
type Bounds = Required<Pick<Options, 'timeoutMs' | 'maxBytes'>>;

const pluginName = /^(?!\.+$)[A-Za-z0-9_.-]+$/;
const busyTries = 6;

/**
 * Executes CNI plugins as the specification has it (section 4): found by name in CNI_PATH, parameters in the environment,
 * configuration on stdin, answer on stdout.
 *
 * Rejects with a CniError: the plugin's own code and message, or `delegateFailed` when it is missing, hangs or prints what
 * is no JSON. DEL of a plugin that is nowhere in CNI_PATH resolves: nobody is left who could undo anything.
 */
export function createDelegate(options: Options = {}): Delegate {
  const { root = '', prefix = [], timeoutMs = 30_000, maxBytes = 2 ** 20 } = options;
  return async (exec) => {
    const program = await findPlugin(exec, root);
    if (program === undefined && exec.command === 'DEL') return undefined;
    if (program === undefined) throw notFound(exec);
    const command = [...prefix, program];
    const finished = await runPatiently(command, exec, { timeoutMs, maxBytes });
    return readAnswer(exec, finished);
  };
}

/** The first regular file of that name in CNI_PATH, as the host's mount namespace calls it. */
async function findPlugin({ plugin, path }: DelegateExec, root: string) {
  if (!pluginName.test(plugin)) {
    const message = `plugin ${JSON.stringify(plugin)}: not the name of a plugin; use letters, digits and _ . -, without a path`;
    throw new CniError(cniErrorCodes.badConfig, message);
  }
  for (const folder of path) {
    const program = join(folder, plugin);
    const found = await stat(join(root, program)).catch(() => undefined);
    if (found?.isFile() === true) return program;
  }
  return undefined;
}

function notFound({ plugin, path }: DelegateExec): CniError {
  const message = `plugin ${plugin} is in none of ${path.join(':') || 'the folders of CNI_PATH'}; install it on the host`;
  return new CniError(cniErrorCodes.delegateFailed, message);
}

/** A plugin that is being replaced is busy for a moment; libcni waits as well. */
async function runPatiently(command: readonly string[], exec: DelegateExec, bounds: Bounds) {
  for (let tried = 1; ; tried++) {
    try {
      return await run(command, exec, bounds);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ETXTBSY' || tried === busyTries)
        throw asCniError(exec, error);
    }
    await new Promise((resolve) => setTimeout(resolve, 100 * tried));
  }
}

function asCniError({ plugin, command }: DelegateExec, error: unknown): CniError {
  if (error instanceof CniError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const message = `plugin ${plugin} cannot be run for ${command}: ${reason}; check the file on the host`;
  return new CniError(cniErrorCodes.delegateFailed, message, '', { cause: error });
}

function environment({ command, containerID, netns, ifName, args, path }: DelegateExec) {
  return {
    PATH: process.env['PATH'],
    CNI_COMMAND: command,
    CNI_CONTAINERID: containerID,
    CNI_NETNS: netns,
    CNI_IFNAME: ifName,
    CNI_ARGS: args,
    CNI_PATH: path.join(':'),
  };
}

function run(command: readonly string[], exec: DelegateExec, bounds: Bounds): Promise<Finished> {
  const [program, ...args] = command as [string, ...string[]];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: environment(exec),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    const stop = (reason: string): void => {
      killGroup(child);
      const message = `plugin ${exec.plugin} ${reason} at ${exec.command} and was killed; run it by hand to see why`;
      reject(new CniError(cniErrorCodes.delegateFailed, message));
    };
    const timer = setTimeout(() => {
      stop(`did not end within ${bounds.timeoutMs} ms`);
    }, bounds.timeoutMs);
    const output = collectOutput(child, bounds.maxBytes, () => stop('printed too much'));
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      if (status === null) stop(`was ended by ${signal ?? 'a signal'}`);
      else resolve({ status, ...output() });
    });
    // A plugin that ends without reading its configuration is judged by its exit status.
    child.stdin.on('error', () => child.stdin.destroy());
    child.stdin.end(JSON.stringify(exec.config));
  });
}

/** A plugin has children of its own (its IPAM): the group is what must end, or they would go on undoing our undoing. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function collectOutput(child: ChildProcess, maxBytes: number, flooded: () => void) {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  for (const name of ['stdout', 'stderr'] as const) {
    let bytes = 0;
    child[name]?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) flooded();
      else chunks[name].push(chunk);
    });
  }
  return () => ({
    stdout: Buffer.concat(chunks.stdout).toString(),
    stderr: Buffer.concat(chunks.stderr).toString(),
  });
}

function readAnswer(exec: DelegateExec, { status, stdout, stderr }: Finished) {
  const answer = readJson(stdout);
  if (status !== 0) throw pluginError(exec, answer, { status, stdout, stderr });
  if (stdout.trim() === '' || stdout.trim() === 'null' || exec.command !== 'ADD') return undefined;
  if (answer !== undefined) return answer;
  const message = `plugin ${exec.plugin} printed no JSON object at ADD; check its version`;
  throw new CniError(cniErrorCodes.delegateFailed, message, stdout.slice(0, 1000));
}

function readJson(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return value as JsonObject;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Specification, section 5, "Error": code, msg and details on stdout; stderr is only looked at without them. */
function pluginError(
  exec: DelegateExec,
  answer: JsonObject | undefined,
  { status, stderr }: Finished,
) {
  const { code, msg, details } = answer ?? {};
  const said = stderr.trim().slice(0, 1000);
  const text = typeof msg === 'string' && msg !== '' ? msg : said;
  const message =
    text === '' ? `plugin ${exec.plugin} ended with ${status} and gave no reason` : text;
  const own = typeof code === 'number' && Number.isInteger(code) && code > 0;
  return new CniError(
    own ? code : cniErrorCodes.delegateFailed,
    message,
    typeof details === 'string' ? details : said,
  );
}
