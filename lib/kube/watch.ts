import type { Kind } from '../api/group.ts';
import type { KubeObject } from '../api/types.ts';
import { unreachable, watchError } from './errors.ts';
import { received } from './received.ts';
import type { WatchEvent } from './types.ts';

/**
 * The events of a watch stream, one JSON document per line (`chunks` is text, split anywhere). Ends where the stream
 * ends at the end of a line.
 *
 * @throws KubeError for an ERROR event; MultiNicError `API_UNREACHABLE` when the stream breaks, in a line or between
 */
export async function* readEvents<T extends KubeObject>(
  request: string,
  kind: Kind,
  chunks: AsyncIterable<unknown>,
): AsyncGenerator<WatchEvent<T>> {
  for await (const line of lines(request, chunks)) yield parseEvent(request, kind, line);
}

async function* lines(request: string, chunks: AsyncIterable<unknown>): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of chunks) {
      const parts = (rest + String(chunk)).split('\n');
      rest = parts.pop() ?? '';
      yield* parts.filter((part) => part !== '');
    }
  } catch (error) {
    throw unreachable(request, error);
  }
  if (rest !== '') throw unreachable(request, new Error('the watch ended inside an event'));
}

function parseEvent<T extends KubeObject>(
  request: string,
  kind: Kind,
  line: string,
): WatchEvent<T> {
  const { type, object } = parseLine(request, line);
  if (type === 'ERROR') throw watchError(request, object);
  const parsed = received(kind, object) as T;
  if (type === 'BOOKMARK') {
    return { type, resourceVersion: parsed.metadata.resourceVersion ?? '' };
  }
  if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED')
    return { type, object: parsed };
  throw watchError(request, { message: `unknown event type "${type}"` });
}

function parseLine(request: string, line: string): { type: string; object: unknown } {
  try {
    return JSON.parse(line) as { type: string; object: unknown };
  } catch (error) {
    throw watchError(request, { message: `an event is not JSON: ${String(error)}` });
  }
}
