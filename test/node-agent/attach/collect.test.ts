import { expect } from 'chai';
import { setImmediate as turn } from 'node:timers/promises';
import { collect, planCollection } from '../../../node-agent/attach/collect.ts';
import { sampleAttachment } from '../journal/sample.ts';
import { signal } from './fixture.ts';
import { call, createAgent, used } from './kernel-less-agent.ts';

describe('planCollection', () => {
  const one = sampleAttachment('c1', []);
  const { path, identity } = one.netns;
  const cases = [
    { name: 'keeps what lives', state: 'attached', identities: [[path, identity]], want: [] },
    {
      name: 'takes what has no namespace',
      state: 'attached',
      identities: [[path, undefined]],
      want: ['c1'],
    },
    {
      name: 'takes what has another namespace at its path',
      state: 'attached',
      identities: [[path, 'x']],
      want: ['c1'],
    },
    { name: 'keeps what could not be asked', state: 'attached', identities: [], want: [] },
    {
      name: 'keeps what is being attached',
      state: 'attaching',
      identities: [[path, undefined]],
      want: [],
    },
    {
      name: 'takes what was begun and never finished',
      state: 'abandoned',
      identities: [[path, identity]],
      want: ['c1'],
    },
  ] as const;
  for (const { name, state, identities, want } of cases)
    it(name, () => {
      const victims = planCollection([{ attachment: one, state }], new Map(identities));
      expect(victims.map(({ attachment }) => attachment.key.containerID)).to.deep.equal(want);
    });
});

describe('collect', () => {
  it('undoes what is over side by side, and all of it though one fails', async () => {
    const agent = createAgent();
    const names = Array.from({ length: 20 }, (_, index) => `c${index}`);
    for (const name of names) agent.namespaces.set(`/run/netns/${name}`, name);
    for (const name of names) await agent.add(call('ADD', name), signal);
    agent.namespaces.clear();
    let running = 0;
    let most = 0;
    const serial: typeof agent.context.serial = async (key, run) => {
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
      if (key.endsWith('/c3')) throw new Error('busy');
      return run();
    };
    const { freed, problems } = await collect({ ...agent.context, serial });
    expect([freed.length, problems.length, used(agent)]).to.deep.equal([19, 1, 2]);
    expect(most).to.equal(8);
  });

  it('frees nothing when a namespace cannot be looked at, and says so', async () => {
    const agent = createAgent();
    await agent.add(call('ADD', 'a'), signal);
    const denied = { ...agent.context, netnsIdentity: () => Promise.reject(new Error('EACCES')) };
    const { freed, problems } = await collect(denied);
    expect([freed.length, problems.length, used(agent)]).to.deep.equal([0, 1, 2]);
  });
});
