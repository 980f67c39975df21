import type { JsonObject } from '../../../cni/protocol/types.ts';
import { createLog } from '../../../lib/log.ts';
import { createContext } from '../../../node-agent/attach/context.ts';
import type { Effects } from '../../../node-agent/attach/types.ts';
import { createVerbs } from '../../../node-agent/attach/verbs.ts';
import { createCallScope } from '../../../node-agent/host/call-scope.ts';
import { createLedger } from '../../../node-agent/journal/ledger.ts';
import type { JournalRecord } from '../../../node-agent/journal/types.ts';
import { MultiNicError } from '../../../lib/errors.ts';
import { knownOf, requestOf } from './fixture.ts';

const masters = ['eth1', 'eth2'];
export const known = knownOf(masters);
export const conf: JsonObject = {
  cniVersion: '1.1.0',
  name: 'net',
  type: 'macvlan',
  ipam: { type: 'multi-nic-ipam', routes: [{ dst: '10.9.0.0/16' }], dns: { domain: 'x' } },
  masters,
};
export const plugin = 'multi-nic-ipam';
export const call = (
  command: Parameters<typeof requestOf>[0],
  containerID: string,
  change: JsonObject = {},
) => requestOf(command, { containerID, plugin, conf: { ...conf, ...change } });

/** An agent without a kernel: `multi-nic-ipam` needs none, and who asks it here is wrong. */
export function createAgent(change: Partial<Effects> = {}) {
  const disk = { full: false, records: [] as JournalRecord[] };
  const namespaces = new Map<string, string>(
    ['a', 'b', 'c'].map((name) => [`/run/netns/${name}`, `boot/1:${name}`]),
  );
  const append = async (records: readonly JournalRecord[]): Promise<void> => {
    await Promise.resolve();
    if (disk.full) throw new MultiNicError('JOURNAL_UNUSABLE', 'no space left on device');
    disk.records.push(...records);
  };
  const probe = async (): Promise<void> => {
    if (disk.full) throw new MultiNicError('JOURNAL_UNUSABLE', 'no space left on device');
  };
  const context = createContext({
    ip: ({ args, batch }) => Promise.reject(new Error(`unexpected ip ${String(args ?? batch)}`)),
    journal: { append, probe },
    ledger: createLedger([]),
    known: () => known,
    links: () => new Map(),
    scope: createCallScope(),
    netnsIdentity: (path) => Promise.resolve(namespaces.get(path)),
    delegate: ({ plugin: name }) => Promise.reject(new Error(`unexpected plugin ${name}`)),
    entropy: (length) => new Uint8Array(length),
    log: createLog(
      () => {},
      () => new Date(0),
    ),
    ...change,
  });
  const verbs = createVerbs(context);
  return { ...verbs[plugin], all: verbs, context, disk, namespaces };
}

export const used = ({ context }: ReturnType<typeof createAgent>): number =>
  context.ledger.used('net-eth1').size + context.ledger.used('net-eth2').size;
