/** e_machine of the programs that a kernel of that name executes, 32-bit ones included (elf.h). */
const machines: Readonly<Record<string, readonly number[]>> = {
  x64: [62, 3],
  arm64: [183, 40],
  ppc64: [21],
  s390x: [22],
  riscv64: [243],
  loong64: [258],
};

/**
 * Why the kernel would not execute a file that starts with these bytes (20 are enough), `undefined` when it would.
 *
 * A shell takes what the kernel refuses for a script of its own, and would run the text of a configuration line by line.
 * @param arch as process.arch; one that is unknown refuses no machine
 */
export function programRefusal(start: Uint8Array, arch: string = process.arch): string | undefined {
  const bytes = Buffer.from(start);
  if (bytes.toString('latin1', 0, 2) === '#!') return undefined;
  if (bytes.length < 20 || bytes.toString('latin1', 0, 4) !== '\x7fELF')
    return 'is no program: neither ELF nor a script that starts with #!';
  const machine = bytes[5] === 2 ? bytes.readUInt16BE(18) : bytes.readUInt16LE(18);
  const known = machines[arch];
  if (known === undefined || known.includes(machine)) return undefined;
  return `is a program for another kind of machine (ELF machine ${machine}, this one is ${arch})`;
}
