import { expect } from 'chai';

import { kinds } from '../../../lib/api/group.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import { KubeError } from '../../../lib/kube/errors.ts';
import { MultiNicError } from '../../../lib/errors.ts';
import { type FakeKube, fakeKube } from '../../support/fake-kube.ts';
import { caught, failureStatus } from './answers.ts';

const nadPath = '/apis/k8s.cni.cncf.io/v1/namespaces/team-a/network-attachment-definitions';
const nad: KubeObject = {
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: 'NetworkAttachmentDefinition',
  metadata: { name: 'net-1', namespace: 'team-a' },
  spec: { config: '{}' },
};
const cidrs = '/apis/multinic.fms.io/v1/cidrs';
describe('createKubeApi', () => {
  let kube: FakeKube;
  beforeEach(() => {
    kube = fakeKube();
  });
  afterEach(() => kube.close());

  const uid = '1-2-3';
  const writes = [
    {
      name: 'create posts to the collection as the field manager',
      path: nadPath,
      run: () => kube.api().create(nad),
      want: { method: 'POST', path: `${nadPath}?fieldManager=tester`, body: nad },
      type: 'application/json',
    },
    {
      name: 'apply is a forced server-side apply',
      path: `${nadPath}/net-1`,
      run: () => kube.api().apply(nad),
      want: { method: 'PATCH', path: `${nadPath}/net-1?fieldManager=tester&force=true`, body: nad },
      type: 'application/apply-patch+yaml',
    },
    {
      name: 'apply of a status goes to the subresource',
      path: `${nadPath}/net-1/status`,
      run: () => kube.api().apply(nad, { subresource: 'status' }),
      want: {
        method: 'PATCH',
        path: `${nadPath}/net-1/status?fieldManager=tester&force=true`,
        body: nad,
      },
      type: 'application/apply-patch+yaml',
    },
    {
      name: 'replace puts the whole object',
      path: `${nadPath}/net-1`,
      run: () => kube.api().replace(nad),
      want: { method: 'PUT', path: `${nadPath}/net-1?fieldManager=tester`, body: nad },
      type: 'application/json',
    },
    {
      name: 'mergePatch sends the fields alone, to the status where it is asked to',
      path: `${nadPath}/net-1/status`,
      run: () =>
        kube
          .api()
          .mergePatch(
            { kind: kinds.nad, name: 'net-1', namespace: 'team-a' },
            { metadata: { uid } },
            { subresource: 'status' },
          ),
      want: {
        method: 'PATCH',
        path: `${nadPath}/net-1/status?fieldManager=tester`,
        body: { metadata: { uid } },
      },
      type: 'application/merge-patch+json',
    },
    {
      name: 'remove has the UID as precondition',
      path: `${nadPath}/net-1`,
      run: () => kube.api().remove({ kind: kinds.nad, name: 'net-1', namespace: 'team-a' }, uid),
      want: {
        method: 'DELETE',
        path: `${nadPath}/net-1`,
        body: { preconditions: { uid }, propagationPolicy: 'Background' },
      },
      type: 'application/json',
    },
  ];
  for (const { name, path, run, want, type } of writes) {
    it(name, async () => {
      kube.answer(want.method, path, { status: 200, body: nad });
      await run();
      const [{ headers, ...call } = expect.fail()] = kube.asked;
      expect(call).to.deep.equal(want);
      expect(headers['content-type']).to.equal(type);
      const length = String(Buffer.byteLength(JSON.stringify(want.body)));
      expect(String(headers['content-length'])).to.equal(length);
      expect(headers['authorization']).to.equal('Bearer secret');
    });
  }

  it('asks the core group under /api', async () => {
    kube.answer('GET', '/api/v1/nodes/n1', { status: 200, body: { metadata: { name: 'n1' } } });
    expect(await kube.api().get({ kind: kinds.node, name: 'n1' })).to.deep.equal({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'n1' },
    });
  });

  it('says undefined only when the server said NotFound', async () => {
    kube.answer('GET', `${cidrs}/a`, { status: 404, body: failureStatus(404, 'NotFound', 'no a') });
    expect(await kube.api().get({ kind: kinds.cidr, name: 'a' })).to.equal(undefined);
  });

  it('takes a removal of what is gone for done', async () => {
    kube.answer('DELETE', `${cidrs}/a`, {
      status: 404,
      body: failureStatus(404, 'NotFound', 'no a'),
    });
    await kube.api().remove({ kind: kinds.cidr, name: 'a' }, uid);
  });

  const refusals = [
    {
      name: 'a Status of the server',
      code: 409,
      body: failureStatus(409, 'AlreadyExists', 'a is there'),
      headers: {},
      want: { status: 409, reason: 'AlreadyExists', retryAfterMs: undefined, says: 'a is there' },
    },
    {
      name: 'Retry-After in seconds',
      code: 503,
      body: 'busy',
      headers: { 'retry-after': '7' },
      want: { status: 503, reason: 'Unknown', retryAfterMs: 7_000, says: 'busy' },
    },
    {
      name: 'Retry-After in the Status',
      code: 429,
      body: { ...failureStatus(429, 'TooManyRequests', 'slow'), details: { retryAfterSeconds: 2 } },
      headers: {},
      want: { status: 429, reason: 'TooManyRequests', retryAfterMs: 2_000, says: 'slow' },
    },
    {
      name: 'Retry-After that has passed',
      code: 503,
      body: '',
      headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' },
      want: { status: 503, reason: 'Unknown', retryAfterMs: 0, says: 'no message' },
    },
    {
      name: 'a page of a proxy',
      code: 502,
      body: '<html>Bad Gateway</html>',
      headers: {},
      want: { status: 502, reason: 'Unknown', retryAfterMs: undefined, says: 'Bad Gateway' },
    },
  ];
  for (const { name, code, body, headers, want } of refusals) {
    it(`rejects with a KubeError: ${name}`, async () => {
      kube.answer('GET', `${cidrs}/a`, { status: code, body, headers });
      const error = await caught(kube.api().get({ kind: kinds.cidr, name: 'a' }));
      expect(error).to.be.instanceOf(KubeError);
      const { status: got, reason, retryAfterMs, message } = error as KubeError;
      expect({ status: got, reason, retryAfterMs }).to.deep.include({
        status: want.status,
        reason: want.reason,
        retryAfterMs: want.retryAfterMs,
      });
      expect(message).to.include(`GET ${cidrs}/a`).and.include(want.says);
    });
  }

  const unreachable = [
    { name: 'refused', arrange: () => kube.fail('GET', `${cidrs}/a`, 'ECONNREFUSED') },
    { name: 'nothing configured', arrange: () => {} },
    {
      name: 'an answer that is no JSON',
      arrange: () => kube.answer('GET', `${cidrs}/a`, { status: 200, body: '<p>' }),
    },
    { name: 'an answer that breaks off', arrange: () => kube.stream(`${cidrs}/a`).tear() },
    {
      name: 'no answer in time',
      arrange: () => void kube.stream(`${cidrs}/a`),
      says: 'no answer within 100 ms',
    },
  ];
  for (const { name, arrange, says = '' } of unreachable) {
    it(`rejects with API_UNREACHABLE: ${name}`, async () => {
      arrange();
      const api = kube.api({ requestTimeoutMs: 100 });
      const error = await caught(api.get({ kind: kinds.cidr, name: 'a' }));
      expect(error).to.be.instanceOf(MultiNicError).with.property('code', 'API_UNREACHABLE');
      expect((error as Error).message).to.include(says);
    });
  }
});
