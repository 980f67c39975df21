import { expect } from 'chai';

import { type AnnotatedRoom, hostLocal, macvlan, networksKey } from '../annotated.ts';
import { until } from '../until.ts';

const foreign = ['foreign', 'shared'] as const;

/** With `shared` as the only global namespace. */
export function isolationSuite(given: () => AnnotatedRoom): void {
  before(async () => {
    const { addNetworks, cluster } = given();
    await addNetworks({ home: macvlan(hostLocal('10.18.0.0/24')) });
    for (const namespace of foreign) {
      await cluster.kubectl(['create', 'namespace', namespace]);
      await addNetworks({ away: macvlan(hostLocal('10.19.0.0/24')) }, namespace);
    }
  });
  after(async () => {
    const { cluster } = given();
    await cluster.kubectl(['delete', 'namespace', ...foreign, '--wait=false']);
  });

  it('refuses a network of another namespace, and tells the pod what to do', async () => {
    const { kubectl, manifest } = given();
    const annotations = { [networksKey]: 'foreign/away' };
    await kubectl(['apply', '-f', '-'], await manifest({ name: 'guest', node: 1, annotations }));
    const text = await until('an event that says why', async () => {
      const said = await kubectl(['describe', 'pod', 'guest']);
      return said.includes('namespaceIsolation') ? said : undefined;
    });
    expect(text).to.match(/Warning +FailedCreatePodSandBox .*network foreign\/away is of another/);
    expect(text).to.include(
      'use one of namespace meta-settings, shared, or add foreign to globalNamespaces',
    );
    await kubectl(['delete', 'pod', 'guest', '--timeout=55s']);
  });

  it('allows those of its own namespace and of global ones', async () => {
    const room = given();
    const annotations = { [networksKey]: 'home,shared/away' };
    await room.run({ name: 'host', node: 1, annotations });
    const names = (await room.statusOf('host')).map(({ name }) => name);
    expect(names).to.deep.equal(['primary', 'meta-settings/home', 'shared/away']);
  });
}
