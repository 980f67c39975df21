import { count, listNames } from '../reconcile/text.ts';
import { type UninstallState, waitingNodes, whyNetworksStay, wordOf } from './state.ts';

export type Asked = {
  readonly cleanNetworks: boolean;
  /** There was a Config, so the node agents were asked. */
  readonly agents: boolean;
};

/** What stays behind, why, and what to do about it: one sentence each, for a person. [] when nothing does. */
export function leftovers(state: UninstallState, asked: Asked): readonly string[] {
  return [...networksLeft(state, asked), ...nodesLeft(state, asked)];
}

function networksLeft(state: UninstallState, { cleanNetworks }: Asked): readonly string[] {
  const { networks } = state;
  if (networks.length === 0) return [];
  const remedy =
    'without the operator nobody finishes their deletion: install again to use or to delete them';
  if (cleanNetworks) {
    const why = whyNetworksStay(state);
    return [
      ...why.slice(0, 5),
      `${count(networks.length, 'MultiNicNetwork')} not gone yet; ${remedy}`,
    ];
  }
  const names = listNames(networks.map(({ metadata }) => metadata.name));
  return [
    `${count(networks.length, 'MultiNicNetwork')} (${names}) with their NetworkAttachmentDefinitions, CIDRs, IPPools, and their ` +
      'routes on the nodes, because nobody asked to delete them (uninstall.cleanNetworks of the chart, --clean-networks); a new ' +
      `pod that names one gets its primary network alone, or waits where Multus attaches networks; ${remedy}`,
  ];
}

function nodesLeft(state: UninstallState, { agents }: Asked): readonly string[] {
  const { hosts, readyNodes } = state;
  if (!agents) return hosts.length === 0 ? [] : [unasked(hosts.length)];
  const answers = hosts.flatMap((host) => {
    const word = wordOf(host);
    const { name } = host.metadata;
    return word === undefined || word === 'true' || !readyNodes.has(name) ? [] : [{ name, word }];
  });
  const some = answers.slice(0, 20).map(({ name, word }) => `node ${name}: ${word}`);
  const attached = [
    ...some,
    ...(answers.length > some.length ? [count(answers.length - some.length, 'further node')] : []),
    ...(answers.length > 0
      ? [
          'attachments, shims and state go from a node only with its pods: delete these, or drain it',
        ]
      : []),
  ];
  const silent = waitingNodes(state);
  const away = hosts.map(({ metadata }) => metadata.name).filter((name) => !readyNodes.has(name));
  return [
    ...attached,
    ...(silent.length === 0
      ? []
      : [`nodes ${listNames(silent)}: their node agents have not answered in time`]),
    ...(away.length === 0
      ? []
      : [`nodes ${listNames(away.toSorted())}: no node agent is ready there, nothing was cleaned`]),
  ];
}

function unasked(nodes: number): string {
  return `files, routes and state on ${count(nodes, 'node')}: there is no Config, so no node agent could be asked`;
}
