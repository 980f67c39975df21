import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Endpoint = { readonly address: string; readonly port: number };

/** The outer host's loopback as the machine sees it. */
export function outerHost(port: number): Endpoint {
  const address = process.env['MULTINIC_VM_HOST'];
  if (address === undefined)
    throw new Error('MULTINIC_VM_HOST is not set: this runs in the machine of hack/vm alone');
  return { address, port };
}

/**
 * Passes every TCP connection to `listen` on to `target`, byte by byte, so TLS goes through untouched. Nodes have no way to
 * the outer host: the machine does not route between them. Port 0 takes a free one.
 */
export async function forward(
  listen: Endpoint,
  target: Endpoint,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const open = new Set<Socket>();
  const keep = (socket: Socket, other: Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // One side's failure is the end of both; the program at the other end reports it.
    socket.on('error', () => other.destroy());
    socket.pipe(other);
  };
  const server = createServer((inner) => {
    const outer = connect(target.port, target.address);
    keep(inner, outer);
    keep(outer, inner);
  });
  server.listen(listen.port, listen.address);
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  return { port: (server.address() as AddressInfo).port, close };
}
