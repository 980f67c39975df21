import { expect } from 'chai';
import type { KubeObject } from '../../../lib/api/types.ts';
import { KubeError } from '../../../lib/kube/errors.ts';
import type { KubeApi, ObjectRef } from '../../../lib/kube/types.ts';
import type { Log } from '../../../lib/log.ts';
import { isReleaseGone } from '../../../node-agent/kube/release.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const object = (more: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'multi-nicd', uid: 'u', ...more },
});
const refused = (status: number) => async () => {
  throw new KubeError({ status, reason: 'Refused', message: 'get daemonsets' });
};
const away = async () => {
  throw new Error('connect ECONNREFUSED');
};

describe('isReleaseGone', () => {
  const cases: readonly {
    readonly name: string;
    readonly answer: () => Promise<KubeObject | undefined>;
    readonly configGone?: true;
    readonly want: boolean;
  }[] = [
    { name: 'no DaemonSet', answer: async () => undefined, want: true },
    {
      name: 'a DaemonSet that is being deleted',
      answer: async () => object({ deletionTimestamp: '2026-11-28T00:00:00Z' }),
      want: true,
    },
    { name: 'a DaemonSet', answer: async () => object(), want: false },
    {
      name: 'a DaemonSet that outlives its Config',
      answer: async () => object(),
      configGone: true,
      want: false,
    },
    { name: '401', answer: refused(401), want: false },
    { name: '403', answer: refused(403), want: false },
    { name: '503', answer: refused(503), want: false },
    { name: 'no API server', answer: away, want: false },
    {
      name: '401 after the Config was deleted',
      answer: refused(401),
      configGone: true,
      want: true,
    },
    {
      name: '403 after the Config was deleted',
      answer: refused(403),
      configGone: true,
      want: true,
    },
  ];
  for (const { name, answer, configGone = false, want } of cases) {
    it(`${name}: ${want}`, async () => {
      const asked: ObjectRef[] = [];
      const get = (ref: ObjectRef) => {
        asked.push(ref);
        return answer();
      };
      const api = { get } as Pick<KubeApi, 'get'>;
      const of = { namespace: 'system', name: 'multi-nicd' };
      const options = { api, ...of, configGone: () => configGone, log: silent };
      expect(await isReleaseGone(options)).to.equal(want);
      expect(asked).to.have.length(1);
      expect(asked[0]).to.deep.include(of);
    });
  }

  it('asks nothing where the agent runs outside of a DaemonSet', async () => {
    const api = { get: refused(500) } as Pick<KubeApi, 'get'>;
    const of = { namespace: '', name: 'multi-nicd' };
    expect(await isReleaseGone({ api, ...of, configGone: () => true, log: silent })).to.equal(
      false,
    );
  });
});
