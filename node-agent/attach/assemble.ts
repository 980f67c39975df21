import type { Request, Result } from '../../cni/protocol/types.ts';
import type { Attachment, AttachedLink, DelegateCall, Reservation } from '../journal/types.ts';
import { planPodRoutes } from './pod-routes.ts';
import type { Addressing } from './types.ts';

export const keyOf = ({ plugin, containerID, ifName, config }: Request): Attachment['key'] => ({
  plugin,
  containerID,
  ifName,
  network: config.name,
});

/** The part of an attachment that the request alone decides. */
export function beginAttachment(
  request: Request,
  identity: string,
  digest: string,
): Omit<Attachment, 'group' | 'links' | 'reservations' | 'delegates' | 'result'> {
  const { args } = request;
  return {
    key: keyOf(request),
    plugin: request.plugin,
    netns: { path: request.netns, identity },
    pod: {
      namespace: args['K8S_POD_NAMESPACE'] ?? '',
      name: args['K8S_POD_NAME'] ?? '',
      uid: args['K8S_POD_UID'] ?? '',
    },
    digest,
    cniArgs: Object.entries(args)
      .map(([key, value]) => `${key}=${value}`)
      .join(';'),
    cniPath: request.path,
  };
}

type Parts = {
  readonly request: Request;
  readonly begun: ReturnType<typeof beginAttachment>;
  readonly group: number;
  readonly links: readonly AttachedLink[];
  readonly reservations: readonly Reservation[];
  readonly delegates: readonly DelegateCall[];
  readonly addressing: Addressing;
};

/**
 * An attachment with its result in upstream's shape: the interfaces of `prevResult` first, then ours; `ips` are ours, each
 * with the index of its interface.
 */
export function assembleAttachment(parts: Parts): Attachment {
  const { request, begun, group, links, reservations, delegates, addressing } = parts;
  const podLinks = links.map(({ name }, index) => ({
    name,
    addresses: addressing.byMaster[index] ?? [],
  }));
  const routes = planPodRoutes(podLinks, addressing.routes);
  const result = assembleResult(request, links, addressing);
  return { ...begun, group, links, reservations, routes, delegates, result };
}

function assembleResult(
  { config, netns }: Request,
  links: readonly AttachedLink[],
  { byMaster, routes, dns }: Addressing,
): Result {
  const before = config.prevResult?.interfaces ?? [];
  const interfaces = links.map(({ name, mac, mtu }) => ({
    name,
    mac,
    ...(mtu === undefined ? {} : { mtu }),
    sandbox: netns,
  }));
  const ips = byMaster.flatMap((addresses, index) =>
    addresses.map((one) => ({ ...one, interface: before.length + index })),
  );
  return {
    interfaces: [...before, ...interfaces],
    ips,
    routes: routes.map(({ route }) => route),
    dns,
  };
}
