export type Machine = {
  /** Folder printed by `hack/vm/fetch`. */
  readonly kit: string;
  /** Has the folder that the machine sees as /run/job, writable, and beside it the ports' sockets and the console. */
  readonly folder: string;
  readonly memoryMiB: number;
  /** Further QEMU arguments, for instance more devices. */
  readonly extra: readonly string[];
};

/** Address of the host's loopback as the machine sees it (QEMU's user network). */
export const hostAddress = '10.0.2.2';
export const machineAddress = '10.0.2.15';

export const jobFolder = (folder: string): string => `${folder}/job`;
export const portSocket = (folder: string, name: string): string => `${folder}/${name}.sock`;
export const consoleFile = (folder: string): string => `${folder}/console.log`;

/**
 * Arguments of a machine without disk, screen or firmware menu. Software emulation always: KVM can hang on nested
 * machines although /dev/kvm answers. The plain processor model is the quickest to emulate. One processor: with two
 * emulated at once, QEMU 10.0.2 aborted in about one boot of fifty (an MSI-X write that went to the wrong device), and the lane
 * took a sixth longer.
 */
export function qemuArguments({ kit, folder, memoryMiB, extra }: Machine): string[] {
  const lines = [
    '-machine q35 -accel tcg,thread=single,tb-size=512 -cpu qemu64 -smp 1',
    '-nodefaults -no-user-config -display none -no-reboot',
    '-device virtio-serial-pci -device virtio-rng-pci',
    '-netdev user,id=uplink,ipv6=off -device virtio-net-pci,netdev=uplink,romfile=',
  ];
  return [
    ...lines.flatMap((line) => line.split(' ')),
    '-m',
    String(memoryMiB),
    '-kernel',
    `${kit}/vmlinux`,
    '-initrd',
    `${kit}/initramfs`,
    '-append',
    'console=ttyS0 quiet panic=-1 mitigations=off net.ifnames=0',
    '-serial',
    `file:${consoleFile(folder)}`,
    ...share('host', '/', 'readonly=on,multidevs=remap'),
    ...share('job', jobFolder(folder), 'multidevs=remap'),
    ...port('output', folder),
    ...port('events', folder),
    ...extra,
  ];
}

function share(name: string, path: string, options: string): string[] {
  const source = `local,id=${name},path=${escape(path)},security_model=none,${options}`;
  return ['-fsdev', source, '-device', `virtio-9p-pci,fsdev=${name},mount_tag=${name}`];
}

function port(name: string, folder: string): string[] {
  const socket = `socket,id=${name},path=${escape(portSocket(folder, name))}`;
  return ['-chardev', socket, '-device', `virtserialport,chardev=${name},name=${name}`];
}

/** QEMU separates options by commas; a comma inside a value is doubled. */
function escape(value: string): string {
  return value.replaceAll(',', ',,');
}
