import { expect } from 'chai';

import { kinds } from '../../../lib/api/group.ts';
import { type FakeKube, fakeKube } from '../../support/fake-kube.ts';

const path = '/apis/multinic.fms.io/v1/ippools';
const pool = (name: string, resourceVersion: string) => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'IPPool',
  metadata: { name, resourceVersion },
});

const line = (type: string, object: unknown): string => `${JSON.stringify({ type, object })}\n`;

describe('watch', () => {
  let kube: FakeKube;
  let end: AbortController;
  beforeEach(() => {
    kube = fakeKube();
    end = new AbortController();
  });
  afterEach(() => {
    end.abort();
    kube.close();
  });

  /** Event types and names, and how it ended. */
  const collect = async (idleMs = 5_000): Promise<string[]> => {
    const got: string[] = [];
    try {
      const events = kube
        .api({ idleMs })
        .watch(kinds.ipPool, { resourceVersion: '7', signal: end.signal });
      for await (const event of events) {
        const name = event.type === 'BOOKMARK' ? event.resourceVersion : event.object.metadata.name;
        got.push(`${event.type} ${name}`);
        if (name === 'last') end.abort();
      }
      got.push('ended');
    } catch (error) {
      const { status, code } = error as { status?: number; code?: string };
      got.push(`failed ${status ?? code}`);
    }
    return got;
  };

  it('asks from the version on, with bookmarks and an end', async () => {
    kube.stream(path).end();
    expect(await collect()).to.deep.equal(['ended']);
    expect(kube.asked[0]?.path).to.match(
      /\?watch=true&allowWatchBookmarks=true&resourceVersion=7&timeoutSeconds=\d{3}$/,
    );
  });

  const gone = {
    kind: 'Status',
    status: 'Failure',
    code: 410,
    reason: 'Expired',
    message: 'too old',
  };
  const cases = [
    {
      name: 'tells every event and ends when the server closes the stream',
      chunks: [
        line('ADDED', pool('a', '8')),
        line('DELETED', pool('a', '9')),
        line('BOOKMARK', pool('', '12')),
      ],
      want: ['ADDED a', 'DELETED a', 'BOOKMARK 12', 'ended'],
    },
    {
      name: 'puts together what was split anywhere, inside a character too',
      chunks: [
        ...Buffer.from(line('ADDED', pool('ü', '8')) + line('MODIFIED', pool('a', '9'))),
      ].map((byte) => Buffer.from([byte])),
      want: ['ADDED ü', 'MODIFIED a', 'ended'],
    },
    {
      name: 'rejects with 410 for an ERROR event',
      chunks: [line('ADDED', pool('a', '8')), line('ERROR', gone)],
      want: ['ADDED a', 'failed 410'],
    },
    {
      name: 'rejects when the stream ends inside an event',
      chunks: [line('ADDED', pool('a', '8')), '{"type":"ADDED","obj'],
      want: ['ADDED a', 'failed API_UNREACHABLE'],
    },
    { name: 'rejects a line that is no JSON', chunks: ['<html>\n'], want: ['failed 0'] },
    {
      name: 'rejects an ERROR without a Status',
      chunks: [line('ERROR', null)],
      want: ['failed 0'],
    },
    {
      name: 'rejects an unknown type',
      chunks: [line('RENAMED', pool('a', '8'))],
      want: ['failed 0'],
    },
    {
      name: 'ends quietly when its signal aborts',
      chunks: [line('ADDED', pool('last', '8')), line('ADDED', pool('never', '9'))],
      open: true,
      want: ['ADDED last', 'ended'],
    },
  ];
  for (const { name, chunks, want, open } of cases) {
    it(name, async () => {
      const stream = kube.stream(path);
      for (const chunk of chunks) stream.write(chunk);
      if (open !== true) stream.end();
      expect(await collect()).to.deep.equal(want);
    });
  }

  it('rejects with the status of a refusal', async () => {
    kube.answer('GET', path, { status: 410, body: gone });
    expect(await collect()).to.deep.equal(['failed 410']);
  });

  it('rejects when the connection breaks', async () => {
    const stream = kube.stream(path);
    stream.write(line('ADDED', pool('a', '8')));
    setTimeout(() => stream.tear(), 20);
    expect(await collect()).to.deep.equal(['ADDED a', 'failed API_UNREACHABLE']);
  });

  it('rejects when no byte comes any more', async () => {
    kube.stream(path).write(line('ADDED', pool('a', '8')));
    expect(await collect(50)).to.deep.equal(['ADDED a', 'failed API_UNREACHABLE']);
  });
});
