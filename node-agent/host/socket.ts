import { createServer, type Socket } from 'node:net';
import { CniError } from '../../cni/protocol/error.ts';
import { encodeFrame, frameReader } from '../../cni/protocol/frame.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import { newestVersion } from '../../cni/protocol/version.ts';
import type { Log } from '../../lib/log.ts';
import { answerPayload, asCniError, failureAnswer } from '../server/answer.ts';
import type { Handler } from '../server/handler.ts';
import { listenAt } from './socket-file.ts';

export type SocketLimits = {
  readonly connections: number;
  /** Until the whole request must be there. */
  readonly requestMs: number;
  /** Until the peer must have taken the answer. */
  readonly answerMs: number;
};

export type SocketOptions = {
  readonly path: string;
  readonly handle: Handler;
  readonly log: Log;
  readonly limits?: SocketLimits;
};

export type CniSocket = {
  /** Takes no more calls, lets those that run end, removes the socket. */
  readonly close: () => Promise<void>;
};

export const defaultSocketLimits: SocketLimits = {
  connections: 256,
  requestMs: 5000,
  answerMs: 5000,
};

type Served = SocketOptions & {
  readonly limits: SocketLimits;
  /** Connections whose request is not complete, oldest first: these may be given up for a new one. */
  readonly idle: Set<Socket>;
  readonly open: Set<Socket>;
};

/**
 * Serves the shim: one request for each connection, answered by `handle`. A peer that shuts down its sending side after the
 * request still gets its answer.
 * @throws MultiNicError `CONFIG_INVALID` when the socket cannot be made safely
 */
export async function serveSocket(options: SocketOptions): Promise<CniSocket> {
  const limits = options.limits ?? defaultSocketLimits;
  const served: Served = { ...options, limits, idle: new Set(), open: new Set() };
  const server = createServer({ allowHalfOpen: true }, (socket) => accept(served, socket));
  const remove = await listenAt(server, options.path);
  server.on('error', (error) => options.log.error('socket failed', { error }));
  return {
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await remove();
      for (const socket of served.idle) socket.destroy();
      await closed;
    },
  };
}

function accept(served: Served, socket: Socket): void {
  const { idle, open, limits, log } = served;
  open.add(socket);
  // A peer that is gone (EPIPE, ECONNRESET) needs no answer; its call runs to its end all the same.
  socket.on('error', (error) => log.debug('connection failed', { error }));
  socket.once('close', () => {
    open.delete(socket);
    idle.delete(socket);
  });
  if (open.size > limits.connections && !giveUpOldest(served)) {
    refuse(served, socket, tooMany(limits.connections));
    return;
  }
  idle.add(socket);
  receive(served, socket);
}

/** False when all connections have calls running. */
function giveUpOldest({ idle, open }: Served): boolean {
  const [oldest] = idle;
  if (oldest === undefined) return false;
  idle.delete(oldest);
  open.delete(oldest);
  oldest.destroy();
  return true;
}

function receive(served: Served, socket: Socket): void {
  const { idle, limits } = served;
  const read = frameReader();
  const done = (): void => {
    clearTimeout(timer);
    idle.delete(socket);
    socket.off('data', take).off('end', ended).pause();
  };
  const fail = (error: CniError): void => {
    done();
    refuse(served, socket, error);
  };
  const timer = setTimeout(
    () => fail(incomplete(`within ${limits.requestMs} ms`)),
    limits.requestMs,
  );
  const ended = (): void => fail(incomplete('before the connection ended'));
  const take = (chunk: Buffer): void => {
    try {
      const payload = read(chunk);
      if (payload === undefined) return;
      done();
      void answer(served, socket, payload);
    } catch (error) {
      fail(asCniError(error));
    }
  };
  socket.once('close', () => clearTimeout(timer));
  socket.on('data', take).on('end', ended);
}

async function answer(served: Served, socket: Socket, payload: Uint8Array): Promise<void> {
  try {
    send(served, socket, await served.handle(payload));
  } catch (error) {
    served.log.error('handler failed', { error });
    refuse(served, socket, asCniError(error));
  }
}

function refuse(served: Served, socket: Socket, error: CniError): void {
  const { code, message } = error;
  served.log.warn('connection refused', { cniCode: code, error: message });
  send(served, socket, answerPayload(failureAnswer(error, newestVersion), newestVersion));
}

/** Reading goes no further: what else a peer sends is not worth waiting for. */
function send({ limits }: Served, socket: Socket, payload: Uint8Array): void {
  if (socket.destroyed) return;
  const timer = setTimeout(() => socket.destroy(), limits.answerMs);
  socket.once('close', () => clearTimeout(timer));
  socket.write(encodeFrame(payload));
  socket.destroySoon();
}

function incomplete(reason: string): CniError {
  return new CniError(
    cniErrorCodes.decode,
    `frame: the request was not complete ${reason}; shim and agent must be of one release`,
  );
}

function tooMany(connections: number): CniError {
  return new CniError(
    cniErrorCodes.tryAgain,
    `the node agent serves ${connections} calls already; try again`,
  );
}
