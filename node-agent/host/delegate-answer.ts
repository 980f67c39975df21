import { constants } from 'node:os';
import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type JsonObject } from '../../cni/protocol/types.ts';
import type { DelegateExec } from '../attach/types.ts';
import type { Finished } from '../types.ts';

/**
 * What a plugin that ended has answered.
 *
 * @throws CniError the plugin's own code and message, or `delegateFailed`
 */
export function readAnswer(exec: DelegateExec, finished: Finished): JsonObject | undefined {
  const { status, stdout } = finished;
  const answer = readJson(stdout);
  if (status !== 0) throw pluginError(exec, answer, finished);
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
): CniError {
  const { code, msg, details } = answer ?? {};
  const said = stderr.trim().slice(0, 1000);
  const text = typeof msg === 'string' ? msg : '';
  const message = text || signalOf(exec, answer, status) || said || silence(exec, status);
  const own = typeof code === 'number' && Number.isInteger(code) && code > 0;
  return new CniError(
    own ? code : cniErrorCodes.delegateFailed,
    message,
    typeof details === 'string' ? details : said,
  );
}

const silence = ({ plugin }: DelegateExec, status: number): string =>
  `plugin ${plugin} ended with ${status} and gave no reason`;

/** A shell says 128 + N for signal N. Empty when the plugin had the time to answer: then it chose that status itself. */
function signalOf(
  { plugin, command }: DelegateExec,
  answer: JsonObject | undefined,
  status: number,
): string {
  const name = Object.entries(constants.signals).find(([, number]) => number === status - 128)?.[0];
  if (answer !== undefined || name === undefined) return '';
  return `plugin ${plugin} was ended by ${name} at ${command}; run it by hand to see why`;
}
