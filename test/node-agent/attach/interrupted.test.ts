import { expect } from 'chai';
import { collect } from '../../../node-agent/attach/collect.ts';
import { createLedger } from '../../../node-agent/journal/ledger.ts';
import { failureOf, signal } from './fixture.ts';
import { call, createAgent, used } from './kernel-less-agent.ts';

/** An agent on the journal of one that attached `a` and lost the last record of it. */
async function restarted() {
  const before = createAgent();
  const result = await before.add(call('ADD', 'a'), signal);
  const ledger = createLedger(before.disk.records.slice(0, -1));
  return { agent: createAgent({ ledger }), result };
}

const denied = () => Promise.reject(new Error('EACCES'));

describe('an attachment whose last record a crash took', () => {
  it('is kept while its namespace lives, and its addresses with it', async () => {
    const { agent } = await restarted();
    expect(agent.context.ledger.entries().map(({ state }) => state)).to.deep.equal(['interrupted']);
    expect((await collect(agent.context)).freed).to.deep.equal([]);
    expect(agent.context.ledger.entries().map(({ state }) => state)).to.deep.equal(['attached']);
    expect(agent.disk.records.map(({ op }) => op)).to.deep.equal(['done']);
    await agent.del(call('DEL', 'a'));
    expect(used(agent)).to.equal(0);
  });

  it('is freed when its namespace is gone', async () => {
    const { agent } = await restarted();
    agent.namespaces.clear();
    expect((await collect(agent.context)).freed).to.have.length(1);
    expect(used(agent)).to.equal(0);
  });

  it('is the answer to an ADD that is repeated', async () => {
    const { agent, result } = await restarted();
    expect(await agent.add(call('ADD', 'a'), signal)).to.deep.equal(result);
  });

  it('stays as it is while its namespace cannot be looked at', async () => {
    const { agent } = await restarted();
    await collect({ ...agent.context, netnsIdentity: denied });
    expect(used(agent)).to.equal(2);
  });
});

describe('ADD of a container id that is attached already', () => {
  it('is refused while the namespace of the first one lives', async () => {
    const agent = createAgent();
    await agent.add(call('ADD', 'a'), signal);
    const error = await failureOf(
      agent.add({ ...call('ADD', 'a'), netns: '/run/netns/b' }, signal),
    );
    expect([error.code, error.message.includes('/run/netns/a, which lives')]).to.deep.equal([
      7,
      true,
    ]);
    expect(used(agent)).to.equal(2);
  });

  it('takes the place of the first one when that is gone', async () => {
    const agent = createAgent();
    await agent.add(call('ADD', 'a'), signal);
    agent.namespaces.delete('/run/netns/a');
    await agent.add({ ...call('ADD', 'a'), netns: '/run/netns/b' }, signal);
    expect(used(agent)).to.equal(2);
  });
});
