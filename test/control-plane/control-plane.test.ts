import { existsSync, readdirSync } from 'node:fs';

import { expect } from 'chai';

import { kubectl } from '../../hack/control-plane/crds.ts';
import type { ControlPlane } from '../../hack/control-plane/start.ts';
import { sharedControlPlane } from '../support/control-plane.ts';

const namespace = (name: string): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

describe('startControlPlane', function () {
  this.timeout(60_000);
  let controlPlane: ControlPlane;
  before(async () => {
    controlPlane = await sharedControlPlane();
  });

  const as = (user: string, args: readonly string[], input?: string): Promise<string> =>
    kubectl(controlPlane.kubeconfigOf(user), args, input);

  it('serves our kinds', async () => {
    const names = await as('admin', ['get', 'crd', '--output=name']);
    const files = readdirSync(new URL('../../crds', import.meta.url), {
      recursive: true,
      encoding: 'utf8',
    }).filter((file) => file.endsWith('.yaml'));
    expect(names.trim().split('\n')).to.have.length(files.length);
    await as('admin', ['get', 'multinicnetworks,cidrs,hostinterfaces,ippools']);
  });

  it('knows each program by its own name', async () => {
    for (const user of ['admin', 'operator', 'operator-2', 'node-agent-1', 'node-agent-9']) {
      const review = await as(user, [
        'auth',
        'whoami',
        '--output=jsonpath={.status.userInfo.username}',
      ]);
      expect(review).to.equal(user);
    }
  });

  it('lists the users it has when asked for another', () => {
    expect(() => controlPlane.kubeconfigOf('nobody')).to.throw('available: admin, operator');
  });

  it('counts the writes of each program, and reads not', async () => {
    const mark = await controlPlane.auditMark();
    await as('operator', ['create', '--filename=-'], namespace('counted'));
    await as('node-agent-1', ['annotate', 'namespace', 'counted', 'a=b']);
    await as('node-agent-1', ['get', 'namespaces']);
    await as('operator', ['delete', 'namespace', 'counted', '--wait=false']);
    expect(await controlPlane.auditCounts(mark)).to.deep.equal({
      'operator create namespaces': 1,
      'node-agent-1 patch namespaces': 1,
      'operator delete namespaces': 1,
    });
    expect(await controlPlane.auditCounts(await controlPlane.auditMark())).to.deep.equal({});
  });

  it('counts refused writes, and tells the status', async () => {
    const mark = await controlPlane.auditMark();
    const refused = await as('operator', ['create', 'namespace', 'default']).catch(String);
    expect(refused).to.include('already exists');
    const writes = (await controlPlane.auditEvents(mark)).filter(({ verb }) => verb === 'create');
    expect(writes).to.deep.equal([
      {
        user: 'operator',
        verb: 'create',
        resource: 'namespaces',
        namespace: '',
        name: 'default',
        code: 409,
      },
    ]);
  });

  it('takes pods without a controller manager', async () => {
    const pod = { metadata: { name: 'lonely' }, spec: { containers: [{ name: 'a', image: 'b' }] } };
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', ...pod });
    expect(await as('admin', ['apply', '--server-side', '--filename=-'], text)).to.include(
      'lonely',
    );
    await as('admin', ['delete', 'pod', 'lonely', '--force', '--grace-period=0']);
  });

  it('stops the API server alone, and starts it again with everything kept', async () => {
    const before = controlPlane.pids();
    await as('admin', ['create', '--filename=-'], namespace('kept'));
    await controlPlane.stopApiServer();
    expect(existsSync(`/proc/${before.apiserver}`)).to.equal(false);
    expect(controlPlane.pids()).to.deep.equal({ etcd: before.etcd, apiserver: 0 });
    expect(await as('admin', ['get', 'namespaces']).catch(String)).to.include('refused');
    await controlPlane.startApiServer();
    expect(await as('admin', ['get', 'namespace', 'kept', '--output=name'])).to.equal(
      'namespace/kept\n',
    );
    await as('admin', ['delete', 'namespace', 'kept', '--wait=false']);
  });
});
