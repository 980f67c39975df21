import { count, listNames } from '../reconcile/text.ts';
import type { EventNote } from '../reconcile/types.ts';
import { leftovers } from './leftovers.ts';
import type { UninstallSettings } from './settings.ts';
import { type UninstallState, waitingNodes, whyNetworksStay, wordOf } from './state.ts';

/** The cluster, as far as an uninstallation looks at and changes it. */
export type UninstallWorld = {
  readonly look: () => Promise<UninstallState>;
  /** Begins the deletion of what the state lists as networks. */
  readonly deleteNetworks: (networks: UninstallState['networks']) => Promise<void>;
  /** Asks the node agents through their Config. @returns false when there is no such Config */
  readonly askAgents: () => Promise<boolean>;
  /** As an Event of that Config, which outlives both for an hour. Best effort. */
  readonly tell: (note: EventNote) => Promise<void>;
};

export type UninstallEffects = {
  readonly world: UninstallWorld;
  /** One line for a person. */
  readonly print: (line: string) => void;
  /** Milliseconds of a clock that does not jump. */
  readonly now: () => number;
  readonly delay: (ms: number) => Promise<void>;
};

const pollMs = 500;

/** The agents get this long even where the networks have used up the time. */
const agentsMs = 15_000;

/**
 * Takes the product's traces from the cluster's nodes, before the operator itself goes: networks first where that is asked
 * for, as their pods' addresses and routes depend on them, then the nodes. Waits within the time limit, and ends by saying
 * what is left and why. Nothing that a running pod uses is taken away.
 */
export async function uninstall(
  effects: UninstallEffects,
  settings: UninstallSettings,
): Promise<void> {
  const { world, print, now } = effects;
  const deadline = now() + settings.timeoutSeconds * 1_000;
  if (settings.cleanNetworks) await cleanNetworks(effects, deadline);
  const agents = await world.askAgents();
  print(
    agents
      ? `Config ${settings.configName}: its node agents are asked to clean their nodes`
      : `there is no Config ${settings.configName}: no node agent can be asked`,
  );
  const state = agents
    ? await cleanNodes(effects, Math.max(deadline, now() + agentsMs))
    : await world.look();
  const left = leftovers(state, { cleanNetworks: settings.cleanNetworks, agents });
  if (left.length === 0) {
    const message = 'nothing of multi-nic-operator is left on the nodes';
    print(message);
    return world.tell({ type: 'Normal', reason: 'Uninstalled', message });
  }
  print('left behind:');
  for (const line of left) print(`- ${line}`);
  return world.tell({ type: 'Warning', reason: 'LeftBehind', message: inOneMessage(left) });
}

/** The API server's limit for the message of an Event, in bytes; what is cut off was printed. */
const longestMessage = 1_000;

function inOneMessage(lines: readonly string[]): string {
  const text = lines.join('. ');
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage)}…`;
}

async function cleanNetworks(effects: UninstallEffects, deadline: number): Promise<void> {
  const { world, print } = effects;
  const { networks } = await world.look();
  if (networks.length === 0) return print('there are no MultiNicNetworks');
  print(`deleting ${count(networks.length, 'MultiNicNetwork')}`);
  await world.deleteNetworks(networks);
  const state = await waitUntil(effects, deadline, {
    done: (now) => now.networks.length === 0,
    say: whyNetworksStay,
  });
  if (state.networks.length === 0) print('all MultiNicNetworks are gone');
}

async function cleanNodes(effects: UninstallEffects, deadline: number): Promise<UninstallState> {
  return waitUntil(effects, deadline, {
    done: (state) => waitingNodes(state).length === 0,
    say: (state) => {
      const waiting = waitingNodes(state);
      const clean = state.hosts.filter((host) => wordOf(host) === 'true').length;
      if (waiting.length === 0) return [`clean: ${count(clean, 'node')}`];
      return [`clean: ${count(clean, 'node')}, waiting for ${listNames(waiting)}`];
    },
  });
}

type Goal = {
  readonly done: (state: UninstallState) => boolean;
  readonly say: (state: UninstallState) => readonly string[];
};

/** Looks until it is done or the deadline has passed; prints only what is new. @returns the last look */
async function waitUntil(
  { world, print, now, delay }: UninstallEffects,
  deadline: number,
  { done, say }: Goal,
): Promise<UninstallState> {
  const said = new Set<string>();
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    const state = await world.look();
    const fresh = say(state).filter((line) => !said.has(line));
    for (const line of fresh) {
      said.add(line);
      print(line);
    }
    if (done(state) || now() >= deadline) return state;
    // oxlint-disable-next-line no-await-in-loop
    await delay(pollMs);
  }
}
