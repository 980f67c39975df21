import { type Cidr, overlaps, parseAddress, parseCidr } from '../../net/cidr.ts';
import type { HostInterface, KubeObject } from '../../api/types.ts';

/** A range that the cluster itself needs, and whose it is. */
export type Reserved = { readonly range: Cidr; readonly what: string };

/** Ranges of which the kernel, or nobody, makes addresses of pods (RFC 6890). */
const special: readonly Reserved[] = [
  { range: '0.0.0.0/8', what: '"this network"' },
  { range: '127.0.0.0/8', what: 'loopback' },
  { range: '169.254.0.0/16', what: 'link-local' },
  { range: '224.0.0.0/4', what: 'multicast' },
  { range: '240.0.0.0/4', what: 'reserved' },
].map(({ range, what }) => ({ range: range as Cidr, what }));

type Node = KubeObject & {
  readonly spec?: {
    readonly podCIDR?: string | null;
    readonly podCIDRs?: readonly string[] | null;
  };
  readonly status?: {
    readonly addresses?: readonly { readonly type?: string; readonly address?: string }[] | null;
  };
};

/** A Service or an EndpointSlice, as far as it has addresses. */
type Addressed = KubeObject & {
  readonly spec?: { readonly clusterIPs?: readonly string[] | null; readonly clusterIP?: string };
  readonly endpoints?: readonly { readonly addresses?: readonly string[] | null }[] | null;
};

type ServiceCidr = KubeObject & { readonly spec?: { readonly cidrs?: readonly string[] | null } };

export type ClusterNetworks = {
  readonly nodeObjects: readonly KubeObject[];
  readonly serviceCidrs: readonly KubeObject[];
  readonly apiServer: readonly KubeObject[];
  readonly hostInterfaces: readonly HostInterface[];
};

/** What of a Node says which addresses the cluster needs: its InternalIPs and its pods' ranges. */
export function addressesOfNode(node: KubeObject): readonly string[] {
  const { spec, status } = node as Node;
  const internal = (status?.addresses ?? []).filter(({ type }) => type === 'InternalIP');
  return [
    ...internal.map(({ address = '' }) => address),
    ...(spec?.podCIDRs ?? [spec?.podCIDR ?? '']),
  ];
}

/** The addresses of the API server's Service, or of what stands behind it. */
export function addressesOfApiServer(object: KubeObject): readonly string[] {
  const { spec, endpoints } = object as Addressed;
  const services = spec?.clusterIPs ?? [spec?.clusterIP ?? ''];
  return [...services, ...(endpoints ?? []).flatMap(({ addresses }) => addresses ?? [])];
}

/**
 * The first range of the cluster that `subnet` overlaps: special ranges, Services, the API server, the nodes' InternalIPs and
 * the network of their primary NIC, pods of the primary network. A rule or route of ours over one of them takes nodes off the API server.
 */
export function findReserved(subnet: Cidr, cluster: ClusterNetworks): Reserved | undefined {
  for (const one of reservedRanges(cluster)) if (overlaps(subnet, one.range)) return one;
  return undefined;
}

function* reservedRanges(cluster: ClusterNetworks): Iterable<Reserved> {
  yield* special;
  for (const { metadata, spec } of cluster.serviceCidrs as readonly ServiceCidr[])
    yield* readable(spec?.cidrs ?? [], `ServiceCIDR ${metadata.name}`);
  for (const object of cluster.apiServer)
    yield* readable(
      addressesOfApiServer(object),
      `${object.kind} ${object.metadata.name} (API server)`,
    );
  for (const node of cluster.nodeObjects)
    yield* readable(addressesOfNode(node), `Node ${node.metadata.name} (InternalIP or podCIDR)`);
  for (const host of cluster.hostInterfaces) yield* primaryNetworks(host);
}

function primaryNetworks({ metadata, status }: HostInterface): readonly Reserved[] {
  const primary = (status?.notOffered ?? []).filter(({ reason }) => reason === 'Primary');
  return primary.flatMap(({ interfaceName, netAddress = '' }) =>
    readable([netAddress], `the network of ${interfaceName}, primary NIC of ${metadata.name}`),
  );
}

/** Addresses and prefixes of IPv4; the other family cannot overlap. */
function readable(texts: readonly string[], what: string): readonly Reserved[] {
  return texts.flatMap((text) => {
    const range = asCidr(text);
    return range === undefined ? [] : [{ range, what }];
  });
}

function asCidr(text: string): Cidr | undefined {
  return parseCidr(parseAddress(text) === undefined ? text : `${text}/32`);
}
