import { createServer } from 'node:http';

export type HealthOptions = {
  readonly port: number;
  /** Why the program is not ready; [] when it is. */
  readonly notReady: () => readonly string[];
  /** Why the program must be started again; absent: it never must. */
  readonly broken?: () => readonly string[];
};

export type HealthServer = { readonly close: () => void };

/**
 * `/healthz` is 200 as long as the process can answer and nothing is broken, `/readyz` when nothing is missing, else 503 and what is.
 * Read-only, on every address.
 */
export function startHealthServer({
  port,
  notReady,
  broken = () => [],
}: HealthOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const missing = request.url === '/readyz' ? notReady() : broken();
    const known = request.method === 'GET' && ['/healthz', '/readyz'].includes(request.url ?? '');
    const status = known ? (missing.length === 0 ? 200 : 503) : 404;
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(status === 200 ? 'ok\n' : `${known ? missing.join('\n') : 'not found'}\n`);
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  server.maxConnections = 64;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve({ close: () => server.close() }));
  });
}
