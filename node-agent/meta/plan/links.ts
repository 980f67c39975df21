import type { AttachedNetwork } from '../types.ts';
import { holds } from './prefix.ts';

/** The links that a network made in the pod: those of its result that have a sandbox, else the one it was asked for. */
export function linksOf({ result, ifName }: AttachedNetwork): readonly string[] {
  const inside = (result?.interfaces ?? []).filter(({ sandbox }) => (sandbox ?? '') !== '');
  return inside.length === 0 ? [ifName] : inside.map(({ name }) => name);
}

/** The link whose network holds the gateway; the first one when none does, and the kernel then says why not. */
export function linkTowards(network: AttachedNetwork, gateway: string): string {
  const { interfaces = [], ips = [] } = network.result ?? {};
  const links = linksOf(network);
  const near = ips.find(({ address }) => holds(address, gateway));
  const name = near?.interface === undefined ? undefined : interfaces[near.interface]?.name;
  return name !== undefined && links.includes(name) ? name : (links[0] ?? network.ifName);
}
