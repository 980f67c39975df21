import { expect } from 'chai';

import { freePorts } from '../../../hack/control-plane/ports.ts';
import { type HealthServer, startHealthServer } from '../../../lib/kube/health.ts';
import { caught } from './answers.ts';

describe('startHealthServer', () => {
  let port: number;
  let missing: readonly string[];
  let broken: readonly string[];
  let server: HealthServer;
  before(async () => {
    port = (await freePorts(1))[0] ?? 0;
    server = await startHealthServer({ port, notReady: () => missing, broken: () => broken });
  });
  after(() => server.close());

  const cases = [
    { name: 'lives', path: '/healthz', missing: ['CIDR'], want: '200 ok' },
    { name: 'is ready', path: '/readyz', missing: [], want: '200 ok' },
    {
      name: 'says what is missing',
      path: '/readyz',
      missing: ['CIDR', 'Node'],
      want: '503 CIDR\nNode',
    },
    { name: 'has nothing else', path: '/metrics', missing: [], want: '404 not found' },
    {
      name: 'says what is broken, so that kubelet starts it again',
      path: '/healthz',
      missing: [],
      broken: ['a call hangs'],
      want: '503 a call hangs',
    },
    {
      name: 'is ready or not whatever is broken',
      path: '/readyz',
      missing: [],
      broken: ['x'],
      want: '200 ok',
    },
    {
      name: 'has nothing else then either',
      path: '/x',
      missing: [],
      broken: ['x'],
      want: '404 not found',
    },
  ];
  for (const { name, path, missing: lacks, broken: hangs = [], want } of cases) {
    it(name, async () => {
      missing = lacks;
      broken = hangs;
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(`${answer.status} ${(await answer.text()).trim()}`).to.equal(want);
    });
  }

  it('takes no other method', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { method: 'POST' });
    expect(answer.status).to.equal(404);
  });

  it('says so when the port is taken', async () => {
    const error = await caught(startHealthServer({ port, notReady: () => [] }));
    expect(error).to.have.property('code', 'EADDRINUSE');
  });
});
