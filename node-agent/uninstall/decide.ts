/** What the decision rests on. */
export type UninstallFacts = {
  /** The Config asks for it. */
  readonly asked: boolean;
  /** To networks beside the primary one: each needs its shim and its addresses until its sandbox is gone. */
  readonly attachments: number;
  /** Configurations of others that call us; until they are gone the runtime needs our shims, and whoever uninstalls the news. */
  readonly callers: readonly string[];
  /** Files of ours that were still in the conf folder at this look. */
  readonly confFiles: number;
  /** Routes, rules and next hops of ours that no network needs any more; they are being taken away. */
  readonly staleRoutes: number;
};

export type UninstallDecision = {
  readonly shims: 'install' | 'remove' | 'leave';
  /** The word for the HostInterface: "true", or what is left; absent while there is nothing to say. */
  readonly word: string | undefined;
  /** Nothing on the node needs the agent any more: when it ends, its state goes too. */
  readonly complete: boolean;
};

/** Nothing that lives loses what it needs: what is left is said, and goes when its pods have gone. */
export function decideUninstall(facts: UninstallFacts): UninstallDecision {
  const { asked, attachments, callers, confFiles, staleRoutes } = facts;
  if (!asked) return { shims: 'install', word: undefined, complete: false };
  const left = [...attachedText(attachments), ...callers];
  if (left.length > 0) {
    // New pods have to go by it no longer before anyone is told.
    const word = confFiles === 0 ? `left: ${left.join(', ')}` : undefined;
    return { shims: 'leave', word, complete: false };
  }
  const complete = confFiles === 0 && staleRoutes === 0;
  return { shims: 'remove', word: complete ? 'true' : undefined, complete };
}

function attachedText(attachments: number): readonly string[] {
  if (attachments === 0) return [];
  return [attachments === 1 ? '1 attachment' : `${attachments} attachments`];
}
