import { multusTypes } from '../meta/conf/decide.ts';
import { calledTypes, isOwn, typesOf } from '../meta/conf/own-conf.ts';
import type { ConfFile } from '../meta/plan/conf-folder.ts';

/**
 * The files of a conf folder by which a runtime, or a plugin that it calls, calls one of the plugins `ours`, and that are not of our
 * making: "10-a.conf calls multi-nic-meta". Their maker has to take them away; Multus does when it is restarted.
 */
export function callersOf(files: readonly ConfFile[], ours: readonly string[]): readonly string[] {
  const others = files.filter(({ name }) => !isOwn(name));
  return others.flatMap(({ name, text }) => {
    const type = calledTypes(text).find((one) => ours.includes(one));
    if (type === undefined) return [];
    return [`${name} calls ${type}${isWrapped(text, ours) ? ': restart Multus' : ''}`];
  });
}

/** Whether it is Multus, and not the runtime, that calls us by this conf. */
function isWrapped(text: string, ours: readonly string[]): boolean {
  const types = typesOf(text);
  return types.some((type) => multusTypes.includes(type) && !ours.includes(type));
}
