import { get } from 'node:https';

import { type Endpoint, tokenOf } from './users.ts';

/** Status and body of a GET as admin; rejects only when there is no answer within two seconds. */
export function ask(
  { server, ca }: Endpoint,
  path: string,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${tokenOf('admin')}` };
    const request = get(`${server}${path}`, { ca, headers, agent: false, timeout: 2_000 });
    request.on('timeout', () => request.destroy(new Error(`${server}${path}: no answer in 2 s`)));
    request.on('error', reject);
    request.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
  });
}
