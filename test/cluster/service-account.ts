import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';

import type { Room } from './pods.ts';

const folder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A GET with the token of a pod, to the address and with the trust that a client in that pod has. */
export async function askAs(
  room: Room,
  pod: string,
  path: string,
): Promise<{ readonly status: number; readonly body: string }> {
  const ca = await room.exec(pod, 'cat', `${folder}/ca.crt`);
  const token = await room.exec(pod, 'cat', `${folder}/token`);
  const headers = { authorization: `Bearer ${token}` };
  const request = get(`https://10.96.0.1${path}`, { ca, headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const body = await response.setEncoding('utf8').toArray();
  return { status: response.statusCode ?? 0, body: body.join('') };
}
