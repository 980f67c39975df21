import convict from 'convict';
import { MultiNicError } from './errors.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** One setting: `arg` is its command line form, `--health-port 0`. */
export type Setting = {
  readonly doc: string;
  readonly format: unknown;
  readonly default: unknown;
  readonly env: string;
  readonly arg: string;
};

/** The values of a schema by name. */
export type Settings<Schema extends Readonly<Record<string, Setting>>> = Readonly<{
  [Name in keyof Schema]: Schema[Name]['default'];
}>;

/**
 * A program's settings, checked. Environment and arguments are given, so a test never touches the process; an argument
 * wins.
 *
 * @throws MultiNicError `CONFIG_INVALID`, naming the setting
 */
export function readSettings<Schema extends Readonly<Record<string, Setting>>>(
  schema: Schema,
  env: Env,
  args: readonly string[],
): Settings<Schema> {
  try {
    const options = { env: { ...env }, args: [...args] };
    // convict's own type wants each format to be one of its literals, which a table of settings widens.
    const parsed = convict(schema as unknown as convict.Schema<Settings<Schema>>, options);
    return parsed.validate({ allowed: 'strict' }).getProperties();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new MultiNicError('CONFIG_INVALID', why, { cause });
  }
}
