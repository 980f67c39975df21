import { expect } from 'chai';
import { chmod, lstat, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MultiNicError } from '../../../lib/errors.ts';
import { listenAt } from '../../../node-agent/host/socket-file.ts';
import { dial } from './raw-peer.ts';

const close = (server: Server) => new Promise((resolve) => server.close(resolve));

describe('listenAt', () => {
  let root: string;
  let directory: string;
  let path: string;
  let servers: Server[];
  const listen = async (): Promise<() => Promise<void>> => {
    const server = createServer((socket) => socket.end());
    servers.push(server);
    return listenAt(server, path);
  };
  const refused = async (): Promise<string> => {
    const error: unknown = await listen().catch((e: unknown) => e);
    expect(error).to.be.instanceOf(MultiNicError);
    return (error as MultiNicError).message;
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'cni-socket-'));
    directory = join(root, 'run');
    path = join(directory, 'agent.sock');
    servers = [];
  });
  afterEach(async () => {
    await Promise.all(servers.map(close));
    await rm(root, { recursive: true });
  });

  it('closes directory and socket to other users', async () => {
    await mkdir(directory, { mode: 0o755 });
    await listen();
    expect((await lstat(directory)).mode & 0o777).to.equal(0o700);
    expect((await lstat(path)).mode & 0o777).to.equal(0o600);
    expect(await readdir(directory)).to.deep.equal(['agent.sock']);
  });

  it('takes the place of a socket that nobody serves', async () => {
    await mkdir(directory, { mode: 0o700 });
    const dead = createServer();
    await new Promise<void>((resolve) => dead.listen(join(directory, 'other'), resolve));
    await rename(join(directory, 'other'), path);
    await close(dead);
    expect((await lstat(path)).isSocket()).to.equal(true);
    await listen();
    const { answered } = await dial(path);
    expect(await answered).to.equal(undefined);
  });

  it('leaves a living agent alone', async () => {
    await listen();
    expect(await refused()).to.match(/is served by another node agent; stop that one first/);
    await dial(path);
  });

  it('does not remove what is no socket', async () => {
    await mkdir(directory, { mode: 0o700 });
    await writeFile(path, 'mine');
    expect(await refused()).to.match(/exists and is no socket/);
  });

  it('does not close a directory that others use', async () => {
    await mkdir(directory);
    await chmod(directory, 0o755);
    await writeFile(join(directory, 'foreign'), '');
    expect(await refused()).to.match(/open to other users and holds foreign; give the socket/);
    expect((await lstat(directory)).mode & 0o777).to.equal(0o755);
  });

  it('refuses a path that the kernel would cut', async () => {
    path = join(directory, 'x'.repeat(108));
    expect(await refused()).to.match(/longer than 103 bytes/);
  });

  it('removes its own socket, and no other', async () => {
    const remove = await listen();
    await remove();
    expect(await readdir(directory)).to.deep.equal([]);
    await listen();
    await remove();
    expect(await readdir(directory)).to.deep.equal(['agent.sock']);
  });
});
