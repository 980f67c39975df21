import { expect } from 'chai';
import { collect } from '../../../node-agent/attach/collect.ts';
import { createLedger } from '../../../node-agent/journal/ledger.ts';
import { failureOf, requestOf, signal } from './fixture.ts';
import { call, conf, createAgent, known, plugin, used } from './kernel-less-agent.ts';

describe('multi-nic-ipam', () => {
  it("gives an address for each master, by the master's index, with routes and dns", async () => {
    const agent = createAgent();
    expect(await agent.add(call('ADD', 'a'), signal)).to.deep.equal({
      interfaces: [],
      ips: [
        { address: '10.0.0.1/18', interface: 0 },
        { address: '10.1.0.1/18', interface: 1 },
      ],
      routes: [{ dst: '10.9.0.0/16' }],
      dns: { domain: 'x' },
    });
    await agent.check(call('CHECK', 'a'));
    await agent.del(call('DEL', 'a'));
    expect([used(agent), agent.context.ledger.entries().length]).to.deep.equal([0, 0]);
  });

  it('gives the same addresses when it is asked again', async () => {
    const agent = createAgent();
    const first = await agent.add(call('ADD', 'a'), signal);
    expect(await agent.add(call('ADD', 'a'), signal)).to.deep.equal(first);
    expect(used(agent)).to.equal(2);
  });

  it('has nothing to give without masters, and leaves given addresses as they are', async () => {
    const agent = createAgent();
    const empty = { interfaces: [], ips: [], routes: [], dns: {} };
    expect(await agent.add(call('ADD', 'a', { masters: [] }), signal)).to.deep.equal(empty);
    const prevResult = { ...empty, cniVersion: '1.1.0', ips: [{ address: '10.3.0.1/24' }] };
    const given = await agent.add(call('ADD', 'a', { prevResult }), signal);
    expect(given.ips).to.deep.equal([{ address: '10.3.0.1/24' }]);
    expect(used(agent)).to.equal(0);
  });

  it('leaves what multi-nic made under the same key alone', async () => {
    const agent = createAgent();
    await agent.add(call('ADD', 'a'), signal);
    await agent.all['multi-nic'].del({ ...call('DEL', 'a'), plugin: 'multi-nic' });
    expect(used(agent)).to.equal(2);
  });

  const refused = [
    {
      name: 'an unknown network',
      change: { name: 'nope' },
      code: 104,
      want: 'no MultiNicNetwork "nope"',
    },
    {
      name: 'a NIC without pool',
      change: { masters: ['eth9'] },
      code: 11,
      want: 'has no IPPool for NIC eth9',
    },
  ];
  for (const { name, change, code, want } of refused)
    it(`refuses ${name}`, async () => {
      const agent = createAgent();
      const error = await failureOf(agent.add(call('ADD', 'a', change), signal));
      expect([error.code, used(agent)]).to.deep.equal([code, 0]);
      expect(error.message).to.contain(want);
    });

  it('refuses a namespace that is not there, and everything before the first list', async () => {
    const error = await failureOf(createAgent().add(call('ADD', 'gone'), signal));
    expect([error.code, error.message]).to.deep.equal([
      4,
      'CNI_NETNS: no network namespace at /run/netns/gone; the sandbox is gone or the path is not visible on the host',
    ]);
    const unsynced = createAgent({ known: () => undefined });
    expect((await failureOf(unsynced.add(call('ADD', 'a'), signal))).code).to.equal(11);
  });

  it('begins nothing for a caller that has given up', async () => {
    const agent = createAgent();
    const error = await failureOf(agent.add(call('ADD', 'a'), AbortSignal.abort()));
    expect([error.code, agent.disk.records.length]).to.deep.equal([11, 0]);
  });
});

describe('a full disk', () => {
  it('fails ADD with code 5 and gives nothing', async () => {
    const agent = createAgent();
    agent.disk.full = true;
    const error = await failureOf(agent.add(call('ADD', 'a'), signal));
    expect([error.code, used(agent), agent.context.ledger.entries().length]).to.deep.equal([
      5, 0, 0,
    ]);
  });

  it('does not keep DEL from freeing; the record follows with the next round', async () => {
    const agent = createAgent();
    await agent.add(call('ADD', 'a'), signal);
    agent.disk.full = true;
    await agent.del(call('DEL', 'a'));
    expect([used(agent), agent.context.writer.owed().length]).to.deep.equal([0, 1]);
    expect((await collect(agent.context)).problems).to.have.length(1);
    agent.disk.full = false;
    expect((await collect(agent.context)).problems).to.deep.equal([]);
    expect(agent.context.writer.owed()).to.deep.equal([]);
    expect(createLedger(agent.disk.records).entries()).to.deep.equal([]);
  });
});

const status = (agent: ReturnType<typeof createAgent>, name = 'net'): Promise<void> =>
  agent.status(requestOf('STATUS', { containerID: '', plugin, conf: { ...conf, name } }));

describe('STATUS', () => {
  it('is well while an ADD can succeed', () => status(createAgent()));

  const small = known.pools.map((pool) => ({
    ...pool,
    spec: { ...pool.spec, podCIDR: '10.0.0.0/30' },
  }));
  const cases = [
    {
      name: 'before the first list',
      change: { known: () => undefined },
      code: 50,
      full: false,
      want: 'not read from the API server',
    },
    {
      name: 'for an unknown network',
      change: { known: () => ({ ...known, networks: [] }) },
      code: 50,
      full: false,
      want: 'no MultiNicNetwork "net"',
    },
    {
      name: 'when the pools of a NIC are exhausted',
      change: { known: () => ({ ...known, pools: small }) },
      code: 50,
      full: true,
      want: 'no address left in net-eth1, net-eth2',
    },
  ];
  for (const { name, change, code, want, full } of cases)
    it(`answers ${code} ${name}`, async () => {
      const agent = createAgent(change);
      if (full) for (const id of ['a', 'b']) await agent.add(call('ADD', id), signal);
      const error = await failureOf(status(agent));
      expect(error.code).to.equal(code);
      expect(error.message).to.contain(want);
    });

  it('answers 50 while the journal cannot be written, and finds out itself when it can', async () => {
    const agent = createAgent();
    agent.disk.full = true;
    const error = await failureOf(status(agent));
    expect([error.code, error.message]).to.deep.equal([50, 'no space left on device']);
    agent.disk.full = false;
    await status(agent);
  });
});

describe('GC', () => {
  it('collects nothing without a list, because that is no proof', async () => {
    const agent = createAgent();
    await agent.add(call('ADD', 'a'), signal);
    const error = await failureOf(agent.gc(call('GC', '')));
    expect([error.code, used(agent)]).to.deep.equal([7, 2]);
  });

  it('leaves other networks and plugins alone', async () => {
    const agent = createAgent();
    await agent.add(call('ADD', 'a'), signal);
    const list = { 'cni.dev/valid-attachments': [] };
    await agent.all['multi-nic'].gc({ ...call('GC', '', list), plugin: 'multi-nic' });
    await agent.gc(call('GC', '', { ...list, name: 'other' }));
    expect(used(agent)).to.equal(2);
    await agent.gc(call('GC', '', list));
    expect(used(agent)).to.equal(0);
  });
});
