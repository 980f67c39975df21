import { connect, type Socket } from 'node:net';
import { type Answer, decodeAnswer } from '../../../cni/protocol/call.ts';
import { frameReader } from '../../../cni/protocol/frame.ts';

export type Peer = {
  readonly socket: Socket;
  /** The answer, or what went wrong; `undefined` when the other side closed without one. */
  readonly answered: Promise<Answer | undefined>;
};

/** A connection that sends what the test wants. */
export function dial(path: string): Promise<Peer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ path, allowHalfOpen: true });
    const read = frameReader();
    const { promise, resolve: done } = Promise.withResolvers<Answer | undefined>();
    socket.on('data', (chunk) => {
      const payload = read(chunk);
      if (payload !== undefined) done(decodeAnswer(payload));
    });
    socket.on('close', () => done(undefined));
    socket.on('end', () => socket.destroy());
    socket.once('connect', () => resolve({ socket, answered: promise }));
    // Before the connection this is the failure; after it, `close` follows and says enough.
    socket.on('error', reject);
  });
}
