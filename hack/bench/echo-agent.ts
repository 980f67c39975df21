import { createServer } from 'node:net';

/** An agent that answers every frame with an empty success after a delay: what is left is the shim's own cost. */
const [, , socketPath = '', delayMs = '0'] = process.argv;
const answer = Buffer.from([0, 0, 0, 1, 0]);

createServer((socket) => {
  socket.on('error', () => socket.destroy());
  let received = 0;
  let wanted = 0;
  socket.on('data', (chunk: Buffer) => {
    if (received === 0) wanted = 4 + chunk.readUInt32BE(0);
    received += chunk.length;
    if (received < wanted) return;
    if (delayMs === '0') socket.end(answer);
    else setTimeout(() => socket.end(answer), Number(delayMs));
  });
}).listen(socketPath);
