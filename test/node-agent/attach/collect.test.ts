import { expect } from 'chai';
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
  it('frees nothing when a namespace cannot be looked at, and says so', async () => {
    const agent = createAgent();
    await agent.add(call('ADD', 'a'), signal);
    const denied = { ...agent.context, netnsIdentity: () => Promise.reject(new Error('EACCES')) };
    const { freed, problems } = await collect(denied);
    expect([freed.length, problems.length, used(agent)]).to.deep.equal([0, 1, 2]);
  });
});
