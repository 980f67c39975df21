import { expect } from 'chai';
import { type Answer, type Api, createApi } from '../crds/api.ts';
import { event, podOfA } from './policy-events.ts';
import { account, hostInterface, nodes, pod, pool, type Write } from './policy-objects.ts';
import { writes } from './policy-writes.ts';
import { type ChartWorld, namespace } from './world.ts';

function send(api: Api, { path, body, merge }: Write): Promise<Answer> {
  if (merge) return api.call({ method: 'PATCH', path, body, type: 'application/merge-patch+json' });
  const query = '?fieldManager=multi-nic-node-agent&force=true';
  return api.call({
    method: 'PATCH',
    path: `${path}${query}`,
    body,
    type: 'application/apply-patch+yaml',
  });
}

/** The agents' limits, with tokens that the API server itself bound to a pod of a node. */
export function policySuite(given: () => ChartWorld): void {
  let world: ChartWorld;
  let agent: Api;
  let unbound: Api;

  before(async () => {
    world = given();
    const objects = [
      ...nodes.map((name) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } })),
      ...nodes.map((node) => pod(`agent-${node}`, namespace, node)),
      pod('pod-a', 'default', 'node-a'),
      pod('pod-b', 'default', 'node-b'),
      ...nodes.map(pool),
      hostInterface('node-b'),
      event('of-another', podOfA, { reportingComponent: 'kubelet', reportingInstance: 'node-a' }),
    ];
    const manifest = objects.map((object) => JSON.stringify(object)).join('\n---\n');
    await world.kubectl(['create', '--filename=-'], manifest);
    agent = createApi(await world.kubeconfigOf(account, 'agent-node-a'));
    unbound = createApi(await world.kubeconfigOf(account));
  });
  after(() => {
    agent.close();
    unbound.close();
  });

  for (const write of writes) {
    const { name, want } = write;
    it(`the agent of node-a ${want === undefined ? 'writes' : 'may not write'} ${name}`, async () => {
      const { status, body } = await send(agent, write);
      if (want === undefined) expect(body['kind'], String(body['message'])).to.not.equal('Status');
      else expect(body['message']).to.include(want);
      expect(status).to.be.oneOf(want === undefined ? [200, 201] : [403]);
    });
  }

  it('a token that names no node writes nothing, not even what is allowed', async () => {
    for (const write of writes.filter(({ want }) => want === undefined)) {
      const { status, body } = await send(unbound, write);
      expect(body['message']).to.include('names no node');
      expect(status).to.equal(403);
    }
  });

  it('holds nobody else', async () => {
    const patch = JSON.stringify(hostInterface('node-a', 'node-a'));
    await world.kubectl(['apply', '--server-side', '--force-conflicts', '--filename=-'], patch);
  });
}
