import { connect, type NetConnectOpts } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import type { Program } from '../node/program.ts';

/** Until somebody accepts connections at `where`, while `program` runs; rejects with the program's last lines. */
export async function listening(program: Program, where: NetConnectOpts): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (program.running() && performance.now() < deadline) {
    if (await accepts(where)) return;
    await delay(20);
  }
  const why = program.running() ? 'does not listen after 30 s' : 'ended';
  throw new Error(`the program of ${program.logFile} ${why}:\n${program.tail()}`);
}

function accepts(where: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(where);
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });
}
