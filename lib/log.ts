export type Fields = Readonly<Record<string, unknown>>;
export type Level = 'debug' | 'info' | 'warn' | 'error';
export type Log = Readonly<Record<Level, (message: string, fields?: Fields) => void>>;

const order: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/** JSON lines into `sink`, one per call; the caller gives the clock. Errors are rendered with their causes. */
export function createLog(
  sink: (line: string) => void,
  now: () => Date,
  minimum: Level = 'info',
): Log {
  const at =
    (level: Level) =>
    (message: string, fields: Fields = {}): void => {
      if (order.indexOf(level) < order.indexOf(minimum)) return;
      sink(JSON.stringify({ time: now().toISOString(), level, message, ...fields }, renderError));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function renderError(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const code = 'code' in value ? { code: value.code } : {};
  const errors = value instanceof AggregateError ? { errors: value.errors as unknown[] } : {};
  return { name: value.name, message: value.message, ...code, ...errors, cause: value.cause };
}
