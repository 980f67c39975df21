import { expect } from 'chai';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import { refuseOwnNames } from '../../../node-agent/attach/own-names.ts';
import { failureOf, macvlanConf, requestOf, signal } from './fixture.ts';
import { createAgent } from './kernel-less-agent.ts';
import { call, createMetaAgent, metaConf } from '../meta/run/fixture.ts';

const meta = 'multi-nic-meta';
const bad: readonly { at: string; config: JsonObject }[] = [
  { at: 'ipam.type', config: { type: 'macvlan', ipam: { type: meta } } },
  { at: 'ipam.type', config: { type: 'macvlan', ipam: { type: 'multi-nic' } } },
  { at: 'ipam.type', config: { type: 'bridge', ipam: { type: 'multus' } } },
  { at: 'ipam.type', config: { ...macvlanConf, ipam: { type: meta } } },
  { at: 'plugin.type', config: { ...macvlanConf, plugin: { type: meta } } },
  {
    at: 'plugin.ipam.type',
    config: { ...macvlanConf, plugin: { type: 'x', ipam: { type: meta } } },
  },
  {
    at: 'ipam.ipam_type',
    config: { ...macvlanConf, ipam: { type: 'multi-config', ipam_type: meta } },
  },
  { at: 'delegate.type', config: { type: 'flannel', delegate: { type: meta } } },
  {
    at: 'delegate.ipam.type',
    config: { type: 'flannel', delegate: { ipam: { type: 'multi-nic' } } },
  },
  {
    at: 'delegates[1].type',
    config: { type: 'x', delegates: [{ type: 'a' }, { type: 'multus' }] },
  },
  { at: 'a.b[0].c.type', config: { type: 'x', a: { b: [{ c: { type: meta } }] } } },
];
const good: readonly JsonObject[] = [
  macvlanConf,
  { type: 'macvlan', ipam: { type: 'multi-nic-ipam' } },
  { type: 'bridge', ipam: { type: 'host-local' }, name: meta },
  { type: 'x', args: { cni: { type: meta } }, runtimeConfig: { type: meta } },
  { type: 'x', prevResult: { a: { type: meta } }, dns: { type: 'multi-nic' } },
  { type: 'x', type2: meta, ipam: { types: [meta], type: 7 } },
];

describe('refuseOwnNames', () => {
  for (const { at, config } of bad)
    it(`refuses ${at} in ${JSON.stringify(config).slice(0, 110)}`, () => {
      expect(() => refuseOwnNames(config, 'NAD a/b'))
        .to.throw(`NAD a/b: ${at}: `)
        .with.property('code', 7);
    });
  for (const config of good)
    it(`takes ${JSON.stringify(config).slice(0, 110)}`, () => {
      refuseOwnNames(config, 'NAD a/b');
    });
});

describe('a plugin of ours that is called as an IPAM plugin', () => {
  const conf = { ...macvlanConf, type: 'macvlan', ipam: { type: 'multi-nic' } };

  it('is refused as multi-nic, and nothing is recorded', async () => {
    const { all, context } = createAgent();
    const added = all['multi-nic'].add(requestOf('ADD', { containerID: 'a', conf }), signal);
    const { code, message } = await failureOf(added);
    expect([code, context.ledger.entries()]).to.deep.equal([7, []]);
    expect(message).to.contain('ipam.type: multi-nic gives no addresses');
  });

  it('is refused as multi-nic-meta, and its DEL asks no plugin of the primary network', async () => {
    const agent = createMetaAgent();
    const as = { ...metaConf, type: 'macvlan', ipam: { type: meta } };
    expect(await failureOf(agent.add(call('ADD', 'a', as), signal))).to.include({ code: 7 });
    await agent.del(call('DEL', 'a', as));
    expect(agent.logged.filter((line) => line.includes('unexpected plugin'))).to.deep.equal([]);
    expect(agent.context.ledger.entries()).to.deep.equal([]);
  });
});
