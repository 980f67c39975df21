import PQueue from 'p-queue';
import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import { settledOrAborted } from '../attach/call.ts';
import type { Limits } from './types.ts';

export type Job = {
  /** `undefined`: alone, after all that came before and before all that comes after. */
  readonly container: string | undefined;
  readonly signal: AbortSignal;
  /** Aborts when a job that runs has been late for so long that the others go on without its place. */
  readonly overdue?: AbortSignal;
};

export type Order = {
  /** Runs `task` when its turn comes, unless the signal has aborted by then. */
  readonly run: <T>(job: Job, task: () => Promise<T>) => Promise<T>;
  /** Containers that have a call waiting or running. */
  readonly containers: () => number;
};

/**
 * Calls of one container run one after the other in the order in which they came, calls of different containers side by
 * side up to `concurrency`. First come, first served, so a job that runs alone is never starved. A job whose signal aborts
 * while it waits leaves at once; one that runs keeps its place until it has settled or is overdue, and its container's turn until
 * it has settled.
 */
export function createOrder({
  concurrency,
  waiting,
}: Pick<Limits, 'concurrency' | 'waiting'>): Order {
  const queue = new PQueue({ concurrency });
  const tails = new Map<string, Promise<void>>();
  let alone = Promise.resolve();
  let held = 0;

  const start = async <T>(before: Promise<void>, job: Job, task: () => Promise<T>): Promise<T> => {
    held++;
    await settledOrAborted(before, job.signal);
    const begin = async (): Promise<T> => {
      held--;
      job.signal.throwIfAborted();
      return task();
    };
    return job.signal.aborted ? begin() : inPlace(queue, job, begin);
  };

  const run: Order['run'] = async (job, task) => {
    if (held >= waiting) throw busy(held);
    const { container } = job;
    if (container === undefined) {
      const running = start(settled([...tails.values(), alone]), job, task);
      alone = settled([alone, settledOrLost(running, job)]);
      return running;
    }
    const previous = tails.get(container);
    const running = start(settled([previous, alone]), job, task);
    const tail = settled([previous, running]).then(() => {
      if (tails.get(container) === tail) tails.delete(container);
    });
    tails.set(container, tail);
    return running;
  };
  return { run, containers: () => tails.size };
}

/** Runs `begin` in a place of the queue, which it keeps until it has settled or is overdue. */
function inPlace<T>(queue: PQueue, job: Job, begin: () => Promise<T>): Promise<T> {
  const work = Promise.withResolvers<T>();
  void queue.add(() => {
    const running = begin();
    work.resolve(running);
    return settledOrLost(running, job);
  });
  return work.promise;
}

/** Without their results: a chain of promises must not hold on to all that ever ran. */
async function settled(promises: readonly unknown[]): Promise<void> {
  await Promise.allSettled(promises);
}

function settledOrLost(running: Promise<unknown>, { overdue }: Job): Promise<void> {
  return overdue === undefined ? settled([running]) : settledOrAborted(running, overdue);
}

function busy(held: number): CniError {
  const message = `the node agent has ${held} calls waiting; try again`;
  return new CniError(cniErrorCodes.tryAgain, message);
}
