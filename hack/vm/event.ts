/** What a machine tells the host, one JSON object a line on the port "events". */
export type VmEvent =
  | { readonly event: 'up'; readonly uptime: number }
  | TestEvent
  | { readonly event: 'end'; readonly tests: number }
  | { readonly event: 'exit'; readonly status: number };

export type TestEvent = {
  readonly event: 'test';
  readonly title: string;
  readonly ms: number;
  /** Absent when the test passed. */
  readonly failure?: string;
};

/**
 * Cuts a stream into lines and hands each on as an event. A line that is no event is an error: facts that cannot be
 * read must not look like facts that were not sent.
 */
export function eventReader(onEvent: (event: VmEvent) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onEvent(parseEvent(line));
  };
}

const kinds: readonly unknown[] = ['up', 'test', 'end', 'exit'] satisfies VmEvent['event'][];

function parseEvent(line: string): VmEvent {
  try {
    const value = JSON.parse(line) as VmEvent;
    if (kinds.includes(value.event)) return value;
  } catch (cause) {
    throw new Error(`the machine sent a line that is no JSON: ${line}`, { cause });
  }
  throw new Error(`the machine sent an unknown event: ${line}`);
}
