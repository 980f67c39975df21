import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import type { DeviceFacts, LinkIdentity, Sysfs } from '../discover/types.ts';

/** Reads /sys/class/net; a file that is absent or cannot be read is a fact that is absent. */
export const sysfs: Sysfs = createSysfs('/sys');

export function createSysfs(root: string): Sysfs {
  return async (links) => {
    const facts = await Promise.all(links.map((link) => describeLink(root, link)));
    return new Map(
      links.flatMap(({ name }, index) => {
        const fact = facts[index];
        return fact === undefined ? [] : [[name, fact] as const];
      }),
    );
  };
}

async function describeLink(root: string, link: LinkIdentity): Promise<DeviceFacts | undefined> {
  const folder = join(root, 'class/net', link.name);
  const [index, mac] = await Promise.all([read(folder, 'ifindex'), read(folder, 'address')]);
  if (Number(index) !== link.index || (mac ?? '') !== link.mac) return undefined;
  const device = await resolve(join(folder, 'device'));
  if (device === undefined) return { device: false };
  const speedMbps = positive(await read(folder, 'speed'));
  return {
    device: true,
    virtio: /^virtio\d+$/.test(basename(device)),
    ...(await describeDevice(device)),
    ...(speedMbps === undefined ? {} : { speedMbps }),
  };
}

const pciAddress = /^[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/;

/** The PCI function is the device itself, or what a virtio device sits on. */
async function describeDevice(device: string): Promise<Partial<DeviceFacts>> {
  const pci = [device, dirname(device)].find((path) => pciAddress.test(basename(path)));
  if (pci === undefined) return {};
  const [vendor, product, node, pf] = await Promise.all([
    read(pci, 'vendor'),
    read(pci, 'device'),
    read(pci, 'numa_node'),
    resolve(join(pci, 'physfn')),
  ]);
  return {
    pciAddress: basename(pci),
    ...(vendor === undefined ? {} : { vendor: withoutPrefix(vendor) }),
    ...(product === undefined ? {} : { product: withoutPrefix(product) }),
    ...(pf === undefined ? {} : { physicalFunction: basename(pf) }),
    // -1: the firmware does not say.
    ...(node !== undefined && /^\d+$/.test(node) ? { numaNode: Number(node) } : {}),
  };
}

/** A driver that does not know the speed says -1, 0, 4294967295, or EINVAL while the link is down. */
function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined;
}

function withoutPrefix(hex: string): string {
  return hex.replace(/^0x/, '').toLowerCase();
}

/** `undefined` for whatever reason: a link may vanish between the question and the reading. */
async function read(folder: string, file: string): Promise<string | undefined> {
  return readFile(join(folder, file), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
}

async function resolve(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
