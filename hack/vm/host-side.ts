import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What runs outside while the machine runs its tests. */
export type HostSide = {
  /** Tells the tests in the machine how to reach it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

/** A web server on this host's loopback that answers with the path it was asked for: proof of the way out. */
export async function startEcho(): Promise<HostSide> {
  const server = createServer((request, response) => response.end(`echo ${request.url}`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { environment: { MULTINIC_VM_ECHO_PORT: String(port) }, stop };
}
