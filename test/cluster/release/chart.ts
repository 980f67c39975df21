import { fileURLToPath } from 'node:url';

export const top = fileURLToPath(new URL('../../../', import.meta.url));

export const chart = `${top}chart`;
export const manifest = `${top}manifests/install.yaml`;
export const uninstallGuide = `${top}docs/uninstall.md`;

export const release = 'multi-nic';
/** Of the release, and of the programs. */
export const namespace = 'multi-nic';

/** Settings of all installations here: the images are on the nodes, and the NICs are ends of veth pairs. */
export const settings = [
  '--set=image.registry=localhost',
  '--set=image.pullPolicy=Never',
  '--set=daemon.nics.kinds={physical,virtio,vf,veth}',
] as const;
