import { execFile } from 'node:child_process';

/** A program that ran to its end with status 0; anything else rejects with its command line and what it said. */
export function run(
  argv: readonly [string, ...string[]],
  options: {
    readonly input?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly timeoutMs?: number;
  } = {},
): Promise<string> {
  const [file, ...args] = argv;
  const { input, env = process.env, timeoutMs = 60_000 } = options;
  return new Promise((resolve, reject) => {
    const limits = { env: { ...env, LC_ALL: 'C' }, timeout: timeoutMs, maxBuffer: 1 << 28 };
    const child = execFile(file, args, limits, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else
        reject(
          new Error(`${argv.join(' ')}: ${describe(error, stderr, timeoutMs)}`, { cause: error }),
        );
    });
    // A program that ended before it read everything says more than the broken pipe does.
    child.stdin?.on('error', () => child.stdin?.destroy());
    child.stdin?.end(input ?? '');
  });
}

function describe(error: Error & { killed?: boolean }, stderr: string, timeoutMs: number): string {
  const said = stderr.trim() || error.message;
  return error.killed === true ? `not finished after ${timeoutMs} ms: ${said}` : said;
}

/** All lines in one `ip -batch`, inside the network namespace of that name when given. */
export async function ipBatch(lines: readonly string[], netns?: string): Promise<void> {
  if (lines.length === 0) return;
  const where = netns === undefined ? [] : ['-n', netns];
  await run(['ip', ...where, '-batch', '-'], { input: `${lines.join('\n')}\n` }).catch(
    (cause: unknown) => {
      const numbered = lines.map((line, index) => `${index + 1}: ${line}`).join('\n');
      throw new Error(
        `${(cause as Error).message}\nbatch${netns === undefined ? '' : ` in ${netns}`}:\n${numbered}`,
        { cause },
      );
    },
  );
}
