import type { Request, Result } from '../../../cni/protocol/types.ts';
import type { Deadline, Verbs } from '../../../node-agent/server/types.ts';

export const emptyResult: Result = { interfaces: [], ips: [], routes: [], dns: {} };

const nothing = async (): Promise<void> => {};

/** Verbs that succeed at once, except those given. */
export function verbs(over: Partial<Verbs> = {}): Verbs {
  return {
    add: async () => emptyResult,
    del: nothing,
    check: nothing,
    gc: nothing,
    status: nothing,
    ...over,
  };
}

/** A promise and the key to it. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

/** A deadline that passes when the test says so. */
export function handDeadline(): {
  start: () => Deadline;
  expire: () => void;
  stopped: () => number;
} {
  const controller = new AbortController();
  let stopped = 0;
  return {
    start: () => ({ signal: controller.signal, stop: () => void stopped++ }),
    expire: () => controller.abort(),
    stopped: () => stopped,
  };
}

/** Lets all promises that can go on do so. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export const idOf = (request: Request): string => `${request.command} ${request.containerID}`;
