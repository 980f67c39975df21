import type { Finished } from '../types.ts';

export type MarkedOutput = {
  /** What the command wrote, once the marks on both outputs have come. */
  readonly add: (stream: 'out' | 'err', chunk: Buffer) => Finished | undefined;
  readonly bytes: () => number;
  readonly errors: () => string;
};

/** Both outputs of a command in a shell that goes on: stdout ends with the mark, the exit status and a dot, stderr with the mark. */
export function createMarkedOutput(mark: string): MarkedOutput {
  const chunks = { out: [] as Buffer[], err: [] as Buffer[] };
  let bytes = 0;
  const errors = (): string => Buffer.concat(chunks.err).toString();
  return {
    add: (stream, chunk) => {
      bytes += chunk.length;
      chunks[stream].push(chunk);
      if (!hasEnded(chunks, mark)) return undefined;
      const stdout = Buffer.concat(chunks.out).toString();
      const at = stdout.lastIndexOf(mark);
      if (at === -1) return undefined;
      const status = Number.parseInt(stdout.slice(at + mark.length), 10);
      return { status, stdout: stdout.slice(0, at), stderr: errors().slice(0, -mark.length) };
    },
    bytes: () => bytes,
    errors,
  };
}

/** Looks at the ends only, so that the chunks are joined once: the mark is the last thing that comes, though maybe in two pieces. */
function hasEnded({ out, err }: Readonly<Record<'out' | 'err', Buffer[]>>, mark: string): boolean {
  const tail = Buffer.concat(err.slice(-2)).toString('latin1');
  return tail.endsWith(mark) && out.at(-1)?.at(-1) === '.'.charCodeAt(0);
}
