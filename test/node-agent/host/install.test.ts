import { expect } from 'chai';
import { spawn } from 'node:child_process';
import {
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MultiNicError } from '../../../lib/errors.ts';
import { installShim } from '../../../node-agent/host/install.ts';

const names = ['multi-nic', 'multi-nic-ipam'];

describe('installShim', () => {
  let root: string;
  let directory: string;
  let source: string;
  const install = (given = names) => installShim({ source, directory, names: given });
  const inode = async (name: string) => (await lstat(join(directory, name))).ino;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'cni-bin-'));
    directory = join(root, 'opt', 'cni', 'bin');
    source = join(root, 'shim');
    await writeFile(source, 'first');
  });
  afterEach(() => rm(root, { recursive: true }));

  it('writes an executable under each name, and leaves nothing else', async () => {
    expect(await install()).to.deep.equal(names);
    expect(await readdir(directory)).to.deep.equal(names);
    for (const name of names) {
      expect(await readFile(join(directory, name), 'utf8')).to.equal('first');
      expect((await lstat(join(directory, name))).mode & 0o7777).to.equal(0o755);
    }
  });

  it('leaves alone what is there already', async () => {
    await install();
    const before = await inode('multi-nic');
    expect(await install()).to.deep.equal([]);
    expect(await inode('multi-nic')).to.equal(before);
  });

  it('renews what differs, and only that', async () => {
    await install();
    await writeFile(join(directory, 'multi-nic'), 'other');
    expect(await install()).to.deep.equal(['multi-nic']);
    expect(await readFile(join(directory, 'multi-nic'), 'utf8')).to.equal('first');
  });

  it('replaces a link, not what it points to', async () => {
    await mkdir(directory, { recursive: true });
    const target = join(root, 'target');
    await writeFile(target, 'foreign');
    await symlink(target, join(directory, 'multi-nic'));
    await install();
    expect(await readFile(target, 'utf8')).to.equal('foreign');
    expect((await lstat(join(directory, 'multi-nic'))).isFile()).to.equal(true);
  });

  it('goes over what a crash left', async () => {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, '.multi-nic.new'), 'half');
    await install();
    expect(await readdir(directory)).to.deep.equal(names);
  });

  it('renews a program that runs', async () => {
    await mkdir(directory, { recursive: true });
    await copyFile('/bin/sleep', join(directory, 'multi-nic'));
    const old = spawn(join(directory, 'multi-nic'), ['60']);
    await new Promise((resolve) => old.once('spawn', resolve));
    try {
      expect(await install()).to.deep.equal(names);
      expect(old.exitCode).to.equal(null);
    } finally {
      const ended = new Promise((resolve) => old.once('close', resolve));
      old.kill('SIGKILL');
      await ended;
    }
  });

  for (const name of ['../multi-nic', 'a/b', '', '.hidden'])
    it(`refuses the name ${JSON.stringify(name)}`, async () => {
      const error: unknown = await install([name]).catch((e: unknown) => e);
      expect(error).to.be.instanceOf(MultiNicError);
    });

  it('refuses a name that a directory has, and leaves no file behind', async () => {
    await mkdir(join(directory, 'multi-nic'), { recursive: true });
    const error: unknown = await install().catch((e: unknown) => e);
    expect(String(error)).to.match(/is a directory; remove it/);
    expect(await readdir(directory)).to.deep.equal(['multi-nic']);
  });
});
