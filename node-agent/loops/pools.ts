import type { IPPool } from '../../lib/api/types.ts';
import type { KubeApi } from '../../lib/kube/types.ts';
import { parseCidr, parseExclude } from '../../lib/net/cidr.ts';
import { createPoolIndex } from '../../lib/net/pool.ts';
import { foreignAllocations } from '../attach/adopted.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Known } from '../types.ts';
import { type PoolCopy, planPoolCopies } from './pool-copy.ts';

export type PoolEffects = {
  readonly cached: () => Known | undefined;
  readonly ledger: Pick<Ledger, 'entries' | 'gave'>;
  /** Identity of the journal once it holds all that pods have. */
  readonly journal: () => string | undefined;
  readonly api: Pick<KubeApi, 'apply'>;
  readonly written: (pool: IPPool) => void;
};

/** Brings the pools' copies of the journal up to date: one write for each that differs, however much happened. */
export async function copyToPools(effects: PoolEffects): Promise<void> {
  const pools = effects.cached()?.pools ?? [];
  const { ledger } = effects;
  const attachments = ledger.entries().map(({ attachment }) => attachment);
  const foreign = foreignAllocations(pools, ledger);
  const journal = effects.journal();
  const copies = planPoolCopies(pools, { attachments, foreign, capacity: capacityOf, journal });
  const results = await Promise.allSettled(copies.map((copy) => write(effects, copy)));
  const failures = results.flatMap((one) =>
    one.status === 'rejected' ? [one.reason as unknown] : [],
  );
  if (failures.length > 0)
    throw new AggregateError(failures, 'IPPools could not be brought up to date');
}

/** The list first: it must be the version that was looked at. */
async function write({ api, written }: PoolEffects, { spec, status }: PoolCopy): Promise<void> {
  if (spec !== undefined) written((await api.apply(spec)) as IPPool);
  if (status !== undefined) written((await api.apply(status, { subresource: 'status' })) as IPPool);
}

/** What cannot be parsed gives nothing: an ADD on such a pool says what is wrong with it. */
function capacityOf({ spec }: IPPool): number {
  const cidr = parseCidr(spec.podCIDR);
  if (cidr === undefined) return 0;
  const excludes = spec.excludes.flatMap((text) => parseExclude(text) ?? []);
  return createPoolIndex({ cidr, excludes }).capacity;
}
