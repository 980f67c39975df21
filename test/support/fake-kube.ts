import type { ReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { KubeConfig } from '@kubernetes/client-node';
import nock from 'nock';

import { type ClientOptions, createKubeApi, type KubeWriter } from '../../lib/kube/client.ts';

const server = 'https://kube.test:6443';

// While nock is active every connection of the process goes through it, and a connection to a socket that nobody serves
// seems to succeed: it is active only between fakeKube() and close().
nock.restore();

type Headers = Readonly<Record<string, string>>;

export type Asked = {
  readonly method: string;
  /** Path and query, decoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Headers;
};

export type FakeStream = {
  readonly send: (...events: readonly unknown[]) => void;
  readonly write: (text: string | Buffer) => void;
  readonly end: () => void;
  /** The connection breaks, as soon as the answer has begun. */
  readonly tear: () => void;
};

/**
 * The API server at the HTTP edge: answers what it was told to, in order, and remembers what it was asked. The only user
 * of nock; what it was not told fails as a refused connection would.
 */
export type FakeKube = {
  readonly api: (options?: Partial<ClientOptions>) => KubeWriter;
  readonly asked: readonly Asked[];
  /** The next request of this kind gets this answer. */
  readonly answer: (method: string, path: string, answer: Answer) => void;
  /** The next watch of `path` gets this stream. */
  readonly stream: (path: string) => FakeStream;
  /** The next request fails on the way with this code. */
  readonly fail: (method: string, path: string, code: string) => void;
  readonly close: () => void;
};

export type FakeUser = { readonly token?: string; readonly tokenFile?: string };

export function fakeKube(user: FakeUser = { token: 'secret' }): FakeKube {
  nock.activate();
  nock.disableNetConnect();
  const asked: Asked[] = [];
  const remember = async (request: Request): Promise<void> => {
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    asked.push({
      method: request.method,
      path: decodeURIComponent(pathname + search),
      headers: Object.fromEntries(request.headers),
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    });
  };
  return {
    asked,
    api: (options = {}) =>
      createKubeApi({ kubeConfig: configFor(user), fieldManager: 'tester', ...options }),
    answer: (method, path, { status, body, headers = {} }) => {
      expectCall(method, path).reply(async (request: Request) => {
        await remember(request);
        return [status, body as string, headers];
      });
    },
    stream: (path) => {
      const stream = new PassThrough();
      const taken = Promise.withResolvers<void>();
      expectCall('GET', path).reply(async (request: Request) => {
        await remember(request);
        setTimeout(taken.resolve, 10);
        return [200, stream as unknown as ReadStream];
      });
      return {
        send: (...events) => events.forEach((event) => stream.write(`${JSON.stringify(event)}\n`)),
        write: (text) => stream.write(text),
        end: () => stream.end(),
        tear: () => void taken.promise.then(() => stream.destroy(new Error('connection reset'))),
      };
    },
    fail: (method, path, code) => {
      const error = Object.assign(new Error(`connect ${code}`), { code });
      expectCall(method, path).replyWithError(error);
    },
    close: () => {
      nock.cleanAll();
      nock.enableNetConnect();
      nock.restore();
    },
  };
}

function expectCall(method: string, path: string) {
  return nock(server)
    .intercept((uri) => uri.split('?')[0] === path, method)
    .query(true);
}

function configFor({ token, tokenFile }: FakeUser): KubeConfig {
  const config = new KubeConfig();
  const authProvider = { name: 'tokenFile', config: { tokenFile } };
  config.loadFromOptions({
    clusters: [{ name: 'fake', server, skipTLSVerify: false }],
    users: [tokenFile === undefined ? { name: 'me', token } : { name: 'me', authProvider }],
    contexts: [{ name: 'fake', cluster: 'fake', user: 'me' }],
    currentContext: 'fake',
  });
  return config;
}
