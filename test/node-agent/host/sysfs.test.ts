import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { expect } from 'chai';

import { createSysfs } from '../../../node-agent/host/sysfs.ts';

const root = mkdtempSync(join(tmpdir(), 'sysfs-'));
const pci = 'devices/pci0000:3a/0000:3b:00';

/** Lays a link out as the kernel does: class/net/NAME points into the tree of devices. */
function lay(name: string, index: number, device: string | undefined, files: object): void {
  const folder = join(root, device ?? 'devices/virtual', 'net', name);
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(root, 'class/net'), { recursive: true });
  symlinkSync(folder, join(root, 'class/net', name));
  if (device !== undefined) symlinkSync(join(root, device), join(folder, 'device'));
  const all = { [`${folder}/ifindex`]: `${index}`, [`${folder}/address`]: mac(index), ...files };
  for (const [path, text] of Object.entries(all)) {
    const file = path.startsWith('/') ? path : join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
  }
}

const mac = (index: number): string => `02:00:00:00:00:0${index}`;
const link = (name: string, index: number) => ({ name, index, mac: mac(index) });

describe('createSysfs', () => {
  before(() => {
    lay('ens1f0', 2, `${pci}.0`, {
      [`${pci}.0/vendor`]: '0x15b3',
      [`${pci}.0/device`]: '0x101B',
      [`${pci}.0/numa_node`]: '1',
      [`${pci}.0/net/ens1f0/speed`]: '100000',
    });
    lay('ens1v0', 3, `${pci}.2`, {
      [`${pci}.2/vendor`]: '0x15b3',
      [`${pci}.2/device`]: '0x101c',
      [`${pci}.2/numa_node`]: '-1',
      [`${pci}.2/net/ens1v0/speed`]: '-1',
    });
    symlinkSync(join(root, `${pci}.0`), join(root, `${pci}.2/physfn`));
    lay('eth0', 4, 'devices/pci0000:00/0000:00:03.0/virtio2', {
      'devices/pci0000:00/0000:00:03.0/vendor': '0x1af4',
      'devices/pci0000:00/0000:00:03.0/device': '0x1041',
    });
    lay('eth9', 5, 'devices/platform/a003e00.virtio_mmio/virtio1', {});
    lay('br0', 6, undefined, {});
  });
  after(() => rmSync(root, { recursive: true }));

  const cases = [
    {
      name: 'a PCI function',
      of: link('ens1f0', 2),
      want: {
        device: true,
        virtio: false,
        pciAddress: '0000:3b:00.0',
        vendor: '15b3',
        product: '101b',
        numaNode: 1,
        speedMbps: 100_000,
      },
    },
    {
      name: 'a virtual function, without NUMA node and speed',
      of: link('ens1v0', 3),
      want: {
        device: true,
        virtio: false,
        pciAddress: '0000:3b:00.2',
        vendor: '15b3',
        product: '101c',
        physicalFunction: '0000:3b:00.0',
      },
    },
    {
      name: 'a virtio device by the PCI function that it sits on',
      of: link('eth0', 4),
      want: {
        device: true,
        virtio: true,
        pciAddress: '0000:00:03.0',
        vendor: '1af4',
        product: '1041',
      },
    },
    {
      name: 'a virtio device without PCI',
      of: link('eth9', 5),
      want: { device: true, virtio: true },
    },
    { name: 'a software link', of: link('br0', 6), want: { device: false } },
    { name: 'nothing of a link that it does not list', of: link('eth7', 7), want: undefined },
    { name: 'nothing of another link of that name', of: link('eth0', 8), want: undefined },
  ];
  for (const { name, of, want } of cases) {
    it(`describes ${name}`, async () => {
      expect((await createSysfs(root)([of])).get(of.name)).to.deep.equal(want);
    });
  }
});
