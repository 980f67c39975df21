import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeCall } from '../../cni/protocol/call.ts';
import { encodeFrame, frameLimit } from '../../cni/protocol/frame.ts';
import { parseRequest } from '../../cni/protocol/request.ts';
import { createLog } from '../../lib/log.ts';
import { serveSocket } from '../../node-agent/host/socket.ts';
import { mapLimited } from '../node/map-limited.ts';
import { netConf } from './snapshot.ts';
import { milliseconds, percentile } from './statistics.ts';
import { atMost, type Bench } from './types.ts';

/** What a hostile caller can cost: the worst 1 MiB on stdin, and a caller that finds 10,000 idle connections before it. */
export const edgeBench: Bench = {
  ids: ['hostile-stdin', 'crowded-socket'],
  run: async (progress) => {
    const worst = Math.max(...Object.entries(hostile).map(([, stdin]) => best(stdin)));
    progress(`worst 1 MiB of stdin: ${worst.toFixed(1)} ms`);
    const p99 = await crowded();
    progress(
      `call beside ${crowd.toLocaleString('en')} idle connections: p99 ${p99.toFixed(1)} ms`,
    );
    return [atMost('hostile-stdin', worst, 100, 'ms'), atMost('crowded-socket', p99, 50, 'ms')];
  },
};

const crowd = 10_000;
const room = frameLimit - 1000;
const fill = (unit: string): string => unit.repeat(Math.floor(room / unit.length));

const hostile: Readonly<Record<string, string>> = {
  brackets: fill('['),
  objects: `{"a":[${fill('{},')}{}]}`,
  quotes: fill('"'),
  backslashes: `{"a":"${fill('\\\\')}"}`,
  blanks: `{"a":[${fill('""         ,')}1]}`,
  text: JSON.stringify({ ...JSON.parse(netConf(1)), pad: fill('x') }),
  prefix: JSON.stringify({ ...JSON.parse(netConf(1)), subnet: fill('1.') }),
  keys: `{${Array.from({ length: 90_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
};

const environment = new Map([
  ['CNI_COMMAND', 'ADD'],
  ['CNI_CONTAINERID', 'bench'],
  ['CNI_NETNS', '/run/netns/bench'],
  ['CNI_IFNAME', 'net1'],
  ['CNI_PATH', '/opt/cni/bin'],
]);

const encode = (stdin: string): Uint8Array =>
  encodeCall({ plugin: 'multi-nic', env: environment, stdin: new TextEncoder().encode(stdin) });

/** The best of five: a loaded machine must not look like a slow parser. */
function best(stdin: string): number {
  const payload = encode(stdin);
  const times = [1, 2, 3, 4, 5].map(() => {
    const started = performance.now();
    parseRequest(payload);
    return performance.now() - started;
  });
  return Math.min(...times);
}

async function crowded(): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-edge-'));
  const path = join(dir, 'run/agent.sock');
  const log = createLog(
    () => {},
    () => new Date(),
  );
  const answer = Uint8Array.of(0);
  const server = await serveSocket({ path, log, handle: async () => answer });
  const idle = await mapLimited(Array.from({ length: crowd }), 200, () => dial(path));
  const frame = encodeFrame(encode(netConf(8)));
  const times: number[] = [];
  for (let call = 0; call < 300; call += 1) {
    times.push(
      await milliseconds(async () => {
        const socket = await dial(path);
        socket.resume();
        socket.end(frame);
        await once(socket, 'close');
      }),
    );
  }
  for (const socket of idle) socket.destroy();
  await server.close();
  rmSync(dir, { recursive: true });
  return percentile(times, 0.99);
}

/** A full backlog says EAGAIN, and the shim tries again, too. */
async function dial(path: string): Promise<Socket> {
  for (;;) {
    const socket = connect(path);
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      // Later errors: the server may give an idle one up; that is no failure of the measurement.
      socket.on('error', () => resolve(false));
    });
    if (connected) return socket;
    await delay(5);
  }
}
