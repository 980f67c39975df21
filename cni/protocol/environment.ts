import { parseArgs } from './args.ts';
import { CniError } from './error.ts';
import { attempt, type Strictness } from './strictness.ts';
import { ifNameRule, isIfName, isName, nameRule } from './name.ts';
import { type Command, cniErrorCodes, commands, type Request } from './types.ts';

export type Environment = Omit<Request, 'config' | 'plugin'>;
/** Plugins hand their environment on, and the shim all of it that begins with `CNI_`. */
export const turnsVariable = 'CNI_MULTI_NIC_TURNS';
const mostTurns = 16;

type Variables = ReadonlyMap<string, string>;
type Rule = {
  readonly key: string;
  readonly needed: readonly Command[];
  readonly holds: (value: string) => boolean;
  readonly rule: string;
};

const isPath = (value: string): boolean => /^\/[^\0]*$/.test(value) && value.length < 4096;
const isPathList = (value: string): boolean => splitPath(value).every(isPath);
const attachment: readonly Command[] = ['ADD', 'DEL', 'CHECK'];

/** Specification, section 2, "Parameters". What is needed must hold; CNI_NETNS of DEL is optional (section 3, DEL). */
const rules: readonly Rule[] = [
  { key: 'CNI_CONTAINERID', needed: attachment, holds: isName, rule: nameRule },
  { key: 'CNI_IFNAME', needed: attachment, holds: isIfName, rule: ifNameRule },
  { key: 'CNI_NETNS', needed: ['ADD', 'CHECK'], holds: isPath, rule: 'an absolute path' },
  {
    key: 'CNI_PATH',
    needed: ['GC'],
    holds: isPathList,
    rule: 'absolute paths with ":" between them',
  },
];

/**
 * The CNI_* variables as far as the command needs them; one error names all that are bad.
 * @param strictness of what is not identity: see `strictnessOf`
 * @throws CniError `badEnvironment`
 */
export function parseEnvironment(
  variables: Variables,
  command: Command,
  strictness: Strictness,
): Environment {
  const problems = rules.flatMap((rule) => problemOf(rule, variables, command));
  if (problems.length > 0)
    throw new CniError(cniErrorCodes.badEnvironment, `environment: ${problems.join('; ')}`);
  const get = (key: string): string => variables.get(key) ?? '';
  const netns = get('CNI_NETNS');
  return {
    command,
    containerID: get('CNI_CONTAINERID'),
    netns: isPath(netns) ? netns : '',
    ifName: get('CNI_IFNAME'),
    args: attempt(strictness, () => parseArgs(get('CNI_ARGS')), {}),
    path: splitPath(get('CNI_PATH')).filter(isPath),
    turns: readTurns(get(turnsVariable)),
  };
}

/** @throws CniError `badEnvironment` */
export function parseCommand(variables: Variables): Command {
  const given = variables.get('CNI_COMMAND') ?? '';
  const command = commands.find((name) => name === given);
  if (command !== undefined) return command;
  throw new CniError(
    cniErrorCodes.badEnvironment,
    `CNI_COMMAND: ${JSON.stringify(given.slice(0, 64))} is unknown; use one of ${commands.join(', ')}`,
  );
}

function problemOf({ key, needed, holds, rule }: Rule, variables: Variables, command: Command) {
  const value = variables.get(key) ?? '';
  if (value === '') return needed.includes(command) ? [`${key} is missing, give ${rule}`] : [];
  const judged = needed.includes(command) || (command === 'ADD' && key === 'CNI_PATH');
  if (!judged || holds(value)) return [];
  return [`${key} is ${JSON.stringify(value.slice(0, 64))}, give ${rule}`];
}

/** `plugin/container`, separated by commas. Written by the agent alone; what is odd in it is nobody's turn. */
function readTurns(value: string): readonly string[] {
  return value
    .split(',')
    .slice(0, mostTurns)
    .filter((turn) => /^[^/\s]+\/[^/\s]*$/.test(turn));
}

function splitPath(value: string): string[] {
  return value.split(':').filter((part) => part !== '');
}
