import { expect } from 'chai';
import { MultiNicError } from '../../lib/errors.ts';
import { readConfig } from '../../node-agent/config.ts';

describe('readConfig of the node agent', () => {
  it('needs nothing but the name of the node', () => {
    const config = readConfig({ K8S_NODENAME: 'node-1' }, []);
    expect(config.nodeName).to.equal('node-1');
    expect(config.routes.tables).to.deep.equal({ first: 20_000, last: 20_999 });
    expect(config).to.satisfy(Object.isFrozen);
  });

  it('lets an argument win over the environment', () => {
    const config = readConfig({ K8S_NODENAME: 'node-1', TABLE_FIRST: '7' }, ['--table-first', '9']);
    expect(config.routes.tables.first).to.equal(9);
  });

  it('serves networks by annotation as the chart says it', () => {
    const env = {
      K8S_NODENAME: 'node-1',
      META_MODE: 'on',
      META_NAMES: 'multi-nic-meta, multus',
      META_NAMESPACE_ISOLATION: 'true',
      META_GLOBAL_NAMESPACES: 'default,shared',
      HOST_PROCESS: '1',
    };
    const { meta, hostProcess } = readConfig(env, []);
    expect(meta).to.deep.equal({
      mode: 'on',
      names: ['multi-nic-meta', 'multus'],
      namespaceIsolation: true,
      globalNamespaces: ['default', 'shared'],
      maxNetworks: 32,
    });
    expect(hostProcess).to.equal(1);
  });

  it('follows Multus, isolates nothing and stays in its own mount namespace unless told otherwise', () => {
    const { meta, hostProcess, confDir, configName } = readConfig({ K8S_NODENAME: 'node-1' }, []);
    expect(meta).to.deep.equal({
      mode: 'auto',
      names: ['multi-nic-meta'],
      namespaceIsolation: false,
      globalNamespaces: ['default'],
      maxNetworks: 32,
    });
    expect([hostProcess, confDir, configName]).to.deep.equal([
      undefined,
      '/host/etc/cni/net.d',
      'multi-nicd',
    ]);
  });

  const refusedForMeta = [
    { name: 'an unknown mode of meta', env: { META_MODE: 'maybe' }, says: 'metaMode' },
    {
      name: 'a meta name that is not served',
      env: { META_NAMES: 'multi-nic-meta,cilium' },
      says: 'META_NAMES has "cilium"',
    },
    {
      name: 'meta names without our own',
      env: { META_NAMES: 'multus' },
      says: 'META_NAMES lacks multi-nic-meta',
    },
    {
      name: 'an isolation that is neither true nor false',
      env: { META_NAMESPACE_ISOLATION: 'yes' },
      says: 'metaNamespaceIsolation',
    },
    {
      name: 'a global namespace that cannot exist',
      env: { META_GLOBAL_NAMESPACES: 'default,A_b' },
      says: 'META_GLOBAL_NAMESPACES has "A_b"',
    },
    {
      name: 'a host process that is no process id',
      env: { HOST_PROCESS: '0' },
      says: 'HOST_PROCESS',
    },
    { name: 'an empty name of the Config', env: { CONFIG_NAME: '' }, says: 'CONFIG_NAME' },
  ].map((row) => ({ ...row, env: { K8S_NODENAME: 'a', ...row.env } }));
  const refused = [
    { name: 'no node name', env: {}, says: 'K8S_NODENAME' },
    {
      name: 'a port out of range',
      env: { K8S_NODENAME: 'a', HEALTH_PORT: '70000' },
      says: 'healthPort',
    },
    {
      name: 'a protocol number that the kernel does not have',
      env: { K8S_NODENAME: 'a', ROUTE_PROTOCOL: '256' },
      says: 'ROUTE_PROTOCOL',
    },
    {
      name: 'a pattern that is no regular expression',
      env: { K8S_NODENAME: 'a', NIC_PATTERN: '(' },
      says: 'NIC_PATTERN',
    },
    {
      name: 'a table that is no number',
      env: { K8S_NODENAME: 'a', TABLE_FIRST: 'x' },
      says: 'tableFirst',
    },
    {
      name: 'an unknown log level',
      env: { K8S_NODENAME: 'a', LOG_LEVEL: 'loud' },
      says: 'logLevel',
    },
  ];
  for (const { name, env, says } of [...refusedForMeta, ...refused]) {
    it(`refuses ${name}, naming ${says}`, () => {
      expect(() => readConfig(env, []))
        .to.throw(MultiNicError, says)
        .with.property('code', 'CONFIG_INVALID');
    });
  }
});
