import { expect } from 'chai';
import { createFabric, type Fabric } from '../../hack/node/fabric.ts';
import { ipBatch } from '../../hack/node/run.ts';
import { showLink } from './support/link.ts';

const node = 'kernel-1';

describe('kernel of the machine', () => {
  let fabric: Fabric;
  before(async () => {
    fabric = await createFabric({ nodes: 1, nics: 2, prefix: 'kernel' });
  });
  after(() => fabric.destroy());

  const cases = [
    {
      name: 'ipvlan l2',
      add: 'link eth1 name made type ipvlan mode l2',
      want: { kind: 'ipvlan', mode: 'l2' },
    },
    {
      name: 'ipvlan l3',
      add: 'link eth1 name made type ipvlan mode l3',
      want: { kind: 'ipvlan', mode: 'l3' },
    },
    {
      name: 'ipvlan l3s',
      add: 'link eth1 name made type ipvlan mode l3s',
      want: { kind: 'ipvlan', mode: 'l3s' },
    },
    {
      name: 'macvlan bridge',
      add: 'link eth1 name made type macvlan mode bridge',
      want: { kind: 'macvlan', mode: 'bridge' },
    },
    { name: 'vlan', add: 'link eth1 name made type vlan id 100', want: { kind: 'vlan', id: 100 } },
    {
      name: 'bond',
      add: 'name made type bond mode active-backup',
      want: { kind: 'bond', mode: 'active-backup' },
    },
    { name: 'vrf', add: 'name made type vrf table 77', want: { kind: 'vrf', table: 77 } },
    { name: 'dummy', add: 'name made type dummy', want: { kind: 'dummy' } },
  ];
  for (const { name, add, want } of cases) {
    it(`makes a link of type ${name}`, async () => {
      await ipBatch([`link add ${add}`], node);
      const { linkinfo } = await showLink(node, 'made');
      await ipBatch(['link del made'], node);
      expect({ kind: linkinfo?.info_kind, ...linkinfo?.info_data }).to.include(want);
    });
  }

  it('lets a bond take NICs as its ports', async () => {
    await ipBatch(
      [
        'link add bond0 type bond mode active-backup',
        ...['eth1', 'eth2'].flatMap((nic) => [
          `link set ${nic} down`,
          `link set ${nic} master bond0`,
        ]),
      ],
      node,
    );
    const ports = [await showLink(node, 'eth1'), await showLink(node, 'eth2')];
    await ipBatch(['link del bond0', 'link set eth1 up', 'link set eth2 up'], node);
    expect(ports.map(({ master }) => master)).to.deep.equal(['bond0', 'bond0']);
  });
});
