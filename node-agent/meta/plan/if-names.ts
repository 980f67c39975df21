import { badField } from '../../../cni/protocol/field.ts';
import type { Candidate } from './types.ts';

/**
 * Interface names in order: the runtime's for the primary network, else what the annotation or the network asks for, else
 * `net<n>`. The current form counts all networks (the first secondary one is net1), the early form the secondary ones (net0).
 *
 * @throws CniError `badConfig` for a name that two networks get, and for another name than the runtime's on the primary
 */
export function assignIfNames(
  candidates: readonly Candidate[],
  primary: string,
  form: 'current' | 'early',
): readonly string[] {
  const first = form === 'early' ? 0 : 1;
  const names = candidates.map(({ selection, ifName }, index) =>
    index === 0 ? primary : (selection?.ifName ?? ifName ?? `net${index - 1 + first}`),
  );
  checkPrimary(candidates[0], primary);
  checkUnique(candidates, names);
  return names;
}

/** The runtime looks for the pod's addresses under the name that it gave; under another it finds a pod without network. */
function checkPrimary(candidate: Candidate | undefined, primary: string): void {
  const asked = candidate?.selection?.ifName ?? primary;
  if (asked === primary) return;
  const reason = `interface ${asked} for the primary network, which is ${primary}`;
  throw badField(candidate?.selection?.where ?? '', reason, 'leave the interface out');
}

function checkUnique(candidates: readonly Candidate[], names: readonly string[]): void {
  for (const [index, name] of names.entries()) {
    const before = names.indexOf(name);
    if (before === index) continue;
    const where = whereOf(candidates[index]);
    const reason = `interface ${name} is that of ${whereOf(candidates[before])} already`;
    throw badField(where, reason, 'give one of them another name with "interface"');
  }
}

function whereOf(candidate: Candidate | undefined): string {
  return candidate?.selection?.where ?? candidate?.where ?? '';
}
