import { expect } from 'chai';
import { createFabric, type Fabric } from '../../hack/node/fabric.ts';
import { run } from '../../hack/node/run.ts';
import { tool } from '../../hack/node/tool.ts';
import { type ApiServer, openApiServer } from './support/api-server.ts';

describe('API server outside the machine', () => {
  let fabric: Fabric;
  let apiServer: ApiServer;
  before(async () => {
    fabric = await createFabric({ nodes: 1, nics: 0, prefix: 'api' });
    apiServer = await openApiServer(fabric);
  });
  after(async () => {
    await apiServer.close();
    await fabric.destroy();
  });

  it('is ready for a program in a node, by its own kubeconfig and certificate', async () => {
    const ready = [tool('kubectl'), 'get', '--raw', '/readyz'];
    const kubeconfig = `--kubeconfig=${apiServer.kubeconfigOf('node-agent-1')}`;
    const answer = await run(['ip', 'netns', 'exec', 'api-1', ...ready, kubeconfig]);
    expect(answer).to.equal('ok');
  });
});
