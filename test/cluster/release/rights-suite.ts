import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

import { namespace } from './chart.ts';
import type { ReleaseWorld } from './world.ts';

const inNamespace = `--namespace=${namespace}`;
const dryRun = '--dry-run=server';
/** Under its own name the API server would also write what kubectl applied last. */
const manager = '--field-manager=multi-nic-node-agent';
const by = { 'multinic.fms.io/uninstalled': 'said by the agent' };
const status = 'k8s.v1.cni.cncf.io/network-status';

/** What the agent of node-1 may write with the very token that its pod has. */
export function rightsSuite(given: () => ReleaseWorld): void {
  let asAgent: ReleaseWorld['kubectl'];
  const poolOf = async (node: string): Promise<string> => {
    const path = `--output=jsonpath={.items[?(@.spec.hostName=="${node}")].metadata.name}`;
    const [name = ''] = (await given().kubectl(['get', 'ippools.multinic.fms.io', path])).split(
      ' ',
    );
    expect(name, `a pool of ${node}`).to.not.equal('');
    return name;
  };
  // All that decides does so for a dry run, too, and nothing is changed that the agents would change back.
  const patch = (what: readonly string[], body: object): Promise<string> =>
    asAgent(['patch', ...what, '--type=merge', `--patch=${JSON.stringify(body)}`, dryRun]);
  /** kubectl's own patch reads the subresource first, which an agent may not and need not. */
  const applyStatus = (name: string): Promise<string> => {
    const metadata = { name, namespace: 'default', annotations: { [status]: '[]' } };
    const how = ['--server-side', '--subresource=status', '--force-conflicts', dryRun, manager];
    const pod = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata });
    return asAgent(['apply', ...how, '--filename=-'], pod);
  };
  before(async () => {
    const { kubectl } = given();
    const kubeconfig = await kubeconfigOfAgent(given(), 'node-1');
    asAgent = (args, input) => kubectl([`--kubeconfig=${kubeconfig}`, ...args], input);
  });

  it('is who it says, on the node that the token names', async () => {
    const said = await asAgent(['auth', 'whoami', '--output=json']);
    expect(said).to.include(`system:serviceaccount:${namespace}:multi-nic-node-agent`);
    expect(said).to.match(/"authentication.kubernetes.io\/node-name":\s*\[\s*"node-1"/);
  });

  const cases: readonly { what: string; write: (node: string) => Promise<string> }[] = [
    {
      what: 'HostInterface',
      write: (node) => patch(['hostinterface', node], { metadata: { annotations: by } }),
    },
    {
      what: 'IPPool',
      write: async (node) => patch(['ippool', await poolOf(node)], { spec: { allocations: [] } }),
    },
    {
      what: 'pod’s network-status',
      write: (node) => applyStatus(`a${node.slice(-1)}`),
    },
  ];
  for (const { what, write } of cases) {
    it(`writes its own node’s ${what}`, async () => {
      expect(await write('node-1')).to.match(/(patched|serverside-applied)/);
    });
    it(`writes no other node’s ${what}, and is told why`, async () => {
      const said = await write('node-2').catch(String);
      expect(said)
        .to.include('ValidatingAdmissionPolicy')
        .and.to.include('the node agent of node-1');
    });
  }

  for (const verb of [
    ['delete', 'hostinterface', 'node-1'],
    ['delete', 'pod', 'a1'],
    ['label', 'pod', 'a1', 'by=agent'],
    ['get', 'secrets', inNamespace],
  ]) {
    it(`may not: kubectl ${verb.slice(0, 3).join(' ')}`, async () => {
      const said = await asAgent([
        ...verb,
        ...(verb[0] === 'get' ? [] : ['--dry-run=server']),
      ]).catch(String);
      expect(said).to.include('Forbidden');
    });
  }
}

/** Read from the pod: what the kubelet put there, bound to pod and node. */
async function kubeconfigOfAgent({ kubectl, dir }: ReleaseWorld, node: string): Promise<string> {
  const onNode = [`--field-selector=spec.nodeName=${node}`, '--selector=app=multi-nicd'];
  const [pod = ''] = (
    await kubectl(['get', 'pods', inNamespace, ...onNode, '--output=name'])
  ).split('\n');
  const path = '/var/run/secrets/kubernetes.io/serviceaccount/token';
  const token = await kubectl(['exec', inNamespace, pod, '--', 'cat', path]);
  const config = JSON.parse(await kubectl(['config', 'view', '--raw', '--output=json'])) as {
    users: { user: object }[];
  };
  for (const one of config.users) one.user = { token: token.trim() };
  const file = join(dir, 'agent.kubeconfig');
  writeFileSync(file, JSON.stringify(config));
  return file;
}
