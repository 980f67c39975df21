import { expect } from 'chai';
import * as fc from 'fast-check';

import { firstMissing } from '../../../lib/kube/shared.ts';
import { daemonSetOf } from '../../../lib/reconcile/config/daemon-set.ts';
import { sharedControlPlane } from '../../support/control-plane.ts';
import { type Api, createApi, create } from '../crds/api.ts';
import { anyConfig } from './any-config.ts';

describe('the DaemonSet of any Config', function () {
  this.timeout(120_000);
  let api: Api;
  before(async () => {
    api = createApi((await sharedControlPlane()).kubeconfig);
  });
  after(() => api.close());

  it('is accepted by the API server, and what comes back is as it was asked for', () =>
    fc.assert(
      fc.asyncProperty(anyConfig, async (config) => {
        const { uid: _uid, ...metadata } = config.metadata;
        const stored = await create(api, { ...config, metadata }, { dryRun: true });
        expect(stored.body['message'], 'the Config').to.equal(undefined);
        const desired = daemonSetOf(config, 'kube-system');
        const { status, body } = await api.call({
          method: 'PATCH',
          path: `/apis/apps/v1/namespaces/kube-system/daemonsets/${desired.metadata.name}?fieldManager=test&force=true&fieldValidation=Strict&dryRun=All`,
          type: 'application/apply-patch+yaml',
          body: desired,
        });
        expect(body['message'], 'the DaemonSet').to.equal(undefined);
        expect(status).to.equal(201);
        expect(firstMissing(body['spec'], desired.spec, 'spec')).to.equal(undefined);
      }),
      { numRuns: 300 },
    ));
});
