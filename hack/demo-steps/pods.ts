import { label } from './deployments.ts';
import type { Shell } from './shell.ts';

export type Address = { readonly link: string; readonly address: string };
export type DemoPod = {
  readonly name: string;
  readonly node: string;
  /** On the secondary networks, as the annotation network-status tells them. */
  readonly addresses: readonly Address[];
};

type PodObject = {
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly nodeName: string };
};
type NetworkStatus = {
  readonly interface: string;
  readonly ips?: readonly string[];
  readonly default?: boolean;
};

const key = 'k8s.v1.cni.cncf.io/network-status';

/** Waits until every pod has its annotation, which the agent writes shortly after the pod's start. */
export async function readPods({ kubectl }: Shell): Promise<readonly DemoPod[]> {
  const selector = `--selector=${label}`;
  const written = `--for=jsonpath={.metadata.annotations.${key.replaceAll('.', '\\.')}}`;
  await kubectl('wait', written, '--timeout=30s', 'pods', selector);
  const text = await kubectl('get', 'pods', selector, '--output=json');
  const { items } = JSON.parse(text) as { readonly items: readonly PodObject[] };
  return items.map(({ metadata, spec }) => ({
    name: metadata.name,
    node: spec.nodeName,
    addresses: addressesOf(metadata.annotations?.[key] ?? '[]'),
  }));
}

function addressesOf(annotation: string): readonly Address[] {
  const networks = JSON.parse(annotation) as readonly NetworkStatus[];
  return networks
    .filter((network) => network.default !== true)
    .map(({ interface: link, ips = [] }) => ({ link, address: ips[0] ?? '' }));
}
