import type { Node } from '../node/fabric.ts';

/** The pods of a node on the primary network: 10.244.<n>.0/24. */
export const podCidr = ({ index }: Node): string => `10.244.${index}.0/24`;

export const primaryConfFile = '10-primary.conflist';

/** The primary network, as a small cluster has it: a bridge per node, routed and not translated. */
export function primaryConf(node: Node): string {
  const conf = {
    cniVersion: '1.0.0',
    name: 'primary',
    plugins: [
      {
        type: 'bridge',
        bridge: 'cni0',
        isDefaultGateway: true,
        ipMasq: false,
        ipam: { type: 'host-local', ranges: [[{ subnet: podCidr(node) }]] },
      },
    ],
  };
  return `${JSON.stringify(conf, undefined, 2)}\n`;
}

/** Batch lines for the outer namespace, through which pods reach the API server and it reaches them. */
export function outerRoutes(nodes: readonly Node[]): string[] {
  return nodes.map((node) => `route replace ${podCidr(node)} via ${node.address}`);
}

/** Batch lines for the namespace of `self`. */
export function nodeRoutes(self: Node, nodes: readonly Node[]): string[] {
  return outerRoutes(nodes.filter(({ index }) => index !== self.index));
}
