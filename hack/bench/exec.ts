import { spawn } from 'node:child_process';

export type Executed = { readonly status: number; readonly stdout: string };

/** Executes a CNI plugin as a runtime does: environment, stdin, then its stdout to the end. */
export function execPlugin(
  path: string,
  env: Readonly<Record<string, string>>,
  stdin: string,
): Promise<Executed> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status: status ?? -1, stdout: Buffer.concat(chunks).toString() }),
    );
    child.stdin.end(stdin);
  });
}

/** Like `execPlugin`, but anything except exit 0 ends the measurement. */
export async function mustExec(
  path: string,
  env: Readonly<Record<string, string>>,
  stdin: string,
): Promise<void> {
  const { status, stdout } = await execPlugin(path, env, stdin);
  if (status !== 0)
    throw new Error(`${path} ${env['CNI_COMMAND']} ended with ${status}: ${stdout}`);
}
