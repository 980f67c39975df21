import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeAnswer } from '../../../cni/protocol/call.ts';
import { encodeFrame } from '../../../cni/protocol/frame.ts';
import { createLog } from '../../../lib/log.ts';
import { type CniSocket, type SocketLimits, serveSocket } from '../../../node-agent/host/socket.ts';
import type { Handler } from '../../../node-agent/server/handler.ts';
import { gate } from '../server/fake-verbs.ts';
import { dial, type Peer } from './raw-peer.ts';

const echo: Handler = async (payload) =>
  encodeAnswer({ status: 0, stdout: new TextDecoder().decode(payload) });
const hello = encodeFrame(new TextEncoder().encode('hello'));

describe('serveSocket', () => {
  let directory: string;
  let path: string;
  let open: CniSocket[];
  const log = createLog(
    () => {},
    () => new Date(0),
  );
  const serve = async (limits: Partial<SocketLimits> = {}, handle = echo): Promise<CniSocket> => {
    const all = { connections: 256, requestMs: 5000, answerMs: 5000, ...limits };
    const socket = await serveSocket({ path, handle, log, limits: all });
    open.push(socket);
    return socket;
  };
  const ask = async (): Promise<string | undefined> => {
    const peer = await dial(path);
    peer.socket.write(hello);
    return (await peer.answered)?.stdout;
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'cni-socket-'));
    path = join(directory, 'run', 'agent.sock');
    open = [];
  });
  afterEach(async () => {
    await Promise.all(open.map((socket) => socket.close()));
    await rm(directory, { recursive: true });
  });

  it('answers one request and closes', async () => {
    await serve();
    const { socket, answered } = await dial(path);
    const closed = new Promise((resolve) => socket.once('end', resolve));
    socket.write(hello);
    expect(await answered).to.deep.equal({ status: 0, stdout: 'hello' });
    await closed;
  });

  it('answers a peer that has shut down its sending side', async () => {
    await serve();
    const { socket, answered } = await dial(path);
    socket.end(hello);
    expect(await answered).to.deep.equal({ status: 0, stdout: 'hello' });
  });

  it('survives a peer that is gone before its answer', async () => {
    const hold = gate();
    await serve({}, async (payload) => hold.opened.then(() => echo(payload)));
    const { socket } = await dial(path);
    await new Promise((resolve) => socket.write(hello, resolve));
    socket.destroy();
    hold.open();
    expect(await ask()).to.equal('hello');
  });

  it('answers when the handler itself throws', async () => {
    await serve({}, () => Promise.reject(new Error('broken')));
    expect(JSON.parse((await ask()) ?? '')).to.include({ code: 999 });
  });

  const bad = [
    {
      name: 'a frame above the limit',
      send: (peer: Peer) => peer.socket.write(Uint8Array.of(0, 16, 0, 1)),
      want: /1048577 bytes are more/,
    },
    {
      name: 'two requests',
      send: (peer: Peer) => peer.socket.write(Buffer.concat([hello, hello])),
      want: /one request/,
    },
    {
      name: 'half a request and an end',
      send: (peer: Peer) => peer.socket.end(hello.subarray(0, 6)),
      want: /before the connection ended/,
    },
    {
      name: 'nothing and an end',
      send: (peer: Peer) => peer.socket.end(),
      want: /before the connection ended/,
    },
    {
      name: 'a request that never ends',
      send: (peer: Peer) => peer.socket.write(hello.subarray(0, 6)),
      want: /within 100 ms/,
    },
  ];
  for (const { name, send, want } of bad)
    it(`refuses ${name}`, async () => {
      await serve({ requestMs: 100 });
      const peer = await dial(path);
      send(peer);
      const answer = await peer.answered;
      expect(answer?.status).to.equal(1);
      expect(JSON.parse(answer?.stdout ?? ''))
        .to.include({ code: 6 })
        .with.property('msg')
        .match(want);
    });

  it('bounds the request as a whole, not the pause between its bytes', async () => {
    await serve({ requestMs: 150 });
    const { socket, answered } = await dial(path);
    socket.write(Uint8Array.of(0, 0, 0, 255));
    const drip = setInterval(() => socket.write(Uint8Array.of(0)), 20);
    const answer = await answered;
    clearInterval(drip);
    expect(answer?.stdout).to.match(/not complete within 150 ms/);
  });

  it('serves others while 500 connections are idle', async () => {
    await serve();
    const idle = await Promise.all(Array.from({ length: 500 }, () => dial(path)));
    for (let call = 0; call < 50; call += 1) expect(await ask()).to.equal('hello');
    for (const { socket } of idle) socket.destroy();
  });

  it('gives up idle connections for new ones, never one whose call runs', async () => {
    const hold = gate();
    await serve({ connections: 2 }, async (payload) => hold.opened.then(() => echo(payload)));
    const running = await dial(path);
    running.socket.write(hello);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const idle = await dial(path);
    const other = await dial(path);
    expect(await idle.answered).to.equal(undefined);
    other.socket.write(hello);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const refused = await dial(path);
    expect(JSON.parse((await refused.answered)?.stdout ?? '')).to.include({ code: 11 });
    hold.open();
    expect((await running.answered)?.stdout).to.equal('hello');
    expect((await other.answered)?.stdout).to.equal('hello');
  });

  it('gives up a peer that does not take its answer', async () => {
    const large = encodeAnswer({ status: 0, stdout: 'x'.repeat(1_000_000) });
    await serve({ answerMs: 100 }, async () => large);
    const { socket } = await dial(path);
    socket.pause();
    socket.write(hello);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    await open.pop()?.close();
    expect(performance.now() - start).to.be.below(2000);
    socket.destroy();
  });

  it('lets a running call end when it closes', async () => {
    const hold = gate();
    const server = await serve({}, async (payload) => hold.opened.then(() => echo(payload)));
    const running = await dial(path);
    const idle = await dial(path);
    running.socket.write(hello);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = server.close();
    expect(await idle.answered).to.equal(undefined);
    hold.open();
    expect((await running.answered)?.stdout).to.equal('hello');
    await closed;
    open = [];
  });
});
