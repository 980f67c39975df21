import { expect } from 'chai';

import type { Config } from '../../../../lib/api/config-types.ts';
import { environmentOf, logLevel } from '../../../../lib/reconcile/config/environment.ts';
import { readConfig } from '../../../../node-agent/config.ts';
import { frozen } from '../frozen.ts';

function configWith(spec: Partial<Config['spec']>): Config {
  return {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'Config',
    metadata: { name: 'multi-nicd', uid: 'u' },
    spec: {
      cniType: 'multi-nic',
      ipamType: 'multi-nic-ipam',
      daemon: { image: 'x', port: 11000 },
      ...spec,
    },
  };
}

/** What the node agent reads, with the downward API's values in place. */
function settingsOf(config: Config) {
  const env = environmentOf(frozen(config)).map(({ name, value, valueFrom }) => [
    name,
    valueFrom === undefined ? value : 'from-the-pod',
  ]);
  return readConfig(Object.fromEntries(env) as Record<string, string>, []);
}

describe('environmentOf', () => {
  it('is understood by the node agent, with its defaults', () => {
    const settings = settingsOf(configWith({}));
    expect(settings).to.include({
      nodeName: 'from-the-pod',
      configName: 'multi-nicd',
      hostProcess: 1,
      healthPort: 11001,
      logLevel: 'info',
      binDir: '/host/opt/cni/bin',
      confDir: '/host/etc/cni/net.d',
    });
    expect(settings.meta).to.deep.include({ mode: 'auto', names: ['multi-nic-meta'] });
  });

  it('carries every setting of the Config to the node agent', () => {
    const settings = settingsOf(
      configWith({
        logLevel: 7,
        meta: {
          mode: 'Off',
          namespaceIsolation: true,
          globalNamespaces: ['shared', 'default'],
          multusName: true,
        },
        daemon: {
          image: 'x',
          port: 1,
          healthPort: 12001,
          nics: { kinds: ['physical', 'bond'], pattern: '^tenant-', exclude: '^eth0$' },
        },
      }),
    );
    expect(settings).to.include({ logLevel: 'debug', healthPort: 12001 });
    expect(settings.meta).to.deep.equal({
      mode: 'off',
      names: ['multi-nic-meta', 'multus'],
      namespaceIsolation: true,
      globalNamespaces: ['shared', 'default'],
      maxNetworks: 32,
    });
    expect(settings.nics).to.deep.equal({
      kinds: ['physical', 'bond'],
      pattern: /^tenant-/,
      exclude: /^eth0$/,
    });
  });

  it('leaves out an expression that would keep the node agent from starting', () => {
    const nics = { pattern: '(', exclude: '^lo$' };
    const settings = settingsOf(configWith({ daemon: { image: 'x', port: 1, nics } }));
    expect(settings.nics.pattern.source).to.equal('^tenant-bond');
    expect(settings.nics.exclude.source).to.equal('^lo$');
  });

  it('has each name once, and spec.daemon.env wins', () => {
    const env = [
      { name: 'LOG_LEVEL', value: 'error' },
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ];
    const made = environmentOf(configWith({ daemon: { image: 'x', port: 1, env } }));
    const names = made.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    expect(made).to.deep.include.members([
      { name: 'LOG_LEVEL', value: 'error' },
      { name: 'A', value: '2' },
    ]);
  });
});

describe('logLevel', () => {
  const want = { 0: 'info', 1: 'error', 2: 'warn', 3: 'info', 4: 'info', 6: 'debug', 127: 'debug' };
  for (const [verbosity, level] of Object.entries(want)) {
    it(`${verbosity} is ${level}`, () => expect(logLevel(Number(verbosity))).to.equal(level));
  }
});
