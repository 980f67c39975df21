import { expect } from 'chai';

import { kinds } from '../../../lib/api/group.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import { runReflector } from '../../../lib/kube/reflector.ts';
import { createStore, type Store } from '../../../lib/kube/store.ts';
import type { Fields, Log } from '../../../lib/log.ts';
import { type FakeKube, fakeKube } from '../../support/fake-kube.ts';
import { failureStatus } from './answers.ts';

const path = '/apis/multinic.fms.io/v1/ippools';
const pool = (name: string, version: number): KubeObject => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'IPPool',
  metadata: { name, resourceVersion: String(version) },
});
const list = (version: number, ...items: readonly KubeObject[]) => ({
  status: 200,
  body: { metadata: { resourceVersion: String(version) }, items },
});

const sentence = (fields: Fields = {}): string =>
  fields['error'] instanceof Error ? fields['error'].message : 'no error';

describe('runReflector', () => {
  let kube: FakeKube;
  let end: AbortController;
  let store: Store;
  let waits: number[];
  let warnings: string[];
  let infos: string[];
  let running: Promise<void>;
  let synced: number;
  let further: { readonly whenMissingMs?: number };
  beforeEach(() => {
    kube = fakeKube();
    end = new AbortController();
    store = createStore();
    waits = [];
    warnings = [];
    infos = [];
    synced = 0;
    further = {};
  });
  afterEach(async () => {
    end.abort();
    await running;
    kube.close();
  });

  /** Runs until the store shows `want`, or for a second. */
  const until = async (...want: readonly string[]): Promise<void> => {
    const log: Log = {
      debug: () => {},
      info: (message) => infos.push(message),
      error: (message) => warnings.push(message),
      warn: (_message, fields) => warnings.push(sentence(fields)),
    };
    running = runReflector({
      api: kube.api(),
      kind: kinds.ipPool,
      store,
      log,
      signal: end.signal,
      delay: async (ms) => {
        waits.push(ms);
        await new Promise((resolve) => setTimeout(resolve, 1));
      },
      onSynced: () => (synced += 1),
      random: () => 0.5,
      ...further,
    });
    const shown = (): string[] => store.list().map(({ metadata }) => metadata.name);
    for (let tries = 0; tries < 100 && shown().join() !== want.join(); tries += 1) {
      // oxlint-disable-next-line no-await-in-loop -- polls
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(shown()).to.deep.equal(want);
  };
  const paths = (): string[] =>
    kube.asked.map(({ path: asked }) => asked.replace(/&timeout.*/, ''));
  const watchFrom = (version: number): string =>
    `${path}?watch=true&allowWatchBookmarks=true&resourceVersion=${version}`;
  const listed = `${path}?limit=500`;

  it('lists, then watches from there', async () => {
    kube.answer('GET', path, list(5, pool('a', 3)));
    const stream = kube.stream(path);
    stream.send({ type: 'ADDED', object: pool('b', 6) }, { type: 'DELETED', object: pool('a', 7) });
    await until('b');
    expect(paths()).to.deep.equal([listed, watchFrom(5)]);
    expect(synced).to.equal(1);
    expect(waits).to.deep.equal([]);
  });

  it('goes on from the last event or bookmark when the server closes the stream, at once', async () => {
    kube.answer('GET', path, list(5));
    const first = kube.stream(path);
    first.send({ type: 'ADDED', object: pool('a', 6) }, { type: 'BOOKMARK', object: pool('', 60) });
    first.end();
    kube.stream(path).send({ type: 'ADDED', object: pool('b', 61) });
    await until('a', 'b');
    expect(paths()).to.deep.equal([listed, watchFrom(5), watchFrom(60)]);
    expect(waits).to.deep.equal([]);
  });

  it('waits before it watches again when the server closes a stream that told nothing', async () => {
    kube.answer('GET', path, list(5));
    kube.stream(path).end();
    kube.stream(path).end();
    kube.stream(path).send({ type: 'ADDED', object: pool('a', 6) });
    await until('a');
    expect(waits).to.deep.equal([188, 375]);
  });

  const broken = [
    { name: 'torn stream', arrange: () => kube.stream(path).tear() },
    { name: 'refused connection', arrange: () => kube.fail('GET', path, 'ECONNREFUSED') },
    { name: '500', arrange: () => kube.answer('GET', path, { status: 500, body: '' }) },
    {
      name: 'HTML of a proxy',
      arrange: () => kube.answer('GET', path, { status: 502, body: '<p>' }),
    },
  ];
  for (const { name, arrange } of broken) {
    it(`drops nothing and goes on from where it was: ${name}`, async () => {
      kube.answer('GET', path, list(5, pool('a', 3)));
      arrange();
      kube.stream(path).send({ type: 'ADDED', object: pool('b', 6) });
      await until('a', 'b');
      expect(paths().at(-1)).to.equal(watchFrom(5));
      expect(waits).to.deep.equal([188]);
      expect(warnings).to.have.length(1);
    });
  }

  const expired = failureStatus(410, 'Expired', 'too old resource version');
  const tooOld = [
    { name: '410', arrange: () => kube.answer('GET', path, { status: 410, body: expired }) },
    {
      name: 'ERROR event',
      arrange: () => kube.stream(path).send({ type: 'ERROR', object: expired }),
    },
    { name: 'nonsense', arrange: () => kube.stream(path).write('nonsense\n') },
  ];
  for (const { name, arrange } of tooOld) {
    it(`lists anew, and drops what is gone: ${name}`, async () => {
      kube.answer('GET', path, list(5, pool('a', 3), pool('b', 4)));
      arrange();
      kube.answer('GET', path, list(90, pool('b', 4), pool('c', 80)));
      kube.stream(path);
      await until('b', 'c');
      expect(paths().filter((asked) => asked === listed)).to.have.length(2);
      expect(synced).to.equal(1);
    });
  }

  it('drops nothing while no list succeeds, and waits as long as the server asks', async () => {
    store.upsert(pool('a', 3));
    kube.answer('GET', path, { status: 503, body: '', headers: { 'retry-after': '9' } });
    kube.answer('GET', path, { status: 403, body: failureStatus(403, 'Forbidden', 'no') });
    kube.answer('GET', path, list(5, pool('a', 3), pool('b', 4)));
    kube.stream(path);
    await until('a', 'b');
    expect(waits).to.deep.equal([9_000, 375]);
    expect(warnings.join('\n')).to.include('503').and.include('403');
  });

  it('tells a trouble that stays ever more rarely, and that it is over', async () => {
    kube.answer('GET', path, list(5, pool('a', 3)));
    for (let times = 0; times < 9; times += 1) kube.answer('GET', path, { status: 502, body: '' });
    kube.stream(path).send({ type: 'ADDED', object: pool('b', 6) });
    await until('a', 'b');
    expect(waits).to.have.length(9);
    // The first, second, fourth and eighth.
    expect(warnings).to.have.length(4);
    expect(infos).to.deep.equal(['watch goes on']);
  });

  it('waits for a kind that the server need not have, which counts as listed once it said so twice', async () => {
    further = { whenMissingMs: 60_000 };
    kube.answer('GET', path, { status: 404, body: '404 page not found' });
    kube.answer('GET', path, { status: 404, body: '404 page not found' });
    kube.answer('GET', path, list(5, pool('a', 3)));
    kube.stream(path);
    await until('a');
    expect(waits).to.deep.equal([1_000, 60_000]);
    expect([synced, warnings]).to.deep.equal([1, []]);
  });

  it('takes a kind that it does not know to be optional for a failure', async () => {
    kube.answer('GET', path, { status: 404, body: '404 page not found' });
    kube.answer('GET', path, list(5, pool('a', 3)));
    kube.stream(path);
    await until('a');
    expect(warnings.join()).to.contain('404');
  });

  it('tells what a listener throws, and looks again', async () => {
    let thrown = 0;
    store.onChange(({ after }) => {
      if (after?.metadata.name === 'b' && thrown++ === 0) throw new Error('listener');
    });
    kube.answer('GET', path, list(5));
    kube.stream(path).send({ type: 'ADDED', object: pool('b', 6) });
    kube.answer('GET', path, list(7, pool('b', 6)));
    kube.stream(path).send({ type: 'ADDED', object: pool('c', 8) });
    await until('b', 'c');
    expect(warnings).to.deep.equal(['a listener of the store failed']);
  });

  it('ends when its signal aborts, whatever it does then', async () => {
    kube.answer('GET', path, list(5, pool('a', 3)));
    kube.stream(path);
    await until('a');
    end.abort();
    await running;
  });
});
