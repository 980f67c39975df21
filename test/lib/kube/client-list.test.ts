import { expect } from 'chai';

import { kinds } from '../../../lib/api/group.ts';
import { type FakeKube, fakeKube } from '../../support/fake-kube.ts';
import { caught, failureStatus } from './answers.ts';

const cidrs = '/apis/multinic.fms.io/v1/cidrs';

const page = (names: readonly string[], next?: string) => ({
  metadata: { resourceVersion: '40', continue: next },
  items: names.map((name) => ({ metadata: { name, managedFields: [{}] } })),
});

describe('list', () => {
  let kube: FakeKube;
  beforeEach(() => {
    kube = fakeKube();
  });
  afterEach(() => kube.close());

  it('reads all pages, completes the items and leaves out managedFields', async () => {
    kube.answer('GET', cidrs, { status: 200, body: page(['a', 'b'], 'more') });
    kube.answer('GET', cidrs, { status: 200, body: page(['c']) });
    const { items, resourceVersion } = await kube
      .api({ pageSize: 2 })
      .list(kinds.cidr, { labelSelector: 'x=y' });
    expect(resourceVersion).to.equal('40');
    expect(items).to.deep.equal(
      ['a', 'b', 'c'].map((name) => ({
        apiVersion: 'multinic.fms.io/v1',
        kind: 'CIDR',
        metadata: { name },
      })),
    );
    expect(kube.asked.map(({ path }) => path)).to.deep.equal([
      `${cidrs}?labelSelector=x=y&limit=2`,
      `${cidrs}?labelSelector=x=y&limit=2&continue=more`,
    ]);
  });

  it('asks for one piece when the first page has become too old', async () => {
    kube.answer('GET', cidrs, { status: 200, body: page(['a'], 'more') });
    kube.answer('GET', cidrs, { status: 410, body: failureStatus(410, 'Expired', 'too old') });
    kube.answer('GET', cidrs, { status: 200, body: page(['a', 'b']) });
    const { items } = await kube.api({ pageSize: 1 }).list(kinds.cidr);
    expect(items.map(({ metadata }) => metadata.name)).to.deep.equal(['a', 'b']);
    expect(kube.asked.at(-1)?.path).to.equal(cidrs);
  });

  it('fails when a later page fails: a part of a list is no list', async () => {
    kube.answer('GET', cidrs, { status: 200, body: page(['a'], 'more') });
    kube.answer('GET', cidrs, { status: 500, body: failureStatus(500, 'InternalError', 'etcd') });
    expect(await caught(kube.api().list(kinds.cidr))).to.have.property('status', 500);
  });

  for (const body of [
    {},
    { items: null, metadata: { resourceVersion: '1' } },
    { items: [] },
    null,
  ]) {
    it(`takes ${JSON.stringify(body)} for no list at all`, async () => {
      kube.answer('GET', cidrs, { status: 200, body: JSON.stringify(body) });
      expect(await caught(kube.api().list(kinds.cidr))).to.have.property('code', 'API_UNREACHABLE');
    });
  }
});
