import { type ChildProcess, spawn } from 'node:child_process';

export type ShimCall = {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Put before the program, to run it as somebody else. */
  readonly before?: { readonly program: string; readonly args: readonly string[] };
};

export type ShimEnd = {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
};

/** Executes the shim as a runtime does, and waits for its end. */
export function runShim(call: ShimCall): Promise<ShimEnd> {
  const start = performance.now();
  const child = call.before
    ? spawn(call.before.program, [...call.before.args, call.program], { env: call.env })
    : spawn(call.program, [], { env: call.env });
  // The shim may end before it has read all: it refuses what is too long.
  child.stdin.on('error', () => {});
  child.stdin.end(call.stdin ?? '{}');
  return endOf(child, start);
}

export function endOf(child: ChildProcess, start: number): Promise<ShimEnd> {
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) =>
      resolve({ status, signal, ...text, ms: performance.now() - start }),
    );
  });
}
