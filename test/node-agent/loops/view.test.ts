import { expect } from 'chai';
import type { HostInterface } from '../../../lib/api/types.ts';
import type { HostFacts } from '../../../node-agent/discover/types.ts';
import { createView } from '../../../node-agent/loops/view.ts';
import type { Known } from '../../../node-agent/types.ts';

const stored = (unmanaged: boolean): HostInterface => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'HostInterface',
  metadata: { name: 'n1', ...(unmanaged ? { labels: { 'multi-nic-unmanaged': 'true' } } : {}) },
  spec: { hostName: 'n1', interfaces: [{ interfaceName: 'old' }] },
});
const known = (hostInterface?: HostInterface): Known => ({
  networks: [],
  pools: [],
  cidrs: [],
  ...(hostInterface === undefined ? {} : { hostInterface }),
});
const facts: HostFacts = {
  interfaces: [{ interfaceName: 'eth1' }],
  links: [{ name: 'eth1', index: 2, mac: '02:00:00:00:00:01', mtu: 1500, up: true }],
  primary: [],
  notOffered: [],
};
const namesOf = (view: ReturnType<typeof createView>): string[] =>
  (view.known()?.hostInterface?.spec.interfaces ?? []).map(({ interfaceName }) => interfaceName);

describe('createView', () => {
  it('knows nothing without snapshot and API server, however much it saw of the host', () => {
    const view = createView('n1', undefined);
    view.remember(facts);
    expect(view.known()).to.equal(undefined);
    expect([...view.links().keys()]).to.deep.equal(['eth1']);
  });

  it('goes by the snapshot until the API server tells', () => {
    const view = createView('n1', known(stored(false)));
    expect(namesOf(view)).to.deep.equal(['old']);
    view.learn(known());
    expect(view.known()?.hostInterface).to.equal(undefined);
  });

  it('takes the NICs as observed, also before the API server has them', () => {
    const view = createView('n1', known());
    view.remember(facts);
    expect(namesOf(view)).to.deep.equal(['eth1']);
    view.learn(known(stored(false)));
    expect(namesOf(view)).to.deep.equal(['eth1']);
  });

  it('takes the NICs that the user keeps himself as they are', () => {
    const view = createView('n1', known(stored(true)));
    view.remember(facts);
    expect(namesOf(view)).to.deep.equal(['old']);
  });
});
