import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

import { kinds } from '../../../lib/api/group.ts';
import { type FakeKube, fakeKube } from '../../support/fake-kube.ts';
import { caught, failureStatus } from './answers.ts';

const cidrs = '/apis/multinic.fms.io/v1/cidrs';

describe('credentials', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kube-token-'));
  const tokenFile = join(dir, 'token');
  let kube: FakeKube;
  beforeEach(() => {
    writeFileSync(tokenFile, 'old');
    kube = fakeKube({ tokenFile });
  });
  afterEach(() => kube.close());
  after(() => rmSync(dir, { recursive: true }));

  it('are read again when the server no longer takes them, and the request is sent once more', async () => {
    const api = kube.api();
    kube.answer('GET', `${cidrs}/a`, { status: 200, body: { metadata: { name: 'a' } } });
    await api.get({ kind: kinds.cidr, name: 'a' });
    writeFileSync(tokenFile, 'new');
    kube.answer('GET', `${cidrs}/a`, {
      status: 401,
      body: failureStatus(401, 'Unauthorized', 'expired'),
    });
    kube.answer('GET', `${cidrs}/a`, { status: 200, body: { metadata: { name: 'a' } } });
    await api.get({ kind: kinds.cidr, name: 'a' });
    expect(kube.asked.map(({ headers }) => headers['authorization'])).to.deep.equal([
      'Bearer old',
      'Bearer old',
      'Bearer new',
    ]);
  });

  it('that stay refused are told', async () => {
    kube.answer('GET', `${cidrs}/a`, {
      status: 401,
      body: failureStatus(401, 'Unauthorized', 'expired'),
    });
    kube.answer('GET', `${cidrs}/a`, {
      status: 401,
      body: failureStatus(401, 'Unauthorized', 'expired'),
    });
    const error = await caught(kube.api().get({ kind: kinds.cidr, name: 'a' }));
    expect(error).to.have.property('status', 401);
  });
});
