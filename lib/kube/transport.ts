import http from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { isUnauthorized, kubeError, unreachable } from './errors.ts';
import { withoutCachedCredentials } from './kube-config.ts';

export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
};

/** One answer with a success status, its body not yet read. */
export type Stream = http.IncomingMessage;

export type Transport = {
  /** Reads the whole answer within the request timeout; parsed JSON. */
  readonly json: (call: Call) => Promise<unknown>;
  /** Leaves the body to the caller; fails when no byte comes for `idleMs`. */
  readonly stream: (call: Call, signal: AbortSignal) => Promise<Stream>;
};

export type TransportOptions = {
  readonly kubeConfig: KubeConfig;
  readonly userAgent: string;
  /** For one whole request and answer. */
  readonly requestTimeoutMs: number;
  /** A stream without a byte for so long is dead: the server sends a bookmark about every minute. */
  readonly idleMs: number;
};

/**
 * HTTP to the API server that the kubeconfig names, with its TLS, its credentials and its proxy, over connections that
 * are kept. An answer 401 is tried once more with credentials read anew, since a service account's token rotates.
 */
export function createTransport(options: TransportOptions): Transport {
  const sender = createSender(options);
  const withFreshCredentials = async <T>(send: () => Promise<T>): Promise<T> => {
    try {
      return await send();
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      sender.forgetCredentials();
      return send();
    }
  };
  return {
    json: (call) =>
      withFreshCredentials(() =>
        withDeadline(call, options.requestTimeoutMs, async (signal) =>
          parse(call, await readText(call, await sender.send(call, { signal }))),
        ),
      ),
    stream: (call, signal) =>
      withFreshCredentials(() => sender.send(call, { signal, idleMs: options.idleMs })),
  };
}

/** A timer of its own, taken back at once: thousands of answered requests would otherwise be kept until it fires. */
async function withDeadline<T>(
  call: Call,
  ms: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), ms);
  try {
    return await run(deadline.signal);
  } catch (error) {
    // Node calls it "aborted" or a reset, depending on how far the answer had come.
    if (!deadline.signal.aborted) throw error;
    throw unreachable(nameOf(call), new Error(`no answer within ${ms} ms`, { cause: error }));
  } finally {
    clearTimeout(timer);
  }
}

type Limits = { readonly signal: AbortSignal; readonly idleMs?: number };

function createSender({ kubeConfig, userAgent }: TransportOptions) {
  let current = kubeConfig;
  const agents = { 'http:': new http.Agent(keepAlive), 'https:': new https.Agent(keepAlive) };
  const send = async (call: Call, limits: Limits): Promise<Stream> => {
    const prepared = await prepare(call, current);
    const { url, cluster } = prepared;
    const agent =
      cluster.proxyUrl === undefined ? agents[url.protocol as keyof typeof agents] : prepared.agent;
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const headers = { ...prepared.headers, ...ourHeaders(userAgent, call, body) };
    const answer = await exchange(call, {
      url,
      options: { ...prepared.tls, method: call.method, agent, headers },
      body,
      limits,
    });
    if ((answer.statusCode ?? 0) < 300) return answer;
    const text = await readText(call, answer);
    const retryAfter = answer.headers['retry-after'];
    throw kubeError(
      nameOf(call),
      {
        status: answer.statusCode ?? 0,
        body: text,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      },
      Date.now(),
    );
  };
  const forgetCredentials = (): void => {
    current = withoutCachedCredentials(current);
  };
  return { send, forgetCredentials };
}

/** The length is said even for DELETE, whose body node would send without it: as the start of the next request. */
function ourHeaders(
  userAgent: string,
  call: Call,
  body: string | undefined,
): http.OutgoingHttpHeaders {
  const content = {
    'content-type': call.contentType ?? 'application/json',
    'content-length': Buffer.byteLength(body ?? ''),
  };
  return {
    accept: 'application/json',
    'user-agent': userAgent,
    ...(body === undefined ? {} : content),
  };
}

const keepAlive = { keepAlive: true, keepAliveMsecs: 30_000, scheduling: 'lifo' } as const;

async function prepare(call: Call, kubeConfig: KubeConfig) {
  try {
    const cluster = kubeConfig.getCurrentCluster();
    if (cluster === null) throw new Error('the kubeconfig names no cluster');
    const options: https.RequestOptions = {};
    await kubeConfig.applyToHTTPSOptions(options);
    const { agent, headers, ...tls } = options;
    const url = new URL(cluster.server.replace(/\/$/, '') + call.path);
    return { cluster, url, agent, headers: { ...(headers as http.OutgoingHttpHeaders) }, tls };
  } catch (error) {
    throw unreachable(nameOf(call), error);
  }
}

type Exchange = {
  readonly url: URL;
  readonly options: https.RequestOptions;
  readonly body: string | undefined;
  readonly limits: Limits;
};

/**
 * A kept connection may be closed by the server in the moment it is used again; only then the request is sent a second
 * time. Should the first have been read after all, the second says so: names and versions make every request of ours
 * one that cannot take effect twice.
 */
async function exchange(call: Call, parts: Exchange): Promise<Stream> {
  try {
    return await sendOnce(parts);
  } catch (error) {
    if (!(error instanceof StaleConnection)) throw unreachable(nameOf(call), error);
  }
  return sendOnce(parts).catch((error: unknown) => {
    throw unreachable(nameOf(call), error);
  });
}

class StaleConnection extends Error {}

function sendOnce({ url, options, body, limits }: Exchange): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const { request: open } = url.protocol === 'https:' ? https : http;
    const request = open(url, { ...options, signal: limits.signal });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && error.code === 'ECONNRESET';
      reject(stale ? new StaleConnection(error.message, { cause: error }) : error);
    });
    request.on('response', resolve);
    if (limits.idleMs !== undefined) {
      const idleMs = limits.idleMs;
      request.setTimeout(idleMs, () => request.destroy(new Error(`no byte came for ${idleMs} ms`)));
    }
    request.end(body);
  });
}

async function readText(call: Call, stream: Stream): Promise<string> {
  try {
    stream.setEncoding('utf8');
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    return text;
  } catch (error) {
    throw unreachable(nameOf(call), error);
  }
}

function parse(call: Call, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreachable(nameOf(call), error);
  }
}

export function nameOf({ method, path }: Call): string {
  return `${method} ${path}`;
}
