import { expect } from 'chai';
import { type Answer, type Api, createApi, pathOf } from '../crds/api.ts';
import { type ChartWorld, namespace } from './world.ts';

const account = 'multi-nic-node-agent';
const nodes = ['node-a', 'node-b'] as const;

const pod = (name: string, where: string, node: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: where, annotations: { keep: 'this' }, labels: { app: name } },
  spec: {
    nodeName: node,
    serviceAccountName: where === namespace ? account : 'default',
    containers: [{ name: 'a', image: 'a' }],
  },
});

const hostInterface = (name: string, hostName = name) => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'HostInterface',
  metadata: { name },
  spec: { hostName, interfaces: [] },
});

const pool = (hostName: string) => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'IPPool',
  metadata: { name: `pool-${hostName}` },
  spec: {
    podCIDR: '192.168.0.0/24',
    vlanCIDR: '192.168.0.0/18',
    netAttachDef: 'net',
    hostName,
    interfaceName: 'eth1',
    excludes: [],
    allocations: [],
  },
});

const allocation = { pod: 'p', namespace: 'default', index: 1, address: '192.168.0.1' };

type Write = {
  readonly name: string;
  readonly path: string;
  readonly body: object;
  /** Server-side apply unless it says merge. */
  readonly merge?: true;
  /** Part of the refusal; absent where it is to succeed. */
  readonly want?: string;
};

const podStatus = (name: string): string => `/api/v1/namespaces/default/pods/${name}/status`;
const annotate = (annotations: object) => ({ metadata: { annotations } });
const networkStatus = { 'k8s.v1.cni.cncf.io/network-status': '[]' };
const { metadata: poolA } = pool('node-a');

/** What the agent of node-a does, and what another's token could be misused for. */
const writes: readonly Write[] = [
  {
    name: 'its HostInterface',
    path: pathOf('HostInterface', 'node-a'),
    body: hostInterface('node-a'),
  },
  {
    name: 'the status of its HostInterface',
    path: `${pathOf('HostInterface', 'node-a')}/status`,
    body: { ...hostInterface('node-a'), spec: undefined, status: { interfaces: 0, up: 0 } },
  },
  {
    name: 'an annotation of its HostInterface',
    path: pathOf('HostInterface', 'node-a'),
    body: annotate({ 'multinic.fms.io/uninstalled': 'true' }),
    merge: true,
  },
  {
    name: 'another node’s HostInterface',
    path: pathOf('HostInterface', 'node-b'),
    body: hostInterface('node-b'),
    want: 'the node agent of node-a may not write HostInterface node-b',
  },
  {
    name: 'the status of another node’s HostInterface',
    path: `${pathOf('HostInterface', 'node-b')}/status`,
    body: { status: { interfaces: 1, up: 0 } },
    merge: true,
    want: 'may not write HostInterface node-b',
  },
  {
    name: 'a HostInterface of a node that is not there',
    path: pathOf('HostInterface', 'node-c'),
    body: hostInterface('node-c'),
    want: 'may not write HostInterface node-c',
  },
  {
    name: 'a finalizer on its HostInterface',
    path: pathOf('HostInterface', 'node-a'),
    body: { metadata: { finalizers: ['example.com/stay'] } },
    merge: true,
    want: 'finalizers and ownerReferences',
  },
  {
    name: 'the allocations of its pool',
    path: pathOf('IPPool', 'pool-node-a'),
    body: { ...pool('node-a'), spec: { allocations: [allocation] } },
  },
  {
    name: 'the status of its pool',
    path: `${pathOf('IPPool', 'pool-node-a')}/status`,
    body: { ...pool('node-a'), spec: undefined, status: { total: 254, used: 1, free: 253 } },
  },
  {
    name: 'the allocations of another node’s pool',
    path: pathOf('IPPool', 'pool-node-b'),
    body: { spec: { allocations: [allocation] } },
    merge: true,
    want: 'the node agent of node-a may not write IPPool pool-node-b: it is of node node-b',
  },
  {
    name: 'another node’s pool, taken for its own',
    path: pathOf('IPPool', 'pool-node-b'),
    body: { spec: { hostName: 'node-a' } },
    merge: true,
    want: 'may not write IPPool pool-node-b',
  },
  {
    name: 'what its pool never gives',
    path: pathOf('IPPool', 'pool-node-a'),
    body: { spec: { excludes: ['192.168.0.128/25'] } },
    merge: true,
    want: 'allocations only',
  },
  {
    name: 'a new pool',
    path: pathOf('IPPool', 'pool-new'),
    body: { ...pool('node-a'), metadata: { ...poolA, name: 'pool-new' } },
    want: 'cannot create resource "ippools"',
  },
  {
    name: 'the network status of its pod',
    path: podStatus('pod-a'),
    body: annotate(networkStatus),
    merge: true,
  },
  {
    name: 'the network status of another node’s pod',
    path: podStatus('pod-b'),
    body: annotate(networkStatus),
    merge: true,
    want: 'may not write pod default/pod-b: it is on node node-b',
  },
  {
    name: 'another annotation of its pod',
    path: podStatus('pod-a'),
    body: annotate({ other: 'new' }),
    merge: true,
    want: 'the status of its networks only',
  },
  {
    name: 'another annotation of its pod, away',
    path: podStatus('pod-a'),
    body: annotate({ keep: null }),
    merge: true,
    want: 'the status of its networks only',
  },
  {
    name: 'a label of its pod',
    path: podStatus('pod-a'),
    body: { metadata: { labels: { app: 'another' } } },
    merge: true,
    want: 'annotations only',
  },
  {
    name: 'the phase of its pod',
    path: podStatus('pod-a'),
    body: { status: { phase: 'Failed' } },
    merge: true,
    want: 'annotations only',
  },
];

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
      if (want === undefined) expect(body).to.not.have.property('message');
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
