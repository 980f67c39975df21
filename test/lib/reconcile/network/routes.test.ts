import { expect } from 'chai';

import type { HostInterface } from '../../../../lib/api/types.ts';
import { summarizeRoutes } from '../../../../lib/reconcile/network/routes.ts';

const host = (name: string, routes?: 'Ready' | 'Failed'): HostInterface => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'HostInterface',
  metadata: { name },
  spec: { hostName: name, interfaces: [] },
  ...(routes === undefined ? {} : { status: { networks: [{ name: 'net', routes }] } }),
});
const block = (hostName: string) => ({
  hostIndex: 0,
  hostName,
  interfaceName: 'eth1',
  hostIP: '10.0.1.1',
  podCIDR: '192.168.0.0/24',
});
const entries = [
  {
    netAddress: '10.0.1.0/24',
    interfaceIndex: 0,
    vlanCIDR: '192.168.0.0/18',
    hosts: [block('a'), block('b')],
  },
];
const summary = (second: HostInterface, served: readonly string[]) =>
  summarizeRoutes('net', entries, [host('a', 'Ready'), second], new Set(served));

describe('summarizeRoutes', () => {
  it('waits for a host that an agent runs on', () =>
    expect(summary(host('b'), ['a', 'b']).status).to.equal('WaitForRoutes'));

  it('fails with a host that an agent runs on', () =>
    expect(summary(host('b', 'Failed'), ['a', 'b']).status).to.equal('Failed'));

  it('neither waits for nor fails with a host without agent, and names it', () => {
    const want = { status: 'Success', message: '', without: ['b'] };
    expect(summary(host('b'), ['a'])).to.deep.equal(want);
    expect(summary(host('b', 'Failed'), ['a'])).to.deep.equal(want);
  });

  it('has nothing to say of a host whose owner says that its routes are there', () =>
    expect(summary(host('b', 'Ready'), ['a'])).to.deep.equal({ status: 'Success', message: '' }));
});
