import { expect } from 'chai';
import {
  type BadRow,
  early,
  nad,
  named,
  networksKey,
  plan,
  refuses,
  type World,
} from './fixture.ts';

const kubeconfig = '/etc/kubernetes/node-kubeconfig.yaml';
const weave = { type: 'weave-net', hairpinMode: true, masterplugin: true };
const flannel = { type: 'flannel', isDefaultGateway: true };
const sriovIpam = { type: 'host-local', subnet: '10.56.217.0/24' };

/** The objects and the pod of the first Multus' README. */
const objects = [
  early('flannel-conf', 'flannel', [{ delegate: { isDefaultGateway: true } }]),
  early('sriov-conf', 'sriov', [{ if0: 'enp12s0f1', ipam: sriovIpam }]),
  early('sriov-vlanid-l2enable-conf', 'sriov', [
    { if0: 'enp2s0', vlan: 210, if0name: 'north', l2enable: true },
  ]),
];
const annotations = {
  networks:
    '[ { "name": "flannel-conf" }, { "name": "sriov-conf"}, { "name": "sriov-vlanid-l2enable-conf" } ]',
};

describe('planNetworks, early form', () => {
  const rows: readonly (World & { readonly name: string; readonly want: readonly string[] })[] = [
    {
      name: "kubeconfig alone: the pod's list, the first being primary, net0 and if0name",
      conf: { kubeconfig },
      annotations,
      want: [
        'default/flannel-conf as eth0',
        'default/sriov-conf as net0',
        'default/sriov-vlanid-l2enable-conf as north',
      ],
    },
    {
      name: 'kubeconfig alone, a pod without networks: the network of the conf folder',
      conf: { kubeconfig },
      want: ['cluster-net as eth0'],
    },
    {
      name: 'kubeconfig and delegates, a pod without networks: the delegates',
      conf: { name: 'node-cni-network', kubeconfig, delegates: [weave] },
      want: ['node-cni-network-0 as eth0'],
    },
    {
      name: 'kubeconfig and delegates, a pod with networks: they replace the delegates',
      conf: { kubeconfig, delegates: [weave] },
      annotations: { networks: '[{"name":"sriov-conf"},{"name":"flannel-conf"}]' },
      want: ['default/sriov-conf as eth0', 'default/flannel-conf as net0'],
    },
    {
      name: 'kubeconfig and delegates without masterplugin, a pod with networks: they replace the delegates',
      conf: { kubeconfig, delegates: [flannel] },
      annotations: { networks: '[{"name":"sriov-conf"},{"name":"flannel-conf"}]' },
      want: ['default/sriov-conf as eth0', 'default/flannel-conf as net0'],
    },
    {
      name: 'kubeconfig and delegates without masterplugin, a pod without networks: the delegates',
      conf: { name: 'n', kubeconfig, delegates: [flannel] },
      annotations: { networks: ' ', [networksKey]: '' },
      want: ['n-0 as eth0'],
    },
    {
      name: 'kubeconfig and delegates without masterplugin, the standard annotation: both, as Multus today',
      conf: { name: 'n', kubeconfig, delegates: [flannel] },
      objects: [nad('blue'), ...objects],
      annotations: { ...annotations, [networksKey]: 'blue' },
      want: ['n-0 as eth0', 'default/blue as net1'],
    },
    {
      name: 'kubeconfig and delegates without masterplugin, an annotation networks of another program: the delegates',
      conf: { name: 'n', kubeconfig, delegates: [flannel] },
      annotations: { networks: 'tcp,udp' },
      want: ['n-0 as eth0'],
    },
    {
      name: 'delegates beside a key of today: the annotation networks does not count',
      conf: { name: 'n', kubeconfig, delegates: [flannel], namespaceIsolation: true },
      annotations,
      want: ['n-0 as eth0'],
    },
    {
      name: 'always_use_default: the delegates, then the networks of the pod',
      conf: {
        name: 'multus-cni-network',
        kubeconfig,
        delegates: [{ type: 'flannel', isDefaultGateway: true, masterplugin: true }],
        always_use_default: true,
      },
      annotations: { networks: '[{"name":"sriov-conf"}]' },
      want: ['multus-cni-network-0 as eth0', 'default/sriov-conf as net0'],
    },
    {
      name: 'delegates alone: all of them for every pod, the one with masterplugin first',
      conf: {
        name: 'multus-demo-network',
        delegates: [
          { type: 'sriov', if0: 'enp12s0f0', ipam: sriovIpam },
          { type: 'ptp' },
          { type: 'flannel', masterplugin: true },
        ],
      },
      annotations,
      want: [
        'multus-demo-network-2 as eth0',
        'multus-demo-network-0 as net0',
        'multus-demo-network-1 as net1',
      ],
    },
    {
      name: 'the standard annotation counts before the early one',
      conf: { kubeconfig },
      annotations: { ...annotations, [networksKey]: 'sriov-conf' },
      want: ['default/sriov-conf as eth0'],
    },
    {
      name: "a pod's namespace before default",
      conf: { kubeconfig },
      namespace: 'team',
      objects: [...objects, early('team/sriov-conf', 'sriov', '[{}]')],
      annotations,
      want: [
        'default/flannel-conf as eth0',
        'team/sriov-conf as net0',
        'default/sriov-vlanid-l2enable-conf as north',
      ],
    },
    {
      name: 'a NetworkAttachmentDefinition where there is no Network',
      conf: { kubeconfig },
      objects: [nad('flannel-conf'), nad('sriov-conf'), ...objects.slice(1)],
      annotations,
      want: [
        'default/flannel-conf as eth0',
        'default/sriov-conf as net0',
        'default/sriov-vlanid-l2enable-conf as north',
      ],
    },
    {
      name: 'an interface of the annotation before if0name',
      conf: { kubeconfig },
      annotations: {
        networks:
          '[{"name":"flannel-conf"},{"name":"sriov-vlanid-l2enable-conf","interface":"south"}]',
      },
      want: ['default/flannel-conf as eth0', 'default/sriov-vlanid-l2enable-conf as south'],
    },
    {
      name: 'if0name of the primary network is not its interface',
      conf: { kubeconfig },
      annotations: { networks: '[{"name":"sriov-vlanid-l2enable-conf"}]' },
      want: ['default/sriov-vlanid-l2enable-conf as eth0'],
    },
  ];
  for (const { name, want, ...world } of rows)
    it(name, () => expect(named({ objects, ...world })).to.deep.equal(want));

  it('makes a configuration of plugin and args, with the name of the object', () => {
    const [primary] = plan({ conf: { kubeconfig }, objects, annotations });
    expect(primary?.list).to.deep.equal({
      name: 'flannel-conf',
      cniVersion: '0.3.0',
      disableCheck: false,
      disableGC: false,
      plugins: [{ type: 'flannel', delegate: { isDefaultGateway: true } }],
    });
  });

  const bad: readonly (Omit<BadRow, 'run'> & { readonly args: unknown })[] = [
    {
      name: 'args with two elements',
      args: [{}, {}],
      want: /Network default\/net: args: 2 elements/,
    },
    {
      name: 'args without an element',
      args: [],
      want: /args: 0 elements; write a list of exactly/,
    },
    { name: 'args that are no list', args: {}, want: /args: \{\} is not a list/ },
    { name: 'args that are no JSON', args: '[{ # part', want: /args: not valid JSON/ },
    {
      name: 'an if0name that is none',
      args: [{ if0name: 'a b' }],
      want: /args\[0\]\.if0name: "a b"/,
    },
  ];
  refuses(
    bad.map(({ args, ...row }) => ({
      ...row,
      run: () =>
        plan({
          conf: { kubeconfig },
          objects: [early('net', 'sriov', args)],
          annotations: { networks: '[{"name":"net"}]' },
        }),
    })),
  );
  refuses([
    {
      name: 'a plugin that is a path',
      want: /Network default\/net\.type: "..\/sh" is not a plugin name/,
      run: () =>
        plan({
          conf: { kubeconfig },
          objects: [early('net', '../sh', '')],
          annotations: { networks: '[{"name":"net"}]' },
        }),
    },
    {
      name: 'a broken list of a pod beside delegates without masterplugin',
      want: /annotation networks: not valid JSON/,
      run: () =>
        plan({ conf: { kubeconfig, delegates: [flannel] }, annotations: { networks: '[{' } }),
    },
    {
      name: 'a network that is nowhere',
      want: /annotation networks\[0\]: there is no Network or NetworkAttachmentDefinition default\/gone/,
      code: 'unknownNetwork',
      run: () => plan({ conf: { kubeconfig }, annotations: { networks: '[{"name":"gone"}]' } }),
    },
  ]);
});
