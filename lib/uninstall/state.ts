import { annotations, findCondition } from '../api/meta.ts';
import type { HostInterface, MultiNicNetwork } from '../api/types.ts';

/** One moment of an uninstallation. */
export type UninstallState = {
  readonly networks: readonly MultiNicNetwork[];
  readonly hosts: readonly HostInterface[];
  /** Nodes whose node agent is ready: the others cannot clean up. */
  readonly readyNodes: ReadonlySet<string>;
};

/** What a node agent says of its node: "true" or what is left; `undefined` before it has answered. */
export function wordOf({ metadata }: HostInterface): string | undefined {
  return metadata.annotations?.[annotations.uninstalled];
}

/** Nodes that can clean up and have not answered yet, by name. */
export function waitingNodes({ hosts, readyNodes }: UninstallState): readonly string[] {
  const answered = new Set(
    hosts.filter((host) => wordOf(host) !== undefined).map(({ metadata }) => metadata.name),
  );
  return [...readyNodes].filter((node) => !answered.has(node)).toSorted();
}

/** Networks with what keeps each of them from going, as its own condition says. */
export function whyNetworksStay({ networks }: UninstallState): readonly string[] {
  return networks.map(({ metadata, status }) => {
    const why = findCondition(status?.conditions, 'Progressing');
    const said = why?.status === 'True' ? why.message : 'the operator has not told why';
    return `MultiNicNetwork ${metadata.name}: ${said}`;
  });
}
