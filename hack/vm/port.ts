import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * The host's end of a port of the machine: a unix socket that QEMU connects to. `drain` waits until QEMU has gone and all
 * text was handed on; it rejects when `onText` threw, once, with the first error.
 */
export async function openPort(
  socket: string,
  onText: (text: string) => void,
): Promise<{ drain: () => Promise<void> }> {
  const failures: unknown[] = [];
  const server = createServer((connection) => {
    connection.setEncoding('utf8').on('data', (text: string) => {
      try {
        onText(text);
      } catch (failure) {
        failures.push(failure);
      }
    });
  });
  server.listen(socket);
  await once(server, 'listening');
  const drain = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    await closed;
    if (failures.length > 0) throw failures[0];
  };
  return { drain };
}
