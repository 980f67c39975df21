import { readFile } from 'node:fs/promises';

/** One request as the API server answered it. */
export type AuditEvent = {
  readonly user: string;
  readonly verb: string;
  /** `cidrs`, `cidrs/status`; the path without its query for what is no resource. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  /** HTTP status. */
  readonly code: number;
};

export const writeVerbs = ['create', 'update', 'patch', 'delete', 'deletecollection'] as const;

type Line = {
  readonly stage: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username: string };
  readonly responseStatus?: { readonly code?: number };
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
};

/** The log's finished requests in order; a watch counts when it starts, because it may never end. */
export async function readAudit(logFile: string): Promise<AuditEvent[]> {
  const text = await readFile(logFile, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
    .filter(({ stage, verb }) => (verb === 'watch') === (stage === 'ResponseStarted'))
    .map(toEvent);
}

function toEvent({ user, verb, requestURI, responseStatus, objectRef = {} }: Line): AuditEvent {
  const { resource, subresource, namespace = '', name = '' } = objectRef;
  const path = [resource, subresource].filter((part) => part !== undefined).join('/');
  return {
    user: user.username,
    verb,
    resource: path === '' ? requestURI.replace(/\?.*/, '') : path,
    namespace,
    name,
    code: responseStatus?.code ?? 0,
  };
}

/** Writes per `user verb resource`, such as `operator patch cidrs/status`, refused ones included. */
export function countWrites(events: readonly AuditEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { user, verb, resource } of events) {
    if (!writeVerbs.some((write) => write === verb)) continue;
    const key = `${user} ${verb} ${resource}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
