import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

export type DemoNetwork = {
  readonly name: string;
  readonly manifest: string;
  readonly note: string;
};

/** The user guide's own network, word for word where the kernel has ipvlan. */
export function demoNetwork(): DemoNetwork {
  const text = demoNetworkText();
  const name = String(parseDocument(text).getIn(['metadata', 'name']));
  return kernelHas('ipvlan')
    ? { name, manifest: text, note: 'ipvlan l3, as the user guide has it' }
    : { name, manifest: asMacvlan(text), note: noIpvlan };
}

const noIpvlan =
  "macvlan with vlanMode l2, because this kernel has no ipvlan (CONFIG_IPVLAN); with ipvlan it is the user guide's own, l3";

export function demoNetworkText(): string {
  return readFileSync(new URL('network.yaml', import.meta.url), 'utf8');
}

/** The same network for kernels without ipvlan: pods share the fabric's broadcast domain, no routes on the host. */
export function asMacvlan(text: string): string {
  const document = parseDocument(text);
  document.setIn(['spec', 'plugin', 'type'], 'macvlan');
  document.setIn(['spec', 'plugin', 'args', 'mode'], 'bridge');
  const ipam = String(document.getIn(['spec', 'ipam'])).replace('"l3"', '"l2"');
  document.setIn(['spec', 'ipam'], ipam);
  return String(document);
}

/** Asks the kernel itself, in a namespace that ends with the question. */
export function kernelHas(kind: string): boolean {
  const script = `ip link add probe0 type veth peer name probe1 && ip link add link probe0 name probe2 type ${kind}`;
  return spawnSync('unshare', ['--net', 'sh', '-c', script], { stdio: 'ignore' }).status === 0;
}
