import type { IPPool } from '../../lib/api/types.ts';
import type { Attachment } from '../journal/types.ts';
import { foreignAllocations, isAdopted, planAdoption } from './adopted.ts';
import { announce, type Note } from './adoption-notes.ts';
import { recordsOf, type ReviewEffects, reviewAdopted } from './adoption-review.ts';
import { messageOf } from './failure.ts';
import { isThere, scanNamespaces } from './scan.ts';
import type { Context } from './types.ts';

export type AdoptionEffects = ReviewEffects & {
  readonly context: Pick<Context, 'ip' | 'netnsIdentity' | 'ledger' | 'writer' | 'known' | 'log'>;
  readonly journal: AdoptedJournal;
  /** The network namespaces of this host but its own, each once. */
  readonly namespaces: () => Promise<readonly Attachment['netns'][]>;
  /** Makes an Event of it. Absent: nobody has to know. */
  readonly tell?: (note: Note) => void;
  /** Milliseconds of a clock that does not jump. */
  readonly now: () => number;
};

export type AdoptedJournal = {
  readonly path: string;
  readonly identity: string;
  /** How it was found at start: `adoption-notes.ts` has the words. */
  readonly origin: Parameters<typeof announce>[0]['origin'];
  readonly adopted: () => boolean;
  readonly confirmAdopted: () => Promise<void>;
};

export type Adoption = {
  /**
   * Holds what pools and namespaces have and the journal does not know, and lets go of what is over. Does nothing when there is
   * nothing to find out. @throws AggregateError with what could not be looked at; it is to be called again
   */
  readonly round: () => Promise<void>;
  /** The journal's identity once it holds all that pods have; `undefined` before. */
  readonly identity: () => string | undefined;
  /** Why no address can be given yet; `undefined` when one can. */
  readonly pending: () => string | undefined;
  /** In how many ms to look again, `undefined` when nothing is held. */
  readonly againMs: () => number | undefined;
};

/** How often all namespaces are looked into while an address is held whose namespace is not where it was, and else. */
const searchEveryMs = 10_000;
const reviewEveryMs = 60_000;
/** After a failure, however often somebody asks. */
const retryMs = 2_000;

type State = {
  /** Pools whose addresses were looked for in the namespaces. */
  readonly searched: Set<string>;
  /** Held addresses that were found over once; an answer counts when it is given twice. */
  readonly over: Set<string>;
  /** What was adopted and not announced yet. */
  held: Attachment[];
  searchedAt: number;
  announced: boolean;
  problem: string | undefined;
};

/**
 * An agent whose journal is new, damaged or another one than the pools name must not give an address that a pod has: before the
 * first one it adopts what the pools of its node list and what the namespaces have. That goes on afterwards, because another
 * program can write into a pool at any time.
 */
export function createAdoption(effects: AdoptionEffects): Adoption {
  const state: State = {
    searched: new Set(),
    over: new Set(),
    held: [],
    searchedAt: -Infinity,
    announced: false,
    problem: undefined,
  };
  let running: Promise<void> | undefined;
  return {
    // The start and the loop may both ask: one look serves them.
    round: () => {
      running ??= round(effects, state).finally(() => {
        running = undefined;
      });
      return running;
    },
    identity: () => (state.announced ? effects.journal.identity : undefined),
    pending: () => pendingReason(effects, state),
    againMs: () => {
      if (state.problem !== undefined) return retryMs;
      return adoptedOf(effects).length > 0 ? searchEveryMs : undefined;
    },
  };
}

async function round(effects: AdoptionEffects, state: State): Promise<void> {
  const { context, journal, now } = effects;
  const known = context.known();
  if (known === undefined) return;
  const { pools } = known;
  if (state.problem !== undefined && now() - state.searchedAt < retryMs) return;
  const before = adoptedOf(effects);
  if (!(await isDue(effects, state, { pools, before }))) return;
  state.searchedAt = now();
  const scanned = await scanNamespaces(context, effects.namespaces);
  state.held.push(...(await hold(effects, planAdoption(pools, context.ledger, scanned.found))));
  const problems = [
    ...scanned.failures,
    ...(await reviewAdopted(effects, state.over, { scanned, before })),
  ];
  if (scanned.failures.length === 0) {
    pools.forEach((pool) => state.searched.add(nameOf(pool)));
    await journal.confirmAdopted();
    if (!state.announced)
      announce({ ...journal, pools, held: state.held, log: context.log, tell: effects.tell });
    state.announced = true;
    state.held = [];
  }
  state.problem = problems.map(messageOf)[0];
  if (problems.length > 0)
    throw new AggregateError(problems, 'not all addresses that pods hold could be looked at');
}

async function isDue(
  { context, journal, now }: AdoptionEffects,
  state: State,
  of: { readonly pools: readonly IPPool[]; readonly before: readonly Attachment[] },
): Promise<boolean> {
  if (!journal.adopted() || !state.announced || !isSearched(context.ledger, state, of.pools))
    return true;
  if (of.before.length === 0) return false;
  const there = await Promise.all(of.before.map(({ netns }) => isThere(context, netns)));
  return now() - state.searchedAt >= (there.includes(false) ? searchEveryMs : reviewEveryMs);
}

/** Whether everything that the pools list is in the journal, and the namespaces were looked into for each pool. */
function isSearched(
  ledger: Context['ledger'],
  { searched }: State,
  pools: readonly IPPool[],
): boolean {
  const isNew = foreignAllocations(pools, ledger).some(
    ({ pool, index }) => !ledger.used(pool.metadata.name).has(index),
  );
  return !isNew && pools.every((pool) => searched.has(nameOf(pool)));
}

const nameOf = ({ metadata, spec }: IPPool): string => `${metadata.name} ${spec.podCIDR}`;

/** Claims first and records then, so that no ADD takes the address in between. @returns what is held from now on */
async function hold(
  { context: { ledger, writer } }: AdoptionEffects,
  planned: readonly Attachment[],
): Promise<readonly Attachment[]> {
  const session = ledger.open();
  const held = planned.filter(({ reservations }) =>
    reservations.every(
      ({ pool, index }) =>
        !ledger.used(pool).has(index) && session.take(pool, () => index) !== undefined,
    ),
  );
  try {
    if (held.length > 0) await writer.append(held.flatMap(recordsOf));
  } finally {
    session.cancel();
  }
  held.flatMap(recordsOf).forEach(ledger.apply);
  return held;
}

function adoptedOf({ context }: AdoptionEffects): readonly Attachment[] {
  return context.ledger
    .entries()
    .flatMap(({ attachment }) => (isAdopted(attachment) ? [attachment] : []));
}

function pendingReason(
  { context, journal }: AdoptionEffects,
  { problem }: State,
): string | undefined {
  if (journal.adopted()) return undefined;
  const why = `the journal of this node, ${journal.path}, ${journal.origin.kind === 'damaged' ? 'was damaged' : 'is new'}, so it is being found out which addresses pods hold`;
  if (context.known() === undefined)
    return `${why}: the pools were not read from the API server yet; check that it answers this node; it is tried on, so try again`;
  const failed = problem === undefined ? '' : `: ${problem}`;
  return `${why}${failed}; it is tried on, so try again`;
}
