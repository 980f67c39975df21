import { expect } from 'chai';
import { setImmediate as turn } from 'node:timers/promises';
import { group, type Kind, kinds } from '../../../lib/api/group.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import type { KubeApi, WatchEvent } from '../../../lib/kube/types.ts';
import type { Log } from '../../../lib/log.ts';
import { createCache } from '../../../node-agent/kube/cache.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const config = (more: object = {}): KubeObject => ({
  apiVersion: `${group}/v1`,
  kind: 'Config',
  metadata: { name: 'multi-nicd', uid: 'u', resourceVersion: '2', ...more },
});

/** What the cache makes of an API server that lists `items` of Config and then tells `events`; no list without items. */
async function configGone(
  items: readonly KubeObject[] | undefined,
  events: readonly WatchEvent[] = [],
): Promise<boolean> {
  const end = new AbortController();
  const never = new Promise<never>((_resolve, reject) => {
    end.signal.addEventListener('abort', () => reject(new Error('ended')));
  });
  never.catch(() => undefined);
  const list = async (kind: Kind) => {
    if (kind !== kinds.config || items === undefined) return never;
    return { items, resourceVersion: '1' };
  };
  const api = {
    list,
    watch: async function* watch() {
      yield* events;
      await never;
    },
  } as unknown as KubeApi;
  const cache = createCache({
    api,
    nodeName: 'n',
    log: silent,
    signal: end.signal,
    onChange: () => undefined,
    configName: 'multi-nicd',
    onConfig: () => undefined,
  });
  for (let turns = 0; turns < 20; turns += 1) await turn();
  const gone = cache.configGone();
  end.abort();
  return gone;
}

describe('createCache, on whether its Config is gone', () => {
  const deletionTimestamp = '2026-11-28T00:00:00Z';
  it('says no while the Config was not listed', async () => {
    expect(await configGone(undefined)).to.equal(false);
  });
  it('says no while it is there', async () => {
    expect(await configGone([config()])).to.equal(false);
  });
  it('says yes where there is none', async () => {
    expect(await configGone([])).to.equal(true);
  });
  it('says yes while it is being deleted, and when it is', async () => {
    expect(await configGone([config({ deletionTimestamp })])).to.equal(true);
    expect(await configGone([config()], [{ type: 'DELETED', object: config() }])).to.equal(true);
  });
  it('says no when it is made again', async () => {
    const again = config({ uid: 'v', resourceVersion: '4' });
    const events: readonly WatchEvent[] = [
      { type: 'DELETED', object: config({ resourceVersion: '3' }) },
      { type: 'ADDED', object: again },
    ];
    expect(await configGone([config()], events)).to.equal(false);
  });
});
