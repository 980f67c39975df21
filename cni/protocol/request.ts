import { type Call, decodeCall } from './call.ts';
import { parseNetConf } from './config.ts';
import { parseCommand, parseEnvironment } from './environment.ts';
import { CniError } from './error.ts';
import { parseJson } from './json.ts';
import { strictnessOf } from './strictness.ts';
import type { CniVersion, JsonObject, Request } from './types.ts';
import { isSupported, newestVersion } from './version.ts';

/** What came in, and the version to answer in: the caller's as soon as it can be read, even beside an error. */
export type Parsed = {
  readonly cniVersion: CniVersion;
  readonly outcome: Request | CniError;
};

/**
 * Payload of a request frame to a Request that holds all rules of its command (specification, sections 1 to 3). Never
 * throws for any bytes. VERSION has no Request: ask `isVersionCall` first.
 */
export function parseRequest(payload: Uint8Array): Parsed {
  const call = caught(() => decodeCall(payload));
  if (call instanceof CniError) return { cniVersion: newestVersion, outcome: call };
  const raw = caught(() => parseJson(call.stdin));
  const outcome = caught(() => parseCall(call, raw));
  return { cniVersion: versionOf(raw), outcome };
}

/** VERSION is answered whatever is on stdin. */
export function isVersionCall(payload: Uint8Array): boolean {
  const call = caught(() => decodeCall(payload));
  return !(call instanceof CniError) && call.env.get('CNI_COMMAND') === 'VERSION';
}

/** The environment is judged first, as the reference plugins do: without a command the rest has no meaning. */
function parseCall({ plugin, env }: Call, raw: JsonObject | CniError): Request {
  const command = parseCommand(env);
  const strictness = strictnessOf(command);
  const environment = parseEnvironment(env, command, strictness);
  if (raw instanceof CniError) throw raw;
  return { ...environment, plugin, config: parseNetConf(raw, { command, plugin, strictness }) };
}

function versionOf(raw: JsonObject | CniError): CniVersion {
  if (raw instanceof CniError) return newestVersion;
  return isSupported(raw['cniVersion']) ? raw['cniVersion'] : newestVersion;
}

function caught<T>(run: () => T): T | CniError {
  try {
    return run();
  } catch (error) {
    if (error instanceof CniError) return error;
    throw error;
  }
}
