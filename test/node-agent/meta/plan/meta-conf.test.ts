import { expect } from 'chai';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../../cni/protocol/types.ts';
import { parseMetaConf } from '../../../../node-agent/meta/plan/meta-conf.ts';
import type { MetaConf } from '../../../../node-agent/meta/plan/types.ts';
import { type BadRow, metaConf, onlyCniErrors, refuses } from './fixture.ts';

const read = (conf: JsonObject): ReturnType<typeof parseMetaConf> =>
  parseMetaConf({ ...metaConf, ...conf });

const flannel = { type: 'flannel', delegate: { isDefaultGateway: true } };
const kubeconfig = '/etc/kubernetes/node-kubeconfig.yaml';

describe('parseMetaConf', () => {
  it('has the defaults of Multus', () =>
    expect(read({})).to.deep.equal({
      form: 'current',
      name: 'multi-nic-meta',
      cniVersion: '1.0.0',
      defaultNetworks: [],
      delegates: [],
      alwaysUseDefault: false,
      systemNamespaces: ['kube-system'],
      multusNamespace: 'kube-system',
      namespaceIsolation: false,
      globalNamespaces: ['default'],
      cniArgs: 'undeclared',
      runtimeConfig: {},
    }));

  it('reads every key', () =>
    expect(
      read({
        clusterNetwork: 'cluster-net',
        defaultNetworks: ['storage'],
        systemNamespaces: [],
        multusNamespace: 'networks',
        namespaceIsolation: true,
        globalNamespaces: 'default, shared,',
        confDir: '/etc/cni/multus/net.d',
        binDir: '/opt/cni/bin',
        readinessindicatorfile: '/run/ready',
        kubeconfig,
        legacyCniArgs: true,
        logLevel: 'debug',
      }),
    ).to.deep.include({
      form: 'current',
      clusterNetwork: 'cluster-net',
      defaultNetworks: ['storage'],
      systemNamespaces: [],
      multusNamespace: 'networks',
      namespaceIsolation: true,
      globalNamespaces: ['default', 'shared'],
      confDir: '/etc/cni/multus/net.d',
      binDir: '/opt/cni/bin',
      readinessFile: '/run/ready',
      kubeconfig,
      cniArgs: 'always',
    }));

  it('reads keys in any case', () =>
    expect(read({ ClusterNetwork: 'a', BinDir: '/x', NAMESPACEISOLATION: true })).to.deep.include({
      clusterNetwork: 'a',
      binDir: '/x',
      namespaceIsolation: true,
    }));

  it("tells the pod's annotations from the rest of runtimeConfig", () => {
    const annotations = { 'a/b': 'c' };
    const mappings = [{ hostPort: 80, containerPort: 80, protocol: 'tcp' }];
    const conf = read({
      runtimeConfig: { portMappings: mappings, 'io.kubernetes.cri.pod-annotations': annotations },
    });
    expect(conf.runtimeConfig).to.deep.equal({ portMappings: mappings });
    expect(conf.podAnnotations).to.deep.equal(annotations);
  });

  const forms: readonly { name: string; conf: JsonObject; want: MetaConf['form'] }[] = [
    { name: 'kubeconfig alone', conf: { kubeconfig }, want: 'early' },
    {
      name: 'masterplugin',
      conf: { delegates: [{ ...flannel, masterplugin: true }] },
      want: 'early',
    },
    {
      name: 'masterplugin false',
      conf: { delegates: [{ ...flannel, masterplugin: false }] },
      want: 'early',
    },
    {
      name: 'always_use_default',
      conf: { kubeconfig, delegates: [flannel], always_use_default: true },
      want: 'early',
    },
    {
      name: 'kubeconfig and delegates',
      conf: { kubeconfig, delegates: [flannel] },
      want: 'either',
    },
    { name: 'kubeconfig and no delegate', conf: { kubeconfig, delegates: [] }, want: 'early' },
    { name: 'kubeconfig and null', conf: { kubeconfig, delegates: null }, want: 'early' },
    {
      name: 'kubeconfig, delegates and a key of today',
      conf: { kubeconfig, delegates: [flannel], namespaceIsolation: false },
      want: 'current',
    },
    { name: 'delegates alone', conf: { delegates: [flannel] }, want: 'current' },
    {
      name: 'kubeconfig and clusterNetwork',
      conf: { kubeconfig, clusterNetwork: 'x' },
      want: 'current',
    },
    { name: 'nothing', conf: {}, want: 'current' },
  ];
  for (const { name, conf, want } of forms)
    it(`is of the ${want} form with ${name}`, () => expect(read(conf).form).to.equal(want));

  it('puts the delegate with masterplugin first, and takes the key away', () => {
    const { delegates } = read({
      delegates: [{ type: 'ptp' }, { ...flannel, masterplugin: true }],
    });
    expect(delegates.map(({ plugins }) => plugins)).to.deep.equal([[flannel], [{ type: 'ptp' }]]);
  });

  it('names delegates without a name after the configuration and their place, with its version', () => {
    const { delegates } = read({ delegates: [{ type: 'ptp' }, { ...flannel, name: 'own' }] });
    expect(delegates.map(({ name, cniVersion }) => [name, cniVersion])).to.deep.equal([
      ['multi-nic-meta-0', '1.0.0'],
      ['own', '1.0.0'],
    ]);
  });

  it('takes a list as a delegate', () =>
    expect(
      read({ delegates: [{ name: 'n', plugins: [{ type: 'a' }, { type: 'b' }] }] }).delegates[0]
        ?.plugins.length,
    ).to.equal(2));

  const bad: readonly (Omit<BadRow, 'run'> & { readonly conf: JsonObject })[] = [
    {
      name: 'two delegates with masterplugin',
      conf: { delegates: [1, 2].map(() => ({ ...flannel, masterplugin: true })) },
      want: /^delegates: only one delegate can have 'masterplugin'; 2 have it/,
    },
    {
      name: 'masterplugin that is no boolean',
      conf: { delegates: [{ ...flannel, masterplugin: 'true' }] },
      want: /^delegates\[0\]\.masterplugin: "true" is not a boolean/,
    },
    {
      name: 'always_use_default that is no boolean',
      conf: { kubeconfig, delegates: [flannel], always_use_default: 'yes' },
      want: /^always_use_default: "yes" is not a boolean/,
    },
    {
      name: 'always_use_default without kubeconfig',
      conf: { delegates: [flannel], always_use_default: true },
      want: /true without kubeconfig; always_use_default needs both kubeconfig and delegates/,
    },
    {
      name: 'always_use_default without delegates',
      conf: { kubeconfig, always_use_default: true },
      want: /true without delegates/,
    },
    {
      name: 'delegates beside clusterNetwork',
      conf: { delegates: [flannel], clusterNetwork: 'x' },
      want: /delegates: stands beside clusterNetwork/,
    },
    {
      name: 'delegates beside defaultNetworks',
      conf: { delegates: [flannel], defaultNetworks: ['x'] },
      want: /delegates: stands beside defaultNetworks/,
    },
    {
      name: 'a delegate without type',
      conf: { delegates: [{}] },
      want: /delegates\[0\]: no plugin/,
    },
    {
      name: 'a string as delegates',
      conf: { delegates: 'x' },
      want: /delegates: "x" is not a list/,
    },
    { name: 'a relative confDir', conf: { confDir: 'x' }, want: /confDir: "x" is not an absolute/ },
    {
      name: 'an empty clusterNetwork',
      conf: { clusterNetwork: '' },
      want: /clusterNetwork: empty/,
    },
    {
      name: 'a number among defaultNetworks',
      conf: { defaultNetworks: ['a', 1] },
      want: /defaultNetworks\[1\]: 1 is not a string/,
    },
    {
      name: 'a list as globalNamespaces',
      conf: { globalNamespaces: [] },
      want: /globalNamespaces/,
    },
    {
      name: 'a string as namespaceIsolation',
      conf: { namespaceIsolation: 'true' },
      want: /namespaceIsolation: "true" is not a boolean/,
    },
    {
      name: 'annotations that are no texts',
      conf: { runtimeConfig: { 'io.kubernetes.cri.pod-annotations': { a: 1 } } },
      want: /runtimeConfig\.io\.kubernetes\.cri\.pod-annotations\["a"\]: 1 is not a string/,
    },
  ];
  refuses(bad.map(({ conf, ...row }) => ({ ...row, run: () => read(conf) })));

  it('gives a configuration or a CniError for any JSON in any field', () => {
    const key = fc.constantFrom(
      'delegates',
      'runtimeConfig',
      'defaultNetworks',
      'globalNamespaces',
      'kubeconfig',
      'always_use_default',
      'readinessindicatorfile',
    );
    fc.assert(
      fc.property(key, fc.jsonValue(), (field, value) =>
        onlyCniErrors(() => read({ [field]: value as JsonObject })),
      ),
      { numRuns: 1000 },
    );
  });
});
