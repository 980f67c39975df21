import { expect } from 'chai';
import * as fc from 'fast-check';
import { foldersNeeded } from '../../../../node-agent/meta/plan/find-network.ts';
import { parseMetaConf } from '../../../../node-agent/meta/plan/meta-conf.ts';
import { planPrimary } from '../../../../node-agent/meta/plan/plan-networks.ts';
import {
  defaultKey,
  folderOf,
  inputOf,
  metaConf,
  nad,
  named,
  networksKey,
  onlyCniErrors,
  plan,
  type World,
} from './fixture.ts';

const objects = [nad('mv'), nad('hl'), nad('kube-system/storage'), nad('other/far')];
const networks = (value: string): Readonly<Record<string, string>> => ({ [networksKey]: value });
const json = (...elements: readonly object[]): Readonly<Record<string, string>> =>
  networks(JSON.stringify(elements));

describe('planNetworks', () => {
  it('gives a pod without annotations the primary network alone', () =>
    expect(plan({})).to.deep.equal([
      {
        name: 'cluster-net',
        ifName: 'eth0',
        list: folderOf().lists[0]?.list,
        primary: true,
        capabilityArgs: {},
        args: 'IgnoreUnknown=true;K8S_POD_NAMESPACE=default;K8S_POD_NAME=trainer-0',
        path: ['/opt/cni/bin'],
        withoutDefault: [],
      },
    ]));

  const orders: readonly (World & { readonly name: string; readonly want: readonly string[] })[] = [
    {
      name: 'counts names over all networks: mv,mv@foo,hl',
      annotations: networks('mv,mv@foo,hl'),
      want: [
        'cluster-net as eth0',
        'default/mv as net1',
        'default/mv as foo',
        'default/hl as net3',
      ],
    },
    {
      name: 'takes a namespace',
      annotations: networks('other/far'),
      want: ['cluster-net as eth0', 'other/far as net1'],
    },
    {
      name: 'puts defaultNetworks between',
      conf: { defaultNetworks: ['storage'] },
      annotations: networks('mv'),
      want: ['cluster-net as eth0', 'kube-system/storage as net1', 'default/mv as net2'],
    },
    {
      name: 'leaves defaultNetworks out in a system namespace',
      conf: { defaultNetworks: ['storage'] },
      namespace: 'kube-system',
      want: ['cluster-net as eth0'],
    },
    {
      name: 'takes clusterNetwork from an object',
      conf: { clusterNetwork: 'storage' },
      want: ['kube-system/storage as eth0'],
    },
    {
      name: 'takes clusterNetwork by the name of a list',
      conf: { clusterNetwork: 'second' },
      folder: folderOf({
        '10-a.conf': { name: 'first', type: 'bridge' },
        '20-b.conf': { name: 'second', type: 'bridge' },
      }),
      want: ['second as eth0'],
    },
    {
      name: 'takes delegates in order, the first as primary',
      conf: {
        delegates: [
          { name: 'a', type: 'x' },
          { name: 'b', type: 'y' },
        ],
      },
      annotations: networks('mv'),
      want: ['a as eth0', 'b as net1', 'default/mv as net2'],
    },
    {
      name: "takes the pod's default network, of multusNamespace",
      annotations: { [defaultKey]: 'storage', ...networks('mv') },
      want: ['kube-system/storage as eth0', 'default/mv as net1'],
    },
    {
      name: "takes the pod's default network before clusterNetwork",
      conf: { clusterNetwork: 'storage' },
      annotations: { [defaultKey]: 'default/mv' },
      want: ['default/mv as eth0'],
    },
    {
      name: 'ignores the un-prefixed annotation in the current form',
      annotations: { networks: '[{"name":"mv"}]' },
      want: ['cluster-net as eth0'],
    },
  ];
  for (const { name, want, ...world } of orders)
    it(name, () => expect(named({ objects, ...world })).to.deep.equal(want));

  const other = folderOf(
    {
      '10-a.conflist': { name: 'a', plugins: [{ type: 'x' }] },
      '20-b.conf': { name: 'b', type: 'y' },
    },
    '/etc/other',
  );
  const others = new Map([['/etc/other', other]]);
  for (const { reference, want } of [
    { reference: '/etc/other', want: 'a as eth0' },
    { reference: '/etc/other/', want: 'a as eth0' },
    { reference: '/etc/other/20-b.conf', want: 'b as eth0' },
  ])
    it(`takes clusterNetwork from ${reference}`, () =>
      expect(named({ conf: { clusterNetwork: reference }, others })).to.deep.equal([want]));

  it('looks lists up in confDir where there is one', () =>
    expect(
      named({
        conf: { confDir: '/etc/other' },
        others,
        objects: [nad('b', '')],
        annotations: networks('b'),
      }),
    ).to.deep.equal(['cluster-net as eth0', 'default/b as net1']));

  it('searches binDir first, once', () => {
    const [primary] = plan({ conf: { binDir: '/opt/cni/bin' } });
    expect(primary?.path).to.deep.equal(['/opt/cni/bin']);
    expect(plan({ conf: { binDir: '/usr/lib/cni' } })[0]?.path).to.deep.equal([
      '/usr/lib/cni',
      '/opt/cni/bin',
    ]);
  });

  it('says which families a network gives up', () => {
    const annotations = json({ name: 'mv', 'default-route': ['10.0.0.1'] }, { name: 'hl' });
    const planned = plan({ objects, annotations });
    expect(planned.map(({ withoutDefault }) => withoutDefault)).to.deep.equal([[4], [], [4]]);
    expect(planned[1]?.defaultRoute).to.deep.equal(['10.0.0.1']);
  });
  it('lets two networks be the default of different families', () => {
    const annotations = json(
      { name: 'mv', 'default-route': ['10.0.0.1'] },
      { name: 'hl', 'default-route': ['fd00::1'] },
    );
    const planned = plan({ objects, annotations });
    expect(planned.map(({ withoutDefault }) => withoutDefault)).to.deep.equal([[4, 6], [6], [4]]);
  });

  const isolation = { namespaceIsolation: true };
  it('allows networks of globalNamespaces under isolation', () =>
    expect(
      named({ objects, conf: isolation, namespace: 'team', annotations: networks('default/mv') }),
    ).to.deep.equal(['cluster-net as eth0', 'default/mv as net1']));
  it("allows the pod's default network of multusNamespace under isolation", () =>
    expect(
      named({ objects, conf: isolation, annotations: { [defaultKey]: 'storage' } }),
    ).to.deep.equal(['kube-system/storage as eth0']));

  it('never gives one interface name twice, whatever is asked for', () => {
    const ifName = fc.option(fc.constantFrom('eth0', 'net0', 'net1', 'net2', 'net3', 'a', 'b'));
    const form = fc.constantFrom({}, { kubeconfig: '/k' });
    const asked = fc.array(ifName, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(form, asked, (conf, names) => {
        const items = names.map((name) => (name === null ? 'mv' : `mv@${name}`));
        onlyCniErrors(() => {
          const planned = plan({ conf, objects, annotations: networks(items.join(',')) });
          const given = planned.map((one) => one.ifName);
          expect(new Set(given).size).to.equal(given.length);
          expect(planned.map(({ primary }) => primary)).to.deep.equal(
            given.map((_name, index) => index === 0),
          );
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('planPrimary', () => {
  it("is what the configuration says, whatever a pod's annotation says", () => {
    const { list, path } = planPrimary(inputOf({ conf: { binDir: '/b' } }), ['/c']);
    expect([list.name, path]).to.deep.equal(['cluster-net', ['/b', '/c']]);
  });
});

describe('foldersNeeded', () => {
  it('names each folder once, files by their folder, and nothing for names', () => {
    const conf = parseMetaConf({
      ...metaConf,
      confDir: '/etc/multus',
      clusterNetwork: '/etc/other/10-a.conf',
      defaultNetworks: ['name', '/etc/other/', '/etc/third'],
    });
    expect(foldersNeeded(conf)).to.deep.equal(['/etc/multus', '/etc/other', '/etc/third']);
  });
  it('needs none for the own folder', () =>
    expect(foldersNeeded(parseMetaConf(metaConf))).to.deep.equal([]));
});
