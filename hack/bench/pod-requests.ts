import { type AuditEvent, writeVerbs } from '../control-plane/audit.ts';
import { namespace } from './cluster.ts';
import { atMost, type Row } from './types.ts';

/**
 * What the pods cost the API server. The lagging copy of the journal in the pools is one for many pods, and has a row of its own.
 *
 * @param events what was answered while `pods` were made and removed
 */
export function requestRows(
  events: readonly AuditEvent[],
  pods: number,
  progress: (text: string) => void,
): readonly Row[] {
  // A watch ends after some minutes and is opened again, whatever the pods do.
  const asked = events.filter(({ verb, resource }) => verb !== 'watch' && resource !== 'leases');
  const by = (account: string): readonly AuditEvent[] =>
    asked.filter(({ user }) => user === `system:serviceaccount:${namespace}:${account}`);
  const agent = by('multi-nic-node-agent');
  const writes = agent.filter(({ verb }) => writeVerbs.some((one) => one === verb));
  const copies = writes.filter(({ resource }) => resource.startsWith('ippools'));
  const reads = agent.filter(({ verb }) => ['get', 'list'].includes(verb));
  const operator = by('multi-nic-operator');
  for (const [name, list] of Object.entries({ agent, operator }))
    progress(`API requests of the ${name} for ${pods} pods made and removed: ${counted(list)}`);
  return [
    atMost('pod-writes', (writes.length - copies.length) / pods, 1, 'per pod'),
    atMost('pool-copies', copies.length / pods, 1, 'per pod'),
    atMost('pod-reads', reads.length / pods, 0, 'per pod'),
    atMost('operator-requests', operator.length / pods, 0, 'per pod'),
  ];
}

function counted(events: readonly AuditEvent[]): string {
  const counts = new Map<string, number>();
  for (const { verb, resource, code } of events) {
    const key = `${verb} ${resource} ${code}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${count} ${key}`).join(', ') || 'none';
}
