import { familyOfPrefix } from '../../cni/protocol/address.ts';
import type { Attachment, AttachedLink, PodRoute } from '../journal/types.ts';
import type { Sysctl } from '../types.ts';
import { word } from './names.ts';

/** One line for `ip -batch`, and what it makes, for the error when it fails. */
export type Line = { readonly text: string; readonly makes: string };

/**
 * The links, made from the host's namespace straight into the pod's, under their final names: nothing of them is ever in the
 * host's namespace, so nothing can be left there.
 */
export function renderLinks({ links, group, netns }: Attachment): readonly Line[] {
  return links.map((link) => ({
    text: [
      `link add link ${word(link.master)} name ${word(link.name)}`,
      link.mtu === undefined ? '' : `mtu ${link.mtu}`,
      link.kind === 'macvlan' ? `address ${word(link.mac)}` : '',
      `group ${group} netns ${word(netns.path)} type ${link.kind} mode ${word(link.mode)}`,
    ]
      .filter((part) => part !== '')
      .join(' '),
    makes: `link ${link.name} on ${link.master}`,
  }));
}

/**
 * A macvlan has a MAC of its own, and its address may have been another pod's a moment ago: announced when the link goes
 * up, it replaces what the neighbours remember (Documentation/networking/ip-sysctl.rst, arp_notify). An ipvlan's MAC is its
 * master's, whoever has the address.
 */
export function renderSysctls({ links }: Attachment): readonly Sysctl[] {
  return links
    .filter(({ kind }) => kind === 'macvlan')
    .map(({ name }) => ({ path: `net/ipv4/conf/${word(name)}/arp_notify`, value: '1' }));
}

/** Addresses, up, routes: to be run inside the pod's namespace. */
export function renderConfiguration(attachment: Attachment): readonly Line[] {
  const { links, routes = [], result } = attachment;
  const offset = result.interfaces.length - links.length;
  return [
    ...links.flatMap((link, index) => {
      const ips = result.ips.filter((ip) => ip.interface === offset + index);
      return configureLink(
        link,
        ips.map(({ address }) => address),
      );
    }),
    ...routes.map(renderRoute),
  ];
}

function configureLink({ name }: AttachedLink, addresses: readonly string[]): readonly Line[] {
  return [
    ...addresses.map((address) => ({
      text: `address add ${word(address)}${broadcast(address)} dev ${word(name)}`,
      makes: `address ${address} on ${name}`,
    })),
    { text: `link set dev ${word(name)} up`, makes: `state up of ${name}` },
  ];
}

/** The reference plugins set it for every IPv4 network that has one. */
function broadcast(prefix: string): string {
  const length = Number(prefix.split('/')[1]);
  return familyOfPrefix(prefix) === 4 && length < 31 ? ' brd +' : '';
}

/** `prepend` is what the reference plugins' flags mean: a route of the same `dst` that was there before stays, behind. */
function renderRoute(route: PodRoute): Line {
  const { dst, hops } = route;
  const steps = hops.map(({ via, dev }) =>
    via === undefined ? `dev ${word(dev)}` : `via ${word(via)} dev ${word(dev)}`,
  );
  const path = steps.length === 1 ? steps[0] : steps.map((step) => `nexthop ${step}`).join(' ');
  const attributes = [
    ['table', route.table],
    ['metric', route.priority],
    ['scope', route.scope],
    ['mtu', route.mtu],
    ['advmss', route.advmss],
  ] as const;
  const given = attributes.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${value}`],
  );
  return { text: ['route prepend', word(dst), ...given, path].join(' '), makes: `route ${dst}` };
}
