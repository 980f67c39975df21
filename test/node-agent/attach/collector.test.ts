import { expect } from 'chai';
import { createCollector } from '../../../node-agent/attach/collector.ts';
import { createFakePlugins } from '../meta/run/fake-plugins.ts';
import { call, createMetaAgent } from '../meta/run/fixture.ts';
import { signal } from './fixture.ts';

/** A pod with a chain whose portmap refuses each DEL, as on a node without iptables. */
async function stuckPod() {
  const { delegate } = createFakePlugins();
  let asked = 0;
  const agent = createMetaAgent({
    effects: {
      delegate: async (exec) => {
        if (exec.plugin !== 'portmap' || exec.command !== 'DEL') return delegate(exec);
        asked += 1;
        throw new Error('neither iptables nor ip6tables is usable');
      },
    },
  });
  await agent.add(call('ADD', 'a'), signal);
  const round = createCollector(agent.context);
  const rounds = async (count: number): Promise<number> => {
    const before = asked;
    for (let at = 0; at < count; at += 1) await round();
    return asked - before;
  };
  const logged = (text: string): number =>
    agent.logged.filter((line) => line.includes(text)).length;
  return { agent, rounds, logged };
}

describe('createCollector', () => {
  it('leaves what lives alone', async () => {
    const { agent, rounds } = await stuckPod();
    expect(await rounds(10)).to.equal(0);
    expect(agent.context.ledger.entries()).to.have.length(1);
  });

  it('asks a plugin that refuses ever more rarely, and logs it ever more rarely', async () => {
    const { agent, rounds, logged } = await stuckPod();
    agent.node.namespaces.delete('/run/netns/a');
    // 1, and then after 1, 2, 4, 8, 16 and 32 rounds of rest.
    expect(await rounds(70)).to.equal(7);
    expect(logged('cannot be undone yet')).to.equal(3);
    expect(await rounds(61)).to.equal(1);
    expect(agent.context.ledger.entries()).to.have.length(1);
  });

  it('gives up in the end what has no namespace any more, and says what may be left', async () => {
    const { agent, rounds, logged } = await stuckPod();
    agent.node.namespaces.delete('/run/netns/a');
    expect(await rounds(1_000)).to.equal(13);
    expect(agent.context.ledger.entries()).to.deep.equal([]);
    expect(logged('is given up')).to.equal(1);
    expect(agent.node.disk.records.at(-1)?.op).to.equal('del');
  });

  it('never gives up what has its namespace', async () => {
    const { agent, rounds, logged } = await stuckPod();
    await agent.del(call('DEL', 'a')).catch(() => {});
    expect(await rounds(1_000)).to.be.greaterThan(13);
    expect(agent.context.ledger.entries()).to.have.length(1);
    expect(logged('is given up')).to.equal(0);
  });
});
