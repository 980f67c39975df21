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
  const logged: object[] = [];
  const log = { error: (message: string, fields = {}) => void logged.push({ message, ...fields }) };
  const install = (given = names) => installShim({ source, directory, names: given, log });
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

  const ourShim = `#!/bin/sh\n# CNI plugin of multi-nic-operator\n`;

  it('leaves a shim of ours that cannot be renewed, says so with its path, and renews the others', async () => {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'multi-nic'), ourShim, { mode: 0o755 });
    // What cannot be made beside it is like what does not fit on the disk.
    await mkdir(join(directory, '.multi-nic.new'));
    logged.length = 0;
    expect(await install()).to.deep.equal(['multi-nic-ipam']);
    expect(await readFile(join(directory, 'multi-nic'), 'utf8')).to.equal(ourShim);
    expect(logged).to.have.length(1);
    expect(logged[0]).to.have.property('path', join(directory, 'multi-nic'));
    const told = new Set<string>();
    for (const _again of [1, 2]) await installShim({ source, directory, names, log, told });
    expect(logged).to.have.length(2);
  });

  for (const { name, text, mode } of [
    { name: 'nothing', text: undefined, mode: 0 },
    { name: 'a program of somebody else', text: 'other', mode: 0o755 },
    { name: 'a shim that cannot be executed', text: ourShim, mode: 0o644 },
  ])
    it(`names the path that cannot be written where ${name} is`, async () => {
      await mkdir(directory, { recursive: true });
      const path = join(directory, 'multi-nic');
      if (text !== undefined) await writeFile(path, text, { mode });
      await mkdir(join(directory, '.multi-nic.new'));
      const error = await install().catch((thrown: unknown) => thrown);
      expect(error).to.be.an('error').with.property('code', 'CONFIG_INVALID');
      expect((error as Error).message).to.contain(`${path} cannot be written`);
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
