import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { run } from '../../hack/node/run.ts';
import { builtShim } from '../../hack/node/shim.ts';
import { installShim } from '../../node-agent/host/install.ts';

describe('installShim on a disk that takes nothing more', () => {
  let directory: string;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'full-bin-'));
    await run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'bin', directory]);
  });
  afterEach(async () => {
    await run(['umount', directory]);
    rmSync(directory, { recursive: true });
  });

  const disks = [
    {
      name: 'full',
      spoil: async () => writeFileSync(join(directory, 'filler'), Buffer.alloc(56 * 1024)),
      code: 'ENOSPC',
    },
    {
      name: 'read-only',
      spoil: () => run(['mount', '-o', 'remount,ro', directory]),
      code: 'EROFS',
    },
  ];
  for (const { name, spoil, code } of disks)
    it(`keeps the shim that works, and says why, with its path: ${name}`, async () => {
      const path = join(directory, 'multi-nic');
      const old = '# CNI plugin of multi-nic-operator\n';
      writeFileSync(path, old, { mode: 0o755 });
      await spoil();
      const logged: { readonly path?: string; readonly error?: Error }[] = [];
      const log = { error: (_message: string, fields = {}) => void logged.push(fields) };
      const names = ['multi-nic'];
      expect(await installShim({ source: builtShim, directory, names, log })).to.deep.equal([]);
      expect(readFileSync(path, 'utf8')).to.equal(old);
      expect(
        logged.map((fields) => [fields.path, fields.error?.message.includes(code)]),
      ).to.deep.equal([[path, true]]);
    });
});
