import { expect } from 'chai';
import { type ConfDecision, decideConf } from '../../../../node-agent/meta/conf/decide.ts';
import type { ConfFile } from '../../../../node-agent/meta/plan/conf-folder.ts';
import type { MetaConfig } from '../../../../node-agent/meta/settings.ts';
import {
  defaults,
  flannel,
  multus,
  observe,
  ours,
  single,
  withMultus,
  wrapped,
} from './fixture.ts';

const text = ({ active, own }: ConfDecision): string =>
  `${active ? 'on' : 'off'}, ${typeof own === 'string' ? own : 'text'}`;

describe('decideConf', () => {
  const cases: readonly {
    readonly name: string;
    readonly files: readonly ConfFile[];
    readonly programs?: readonly string[];
    readonly meta?: Partial<MetaConfig>;
    readonly uninstalling?: true;
    readonly want: string;
    readonly because: string;
  }[] = [
    {
      name: 'a primary network',
      files: [flannel],
      want: 'on, text',
      because: '10-flannel.conflist',
    },
    { name: 'no file at all', files: [], want: 'off, keep', because: 'no primary network' },
    {
      name: 'a primary network that vanished',
      files: [ours],
      want: 'on, keep',
      because: 'no primary network',
    },
    {
      name: 'garbage alone',
      files: [{ name: '10-x.conf', text: '{' }],
      want: 'off, keep',
      because: 'no primary network',
    },
    {
      name: 'garbage before a network',
      files: [{ name: '05-x.conf', text: '{' }, flannel],
      want: 'on, text',
      because: '10-flannel.conflist',
    },
    {
      name: 'Multus before all',
      files: [multus, flannel],
      want: 'off, none',
      because: '00-multus.conf',
    },
    {
      name: 'Multus behind another network',
      files: [flannel, single('70-multus.conf', 'multus-shim')],
      want: 'off, none',
      because: '70-multus.conf',
    },
    {
      name: 'Multus in a conf that its own parser would refuse',
      files: [{ name: '00-multus.conf', text: '{"type":"multus","cniVersion":"9.9"}' }, flannel],
      want: 'off, none',
      because: '00-multus.conf',
    },
    {
      name: 'the program of Multus without its conf, as while it restarts',
      files: [flannel],
      programs: ['/bin/multus-shim'],
      want: 'off, none',
      because: '/bin/multus-shim',
    },
    {
      name: 'Multus with the mode on',
      files: [multus, flannel],
      programs: ['/bin/multus'],
      meta: { mode: 'on' },
      want: 'on, text',
      because: '10-flannel.conflist',
    },
    {
      name: 'the mode off',
      files: [flannel],
      meta: { mode: 'off' },
      want: 'off, none',
      because: 'META_MODE',
    },
    {
      name: 'the product going',
      files: [flannel],
      uninstalling: true,
      want: 'off, none',
      because: 'uninstalled',
    },
    {
      name: "a user's own conf that calls us as multus",
      files: [multus, flannel],
      meta: withMultus,
      want: 'on, none',
      because: '00-multus.conf already calls us',
    },
    {
      name: 'a conf for the real Multus although we serve the name too',
      files: [multus, flannel],
      programs: ['/bin/multus'],
      meta: withMultus,
      want: 'off, none',
      because: '/bin/multus',
    },
    {
      name: 'a file of a folder below is no Multus',
      files: [flannel, single('other/multus.conf', 'multus')],
      want: 'on, text',
      because: '10-flannel.conflist',
    },
  ];
  for (const { name, files, programs, meta, uninstalling, want, because } of cases) {
    it(`${name}: ${want}`, () => {
      const settings = { ...defaults, ...meta };
      const decision = decideConf(observe(files, programs), settings, uninstalling ?? false);
      expect(text(decision)).to.equal(want);
      expect(decision.reason).to.contain(because);
    });
  }

  for (const [name, file] of Object.entries(wrapped)) {
    it(`Multus calls us by ${name}: off, the plugin's name stays, and what to do`, () => {
      for (const [mode, uninstalling] of [
        ['auto', false],
        ['off', false],
        ['auto', true],
      ] as const) {
        const decision = decideConf(observe([file, flannel]), { ...defaults, mode }, uninstalling);
        expect(text(decision)).to.equal('off, none');
        expect(decision).to.include({
          calledBy: '00-multus.conf',
          problem:
            '00-multus.conf calls multi-nic-meta all the same: restart Multus, which wrote it over ours',
        });
      }
    });
  }

  it('goes before Multus that calls us, where the mode is on', () => {
    for (const file of Object.values(wrapped)) {
      const decision = decideConf(observe([file, flannel]), { ...defaults, mode: 'on' }, false);
      expect([text(decision), decision.calledBy]).to.deep.equal(['on, text', undefined]);
    }
  });

  it('says of Multus over another primary network, and of our own file, that nothing calls us', () => {
    const over = [
      { type: 'multus', delegates: [{ type: 'flannel' }], clusterNetwork: 7, defaultNetworks: 'x' },
      { type: 'multus', clusterNetwork: '/etc/cni/net.d/10-flannel.conflist', delegates: null },
      { type: 'multus', clusterNetwork: '{', delegates: [null, 'multi-nic-meta', []] },
    ].map((conf) => ({ name: '00-multus.conf', text: JSON.stringify(conf) }));
    for (const file of over) {
      const decision = decideConf(observe([file, ours, flannel]), defaults, false);
      expect(decision).not.to.have.any.keys('calledBy', 'problem');
    }
  });

  it('declares what the primary network declares, in its version, and asks for the annotations', () => {
    const meta = { ...defaults, namespaceIsolation: true, globalNamespaces: ['default', 'shared'] };
    const { own } = decideConf(observe([flannel]), meta, false);
    expect(JSON.parse((own as { text: string }).text)).to.deep.equal({
      cniVersion: '1.0.0',
      name: 'multi-nic-meta',
      plugins: [
        {
          type: 'multi-nic-meta',
          capabilities: {
            bandwidth: true,
            portMappings: true,
            'io.kubernetes.cri.pod-annotations': true,
          },
          namespaceIsolation: true,
          globalNamespaces: 'default,shared',
        },
      ],
    });
  });

  it('says when the runtime takes another file before ours, whatever is in it', () => {
    for (const name of ['00-a.conflist', '00-garbage.json']) {
      const early = name.endsWith('json') ? { name, text: '{' } : { ...flannel, name };
      const { problem } = decideConf(observe([early, flannel]), defaults, false);
      expect(problem).to.contain(`runtimes take ${name} before`);
    }
    for (const files of [[flannel], [flannel, { name: '00-a.bak', text: '' }]])
      expect(decideConf(observe(files), defaults, false)).not.to.have.property('problem');
  });

  it('does not look at the order in which capabilities are declared', () => {
    const turned = JSON.parse(flannel.text) as { plugins: unknown[] };
    turned.plugins.reverse();
    const other = { ...flannel, text: JSON.stringify(turned) };
    expect(decideConf(observe([other]), defaults, false)).to.deep.equal(
      decideConf(observe([flannel]), defaults, false),
    );
  });
});
