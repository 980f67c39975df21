import { expect } from 'chai';
import { execFileSync, spawn } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeAnswer } from '../../cni/protocol/call.ts';
import { encodeFrame } from '../../cni/protocol/frame.ts';
import { versionAnswer } from '../../cni/protocol/version.ts';
import { createLog } from '../../lib/log.ts';
import { createCallScope } from '../../node-agent/host/call-scope.ts';
import { startDeadline } from '../../node-agent/host/deadline.ts';
import { type CniSocket, serveSocket } from '../../node-agent/host/socket.ts';
import { createHandler } from '../../node-agent/server/handler.ts';
import type { Plugins } from '../../node-agent/server/types.ts';
import { goodConf, goodEnv } from '../cni/protocol/call-of.ts';
import { emptyResult, verbs } from '../node-agent/server/fake-verbs.ts';
import { endOf, runShim, type ShimCall, type ShimEnd } from './shim-call.ts';

const source = join(import.meta.dirname, '../../cni/shim');
const conf = JSON.stringify(goodConf);

const failed = (end: ShimEnd, code: number, message: RegExp): void => {
  expect(end.status).to.equal(1);
  expect(JSON.parse(end.stdout)).to.include({ code }).with.property('msg').match(message);
};

describe('shim', () => {
  let directory: string;
  let path: string;
  let program: string;
  let closing: (() => Promise<unknown>)[];
  const shim = (
    command: string,
    env: Readonly<Record<string, string>> = {},
    rest: Pick<ShimCall, 'before' | 'stdin'> = {},
  ): Promise<ShimEnd> =>
    runShim({
      program,
      env: { ...goodEnv, CNI_COMMAND: command, MULTINIC_SOCKET: path, ...env },
      stdin: conf,
      ...rest,
    });
  /** A server that does with each connection what the test wants. */
  const listen = async (serve: (socket: Socket) => void): Promise<Server> => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      serve(socket);
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    closing.push(async () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    });
    return server;
  };
  const agent = async (plugins: Plugins): Promise<CniSocket> => {
    const log = createLog(
      () => {},
      () => new Date(0),
    );
    const handle = createHandler({
      plugins,
      log,
      scope: createCallScope(),
      startDeadline,
      now: () => 0,
    });
    const socket = await serveSocket({ path, handle, log });
    closing.push(() => socket.close());
    return socket;
  };
  before(() => execFileSync('make', ['-s', '-C', source], { stdio: 'inherit' }));
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'cni-shim-'));
    path = join(directory, 'run', 'agent.sock');
    program = join(directory, 'multi-nic');
    closing = [];
    await copyFile(join(source, 'shim'), program);
  });
  afterEach(async () => {
    await Promise.all(closing.map((close) => close()));
    await rm(directory, { recursive: true });
  });

  describe('without an agent', () => {
    it('answers VERSION as the agent would', async () => {
      const { status, stdout } = await shim('VERSION');
      expect({ status, stdout }).to.deep.equal({
        status: 0,
        stdout: `${JSON.stringify(versionAnswer())}\n`,
      });
    });

    it('says what it is when nobody gives a command', async () => {
      const { status, stdout, stderr } = await shim('');
      expect({ status, stdout }).to.deep.equal({ status: 0, stdout: '' });
      expect(stderr).to.match(/CNI plugin.*0\.3\.0.*1\.1\.0/);
    });

    for (const { command, code } of [
      { command: 'ADD', code: 11 },
      { command: 'CHECK', code: 11 },
      { command: 'GC', code: 11 },
      { command: 'STATUS', code: 50 },
    ])
      it(`fails ${command} with code ${code} within 1 s`, async () => {
        const end = await shim(command);
        failed(end, code, /node agent does not answer.*check the/);
        expect(end.ms).to.be.below(1000);
      });

    it('lets DEL succeed: the agent frees what has lost its netns', async () => {
      const { status, stdout, ms } = await shim('DEL');
      expect({ status, stdout }).to.deep.equal({ status: 0, stdout: '' });
      expect(ms).to.be.below(1000);
    });

    it('takes a socket that nobody serves for no agent', async () => {
      path = join(directory, 'file');
      await writeFile(path, '');
      failed(await shim('ADD'), 11, /does not answer/);
    });

    it('waits a moment for an agent that restarts', async () => {
      const end = shim('STATUS');
      await new Promise((resolve) => setTimeout(resolve, 300));
      await agent({ 'multi-nic': verbs() });
      expect(await end).to.include({ status: 0, stdout: '' });
    });

    it('prints valid JSON whatever the environment holds', async () => {
      const hostile = '"},{"code":0,"\\u0000\n';
      failed(await shim('ADD', { CNI_CONTAINERID: hostile, CNI_IFNAME: hostile }), 11, /agent/);
    });

    it('refuses a path of the socket that the kernel would cut', async () => {
      failed(await shim('ADD', { MULTINIC_SOCKET: `/${'x'.repeat(107)}` }), 4, /107 bytes/);
    });
  });

  describe('with input that is too long', () => {
    const mebibyte = 'x'.repeat(1024 * 1024);
    it('refuses stdin, naming the limit', async () => {
      failed(await shim('ADD', {}, { stdin: mebibyte }), 6, /larger than 1048576 bytes/);
      failed(await shim('DEL', {}, { stdin: mebibyte.repeat(10) }), 6, /larger than 1048576/);
    });

    it('refuses the environment, naming the limit', async () => {
      const names = Array.from({ length: 9 }, (_, i) => [`CNI_PAD_${i}`, 'x'.repeat(120_000)]);
      failed(await shim('ADD', Object.fromEntries(names)), 4, /larger than 1048576 bytes/);
    });
  });

  describe('with an agent that fails', () => {
    beforeEach(() => void (path = join(directory, 'agent.sock')));
    for (const { command, code } of [
      { command: 'ADD', code: 11 },
      { command: 'DEL', code: 11 },
      { command: 'STATUS', code: 50 },
    ])
      it(`gives up ${command} at its deadline when the agent is silent`, async () => {
        await listen((socket) => socket.resume());
        const end = await shim(command, { MULTINIC_TIMEOUT_MS: '300' });
        failed(end, code, /no answer before the deadline/);
        expect(end.ms).to.be.within(300, 1500);
      });

    it('gives up at its deadline when the agent reads nothing', async () => {
      await listen((socket) => socket.pause());
      const stdin = 'x'.repeat(1_000_000);
      const end = await shim('ADD', { MULTINIC_TIMEOUT_MS: '300' }, { stdin });
      failed(end, 11, /took no request before the deadline/);
    });

    const frame = Buffer.from(encodeFrame(encodeAnswer({ status: 0, stdout: '{"half":1}' })));
    for (const length of [0, 2, 4, 5, frame.length - 1])
      it(`prints nothing of an answer of which ${length} bytes came`, async () => {
        await listen((socket) =>
          socket.once('data', () => socket.end(frame.subarray(0, length), () => socket.destroy())),
        );
        failed(await shim('ADD'), 11, /ended before it answered/);
      });

    for (const size of [0, 1024 * 1024 + 1, 2 ** 32 - 1])
      it(`refuses an answer of ${size} bytes`, async () => {
        const header = Buffer.alloc(4);
        header.writeUInt32BE(size);
        await listen((socket) => socket.once('data', () => socket.write(header)));
        failed(await shim('ADD'), 5, /impossible size/);
      });

    it('believes an agent that answers before it has read all', async () => {
      await listen((socket) => socket.end(frame, () => socket.destroy()));
      const end = await shim('ADD', {}, { stdin: 'x'.repeat(1_000_000) });
      expect(end).to.include({ status: 0, stdout: '{"half":1}' });
    });
  });

  describe('with an agent', () => {
    it('prints its answer and exits with its status', async () => {
      const interfaces = [{ name: 'net1-0', mac: '02:00:00:00:00:01' }];
      await agent({ 'multi-nic': verbs({ add: async () => ({ ...emptyResult, interfaces }) }) });
      const good = await shim('ADD');
      expect(good.status).to.equal(0);
      expect(JSON.parse(good.stdout)).to.deep.equal({ cniVersion: '1.1.0', interfaces });
      failed(await shim('ADD', { CNI_IFNAME: 'a/b' }), 4, /CNI_IFNAME/);
      expect(await shim('DEL')).to.include({ status: 0, stdout: '' });
    });

    it('says by which name it was called', async () => {
      await agent({ 'multi-nic': verbs() });
      program = join(directory, 'bridge');
      await copyFile(join(source, 'shim'), program);
      failed(await shim('ADD'), 7, /"bridge" is not served/);
    });

    it('hands over stdin and answer of nearly 1 MiB whole', async () => {
      const long = 'x'.repeat(1_000_000);
      const add = async () => ({ ...emptyResult, interfaces: [{ name: long }] });
      await agent({ 'multi-nic': verbs({ add }) });
      const stdin = JSON.stringify({ ...goodConf, long });
      const end = await shim('ADD', {}, { stdin });
      expect(end.status).to.equal(0);
      expect(JSON.parse(end.stdout)).to.have.nested.property('interfaces[0].name', long);
    });

    it('is refused by the kernel unless it runs as root', async () => {
      await agent({ 'multi-nic': verbs() });
      await chmod(directory, 0o755);
      const args = ['--reuid=65534', '--regid=65534', '--clear-groups', '--'];
      const before = { program: '/usr/bin/setpriv', args };
      failed(await shim('ADD', {}, { before }), 5, /must run as root/);
      failed(await shim('DEL', {}, { before }), 5, /must run as root/);
    });

    it('ends without a signal when nobody reads its stdout', async () => {
      const long = 'x'.repeat(1_000_000);
      const add = async () => ({ ...emptyResult, interfaces: [{ name: long }] });
      await agent({ 'multi-nic': verbs({ add }) });
      const env = { ...goodEnv, MULTINIC_SOCKET: path };
      const child = spawn(program, [], { env });
      child.stdout.destroy();
      child.stdin.end(conf);
      expect(await endOf(child, 0)).to.include({ status: 1, signal: null });
    });
  });
});
