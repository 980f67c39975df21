import { isOwn } from '../meta/conf/decide.ts';
import { typesOf } from '../meta/conf/own-conf.ts';
import type { ConfFile } from '../meta/plan/conf-folder.ts';

/**
 * The files of a conf folder by which a runtime calls one of the plugins `ours`, and that are not of our making: "10-a.conf calls
 * multi-nic-meta". Whoever wrote them has to take them away.
 */
export function callersOf(files: readonly ConfFile[], ours: readonly string[]): readonly string[] {
  const others = files.filter(({ name }) => !isOwn(name));
  return others.flatMap(({ name, text }) => {
    const type = typesOf(text).find((one) => ours.includes(one));
    return type === undefined ? [] : [`${name} calls ${type}`];
  });
}
