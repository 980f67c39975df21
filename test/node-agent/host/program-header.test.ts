import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { programRefusal } from '../../../node-agent/host/program-header.ts';

const elf = (machine: number, order: 1 | 2 = 1): Buffer => {
  const bytes = Buffer.alloc(64);
  bytes.write('\x7fELF', 'latin1');
  bytes[5] = order;
  if (order === 1) bytes.writeUInt16LE(machine, 18);
  else bytes.writeUInt16BE(machine, 18);
  return bytes;
};

describe('programRefusal', () => {
  const cases: readonly { name: string; start: Buffer; arch: string; want: string | undefined }[] =
    [
      { name: 'a script', start: Buffer.from('#!/bin/sh\n'), arch: 'x64', want: undefined },
      { name: 'x86-64', start: elf(62), arch: 'x64', want: undefined },
      { name: 'i386 on x86-64', start: elf(3), arch: 'x64', want: undefined },
      {
        name: 'aarch64 on x86-64',
        start: elf(183),
        arch: 'x64',
        want: 'ELF machine 183, this one is x64',
      },
      { name: 'x86-64 on aarch64', start: elf(62), arch: 'arm64', want: 'ELF machine 62' },
      { name: 's390x, big-endian', start: elf(22, 2), arch: 's390x', want: undefined },
      { name: 'a machine of which we know nothing', start: elf(8), arch: 'mips', want: undefined },
      {
        name: 'text',
        start: Buffer.from('{"cniVersion": "1.0.0"}  '),
        arch: 'x64',
        want: 'is no program',
      },
      { name: 'nothing', start: Buffer.alloc(0), arch: 'x64', want: 'is no program' },
      {
        name: 'half an ELF header',
        start: elf(62).subarray(0, 12),
        arch: 'x64',
        want: 'is no program',
      },
    ];
  for (const { name, start, arch, want } of cases)
    it(`judges ${name}`, () => {
      const refusal = programRefusal(start, arch);
      if (want === undefined) expect(refusal).to.equal(undefined);
      else expect(refusal).to.contain(want);
    });

  it('takes the program that runs this test', () => {
    expect(programRefusal(readFileSync(process.execPath).subarray(0, 20))).to.equal(undefined);
  });
});
