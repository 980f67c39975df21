import { familyOf } from '../../../cni/protocol/address.ts';
import { badField } from '../../../cni/protocol/field.ts';
import type { Selection } from './types.ts';

export type Family = 4 | 6;
export const families: readonly Family[] = [4, 6];

/**
 * Which families each network has to give up, because another one asks to be their default. One gateway of each family
 * for the whole pod, since two would share the traffic between networks; `[]` asks for whatever its chain
 * makes, so it stands alone.
 *
 * @throws CniError `badConfig` naming both items
 */
export function claimDefaultRoutes(
  selections: readonly (Selection | undefined)[],
): readonly (readonly Family[])[] {
  const claims = selections.flatMap((selection, index) => claimsOf(selection, index));
  checkAlone(selections);
  const owners = new Map<Family, (typeof claims)[number]>();
  for (const claim of claims) {
    const owner = owners.get(claim.family);
    if (owner !== undefined)
      throw badField(
        `${claim.where}.default-route`,
        `an IPv${claim.family} gateway, and ${owner.where} has one already`,
        'keep one gateway of each family in the whole annotation',
      );
    owners.set(claim.family, claim);
  }
  return selections.map((_selection, index) =>
    families.filter((family) => (owners.get(family)?.index ?? index) !== index),
  );
}

function claimsOf(
  selection: Selection | undefined,
  index: number,
): readonly { readonly family: Family; readonly index: number; readonly where: string }[] {
  return (selection?.defaultRoute ?? []).flatMap((gateway) => {
    const family = familyOf(gateway);
    return family === undefined ? [] : [{ family, index, where: selection?.where ?? '' }];
  });
}

function checkAlone(selections: readonly (Selection | undefined)[]): void {
  const asking = selections.filter((selection) => selection?.defaultRoute !== undefined);
  const open = asking.find((selection) => selection?.defaultRoute?.length === 0);
  const other = asking.find((selection) => selection !== open);
  if (open === undefined || other === undefined) return;
  const reason = `[] asks for the pod's default routes, and so does ${other.where}`;
  throw badField(`${open.where}.default-route`, reason, 'keep default-route on one of them');
}
