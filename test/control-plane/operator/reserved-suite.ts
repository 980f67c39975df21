import { expect } from 'chai';

import type { Program } from '../../../hack/node/program.ts';
import { host, l2Network, type NetworkOptions, type Reader, reader, yaml } from './objects.ts';
import { eventually, type OperatorWorld } from './world.ts';

/** A node as its kubelet and the controllers describe it. */
const nodeStatus = { addresses: [{ type: 'InternalIP', address: '10.250.0.11' }] };
const nodeSpec = { podCIDR: '10.244.3.0/24', podCIDRs: ['10.244.3.0/24'] };

const endpoints = yaml({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'kubernetes', namespace: 'default' },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['198.18.5.2'] }],
  ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
});

const cases = [
  { what: 'an InternalIP', subnet: '10.250.0.0/16', says: '10.250.0.11/32 of Node r-1' },
  { what: 'a podCIDR', subnet: '10.244.0.0/16', says: '10.244.3.0/24 of Node r-1' },
  { what: 'the Services', subnet: '10.96.0.0/12', says: '10.96.0.0/16 of ServiceCIDR kubernetes' },
  { what: 'the API server', subnet: '198.18.0.0/16', says: '198.18.5.2/32 of EndpointSlice' },
  { what: 'link-local', subnet: '169.254.0.0/16', says: '169.254.0.0/16 of link-local' },
] as const;

const network = (rest: Pick<NetworkOptions, 'name' | 'subnet' | 'vlanMode'>): string =>
  l2Network({ masterNets: ['10.8.1.0/24'], namespaces: ['default'], ...rest });

/** Networks over addresses that nodes, Services and the API server have; nothing of it is on a wire here. */
export function reservedSuite(given: () => OperatorWorld): void {
  let world: OperatorWorld;
  let read: Reader;
  let operator: Program;
  const apply = (manifest: string): Promise<string> =>
    world.kubectl(['apply', '--filename=-'], manifest);
  const refusal = async (name: string): Promise<string> => {
    const { status, reason, message } = (await read.condition(name, 'Stalled')) ?? {};
    return status === 'True' ? `${reason} ${message}` : '';
  };

  before(async () => {
    world = given();
    read = reader(world);
    await apply([host('r-1', 1, { fabric: 8 }), endpoints].join('\n---\n'));
    const patch = (part: object, args: readonly string[] = []): Promise<string> =>
      world.kubectl(['patch', 'node', 'r-1', `--patch=${JSON.stringify(part)}`, ...args]);
    await patch({ spec: nodeSpec });
    await patch({ status: nodeStatus }, ['--subresource=status']);
    operator = await world.startOperator();
  });
  after(() => operator.stop());

  for (const [at, { what, subnet, says }] of cases.entries())
    for (const vlanMode of ['l3', 'l2'] as const)
      it(`refuses an ${vlanMode} network over ${what}, naming both`, async () => {
        const name = `over-${at}-${vlanMode}`;
        await apply(network({ name, subnet, vlanMode }));
        await eventually('refused', async () => (await refusal(name)) !== '');
        expect(await refusal(name))
          .to.include('SubnetOverlapsCluster')
          .and.to.include(`spec.subnet ${subnet} overlaps ${says}`);
        expect(await read.blocks(name)).to.deep.equal([]);
        expect(await read.nad('default', name)).to.equal(undefined);
        await world.kubectl(['delete', 'multinicnetwork', name, '--timeout=10s']);
      });

  it('gives the blocks by itself when the node that was in the way is another', async () => {
    await apply(network({ name: 'freed', subnet: '10.250.0.0/16' }));
    await eventually('refused', async () => (await refusal('freed')) !== '');
    const status = { addresses: [{ type: 'InternalIP', address: '10.251.0.11' }] };
    const patch = `--patch=${JSON.stringify({ status })}`;
    await world.kubectl(['patch', 'node', 'r-1', '--subresource=status', patch]);
    await eventually('blocks', async () => (await read.blocks('freed')).length === 1);
    expect(await refusal('freed')).to.equal('');
  });
}
