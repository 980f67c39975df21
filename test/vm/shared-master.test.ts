import { expect } from 'chai';
import { createFabric, type Fabric, type Pod } from '../../hack/node/fabric.ts';
import { ipBatch } from '../../hack/node/run.ts';
import { linkAddresses, linkNames, refusal, showLink } from './support/link.ts';

const node = 'share-1';

const add = (pod: string, type: string): string =>
  `link add link eth1 name net1 netns ${pod} type ${type}`;

const attach = (pod: string, type: string): Promise<void> => ipBatch([add(pod, type)], node);
const refused = (pod: string, type: string): Promise<string> =>
  refusal(`-n ${node} ${add(pod, type)}`);

describe('links that share a master', () => {
  let fabric: Fabric;
  let pods: readonly [Pod, Pod];
  before(async () => {
    fabric = await createFabric({ nodes: 1, nics: 1, prefix: 'share' });
  });
  after(() => fabric.destroy());
  beforeEach(async () => {
    const [owner] = fabric.nodes as [Fabric['nodes'][number]];
    pods = [await fabric.createPod(owner, 'pod-a'), await fabric.createPod(owner, 'pod-b')];
  });
  // The namespace alone takes its links along, but only some time after it is gone.
  afterEach(async () => {
    for (const { name } of pods) {
      const made = (await linkNames(name)).filter((link) => link !== 'lo');
      await ipBatch(
        made.map((link) => `link del ${link}`),
        name,
      );
    }
    await Promise.all(pods.map(fabric.destroyPod));
  });

  it('ipvlan: every child has the MAC address of the master', async () => {
    for (const { name } of pods) await attach(name, 'ipvlan mode l3');
    const master = await showLink(node, 'eth1');
    const children = await Promise.all(pods.map(({ name }) => showLink(name, 'net1')));
    expect(children.map(({ address }) => address)).to.deep.equal([master.address, master.address]);
  });

  it('ipvlan: the mode belongs to the master, a new child changes that of the others', async () => {
    await attach('pod-a', 'ipvlan mode l2');
    await attach('pod-b', 'ipvlan mode l3');
    const older = await showLink('pod-a', 'net1');
    expect(older.linkinfo?.info_data).to.include({ mode: 'l3' });
  });

  it('ipvlan: an address is refused to a second child, whatever its namespace', async () => {
    for (const { name } of pods) await attach(name, 'ipvlan mode l3');
    await ipBatch(['addr add 192.168.0.1/18 dev net1'], 'pod-a');
    const message = await refusal('-n pod-b addr add 192.168.0.1/18 dev net1');
    // iproute2 prints the kernel's sentence instead of EADDRINUSE's.
    expect(message).to.contain('already assigned to an ipvlan device');
  });

  it('macvlan: the same address on a second child is taken, and nobody notices', async () => {
    for (const { name } of pods) await attach(name, 'macvlan mode bridge');
    for (const { name } of pods) await ipBatch(['addr add 192.168.0.1/18 dev net1'], name);
    const held = await Promise.all(pods.map(({ name }) => linkAddresses(name, 'net1')));
    expect(held).to.deep.equal([['192.168.0.1'], ['192.168.0.1']]);
  });

  it('macvlan on a master that carries ipvlan is refused', async () => {
    await attach('pod-a', 'ipvlan mode l2');
    expect(await refused('pod-b', 'macvlan mode bridge')).to.contain('Device or resource busy');
  });

  it('ipvlan on a master that carries macvlan is refused', async () => {
    await attach('pod-a', 'macvlan mode bridge');
    expect(await refused('pod-b', 'ipvlan mode l2')).to.contain('Device or resource busy');
  });

  it('a name that is taken in the pod is refused and leaves no link behind', async () => {
    await attach('pod-a', 'ipvlan mode l3');
    expect(await refused('pod-a', 'ipvlan mode l3')).to.contain('File exists');
    expect(await linkNames('pod-a')).to.deep.equal(['lo', 'net1']);
    expect(await linkNames(node)).to.deep.equal(['lo', 'eth0', 'eth1']);
  });
});
