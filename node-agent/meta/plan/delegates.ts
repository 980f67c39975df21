import { badField, flag, list, object, optional } from '../../../cni/protocol/field.ts';
import type { CniVersion, JsonObject } from '../../../cni/protocol/types.ts';
import type { NetworkList } from '../types.ts';
import { readNetworkList } from './conf-file.ts';

type Of = { readonly name: string; readonly cniVersion: CniVersion };

/**
 * `delegates` of a meta configuration, the one with `masterplugin: true` first; `named`: some delegate has that key. A
 * delegate without a name is called after the configuration and its place, because plugins keep their state under the name and
 * two of one name would meet there. `masterplugin` is ours and not passed on.
 *
 * @throws CniError `badConfig`
 */
export function readDelegates(
  raw: JsonObject,
  { name, cniVersion }: Of,
): { readonly delegates: readonly NetworkList[]; readonly named: boolean } {
  const given = optional(raw, 'delegates', '', list(object)) ?? [];
  const read = given.map((one, index) => {
    const where = `delegates[${index}]`;
    const { masterplugin: _ours, ...config } = one;
    return {
      master: optional(one, 'masterplugin', where, flag),
      list: readNetworkList(config, { where, name: `${name}-${index}`, cniVersion }),
    };
  });
  const masters = read.filter(({ master }) => master === true);
  if (masters.length > 1)
    throw badField(
      'delegates',
      "only one delegate can have 'masterplugin'",
      `${masters.length} have it: keep it on the pod's primary network`,
    );
  const others = read.filter(({ master }) => master !== true);
  return {
    delegates: [...masters, ...others].map((one) => one.list),
    named: read.some(({ master }) => master !== undefined),
  };
}
