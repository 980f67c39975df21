import type { CIDR, HostInterface, IPPool, MultiNicNetwork } from '../lib/api/types.ts';
import type { OnUnreadable } from './iproute2/rows.ts';

/** What the agent knows of the API server: its informer caches, or their last snapshot on disk. */
export type Known = {
  readonly networks: readonly MultiNicNetwork[];
  /** The pools of this host. */
  readonly pools: readonly IPPool[];
  /** All slices of L3 networks. */
  readonly cidrs: readonly CIDR[];
  /** This host's own object, absent until it was written. */
  readonly hostInterface?: HostInterface;
};

/** A finished program: its exit status is a value because callers disagree on what it means. */
export type Finished = {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** `path` below /proc/sys, letters, digits and `_ . : / + @ -` only. */
export type Sysctl = { readonly path: string; readonly value: string };

/**
 * The one door to iproute2. `args` for a single command, or `batch` lines for `ip -batch -`. `netns` is a path; absent
 * means the host's. Never throws for a non-zero exit; rejects with MultiNicError `COMMAND_FAILED` when it cannot run
 * or outlives its deadline.
 */
export type Ip = ((call: {
  readonly args?: readonly string[];
  readonly batch?: readonly string[];
  readonly netns?: string;
  /** A batch goes on after a failing line and stderr names each (`Command failed -:N`); otherwise it stops at the first. */
  readonly keepGoing?: boolean;
  /** Written in `netns` before the command, as far as the kernel has them: what no `ip` command can set. */
  readonly sysctls?: readonly Sysctl[];
}) => Promise<Finished>) & {
  /** Told of a row of an answer that cannot be read; absent: the whole answer is refused. */
  readonly onUnreadable?: OnUnreadable;
};
