import { expect } from 'chai';
import { decodeAnswer, encodeCall } from '../../../../cni/protocol/call.ts';
import type { JsonObject } from '../../../../cni/protocol/types.ts';
import { collect } from '../../../../node-agent/attach/collect.ts';
import type { Effects } from '../../../../node-agent/attach/types.ts';
import { createVerbs } from '../../../../node-agent/attach/verbs.ts';
import { createMember } from '../../../../node-agent/meta/run/own.ts';
import { createHandler, defaultLimits } from '../../../../node-agent/server/handler.ts';
import type { PlannedNetwork } from '../../../../node-agent/meta/types.ts';
import type { Plugins } from '../../../../node-agent/server/types.ts';
import { knownOf, macvlanConf } from '../../attach/fixture.ts';
import { failureOf, signal } from '../../attach/fixture.ts';
import { createFakePlugins } from './fake-plugins.ts';
import {
  call,
  createMetaAgent,
  createNode,
  listOf,
  metaConf,
  networkOf,
  plugin,
} from './fixture.ts';

const masters = ['eth1', 'eth2'];
const links = new Map(masters.map((name) => [name, { name, mac: '', mtu: 1500, up: true }]));

/** A network of `multi-nic`, named `name` in all places. */
const ours = (name: string, ifName: string): PlannedNetwork =>
  networkOf({ ...listOf(name, []), plugins: [{ ...macvlanConf, type: 'multi-nic' }] }, ifName);
const usual = [networkOf(listOf('primary', ['bridge']), 'eth0'), ours('net', 'net1')];

/** An agent as it is wired: `multi-nic` in the same process, for net1 of each pod; everything else is executed. */
function wire(
  effects: Partial<Effects> = {},
  node = createNode(),
  networks: readonly PlannedNetwork[] = usual,
) {
  const plugins = createFakePlugins();
  const served: { plugins: Plugins } = { plugins: {} };
  const member = createMember({
    plugins: () => served.plugins,
    metaNames: [plugin],
    execute: plugins.delegate,
  });
  const agent = createMetaAgent({
    node,
    networks,
    effects: {
      member,
      known: () => knownOf(masters),
      links: () => links,
      ip: () => Promise.resolve({ status: 0, stdout: '', stderr: '' }),
      ...effects,
    },
  });
  served.plugins = createVerbs(agent.context);
  const used = (): number => agent.context.ledger.used('net-eth1').size;
  return { agent, plugins, used };
}

describe('createMember', () => {
  it('calls what the agent serves in this process and executes what it does not', async () => {
    const { agent, plugins, used } = wire();
    await agent.add(call('ADD', 'a'), signal);
    expect([plugins.names(), used()]).to.deep.equal([['ADD eth0 bridge'], 1]);
    await agent
      .check(call('CHECK', 'a'))
      .catch((error: Error) => expect(error.message).to.contain('eth0'));
    await agent.del(call('DEL', 'a'));
    expect([plugins.made.size, used(), agent.context.ledger.entries().length]).to.deep.equal([
      0, 0, 0,
    ]);
  });

  it("gives the code and the words of our own plugins' errors", async () => {
    const { agent, plugins } = wire({ known: () => knownOf([]) });
    const { code, message } = await failureOf(agent.add(call('ADD', 'a'), signal));
    expect(code).to.equal(11);
    expect(message).to.contain('network net: ADD of plugin multi-nic for net1 failed: ');
    expect(plugins.made.size).to.equal(0);
  });

  it('reads a request as strictly as from the socket', async () => {
    const member = createMember({
      plugins: () => ({ x: createMetaAgent() }),
      metaNames: [],
      execute: () => Promise.reject(new Error('unexpected')),
    });
    const exec = { command: 'ADD', plugin: 'x', containerID: 'a', netns: '/run/netns/a' } as const;
    const bad = { ...exec, ifName: 'too long a name', args: '', path: [], config: {} };
    expect((await failureOf(member(bad))).message).to.contain('CNI_IFNAME');
  });

  it('refuses a network that would call the meta plugin itself, and has nothing to undo of it', async () => {
    const { agent, plugins } = wire();
    const networks = [networkOf(listOf('loop', [plugin]), 'eth0')];
    const looping = createMetaAgent({ networks, effects: { member: agent.context.member } });
    const { code, message } = await failureOf(looping.add(call('ADD', 'a'), signal));
    expect([code, plugins.calls.length]).to.deep.equal([7, 0]);
    expect(message).to.contain('type: multi-nic-meta attaches networks and cannot be one');
    expect(looping.context.ledger.entries()).to.deep.equal([]);
  });

  it('attaches a network of our own plugin that is named like the meta plugin, and undoes each record by its own plugin', async () => {
    const { networks, pools, ...known } = knownOf(masters);
    const named = {
      ...known,
      networks: networks.map((one) => ({ ...one, metadata: { name: plugin } })),
      pools: pools.map((pool) => ({ ...pool, spec: { ...pool.spec, netAttachDef: plugin } })),
    };
    const { agent, used } = wire({ known: () => named }, createNode(), [ours(plugin, 'eth0')]);
    await agent.add(call('ADD', 'a', { name: plugin }), signal);
    const records = agent.context.ledger.entries().map(({ attachment }) => attachment.key);
    expect(records.map((key) => key.plugin)).to.have.members([plugin, 'multi-nic']);
    expect(new Set(records.map((key) => `${key.network} ${key.ifName}`)).size).to.equal(1);
    await agent.del(call('DEL', 'a', { name: plugin }));
    expect([used(), agent.context.ledger.entries().length]).to.deep.equal([0, 0]);
  });

  it('refuses such a network, and leaves nothing, where there is none of that name', async () => {
    const { agent } = wire({}, createNode(), [ours(plugin, 'eth0')]);
    const added = agent.add(call('ADD', 'a', { name: plugin }), signal);
    expect((await failureOf(added)).code).to.equal(104);
    expect(agent.context.ledger.entries()).to.deep.equal([]);
  });

  it('leaves no nested record behind when pods vanish, whichever is collected first', async () => {
    const { agent, plugins, used } = wire();
    for (const id of ['a', 'b', 'c']) await agent.add(call('ADD', id), signal);
    agent.node.namespaces.delete('/run/netns/a');
    agent.node.namespaces.delete('/run/netns/b');
    const { problems } = await collect(agent.context);
    expect(problems).to.deep.equal([]);
    expect([plugins.made.size, used(), agent.context.ledger.entries().length]).to.deep.equal([
      1, 1, 2,
    ]);
  });
});

const payload = (command: string, id: string, change: JsonObject = {}): Uint8Array =>
  encodeCall({
    plugin,
    env: new Map([
      ['CNI_COMMAND', command],
      ['CNI_CONTAINERID', id],
      ['CNI_NETNS', `/run/netns/${id}`],
      ['CNI_IFNAME', 'eth0'],
      ['CNI_PATH', '/opt/cni/bin'],
    ]),
    stdin: new TextEncoder().encode(JSON.stringify({ ...metaConf, ...change })),
  });

describe('createMember under the bounds of the server', () => {
  it('comes to an end with as many calls at once as the bound, each calling our own plugin, and a GC', async () => {
    const ids = Array.from({ length: defaultLimits.concurrency * 3 }, (_, index) => `p${index}`);
    const node = createNode();
    for (const id of ids) node.namespaces.set(`/run/netns/${id}`, `boot/1:${id}`);
    const { agent, plugins, used } = wire({}, node);
    const handle = createHandler({
      plugins: { ...createVerbs(agent.context), [plugin]: agent },
      log: agent.context.log,
      scope: agent.context.scope,
      startDeadline: () => ({ signal, stop: () => {} }),
      now: () => 0,
    });
    const statusOf = async (bytes: Uint8Array): Promise<number> =>
      decodeAnswer(await handle(bytes)).status;
    const added = ids.map((id) => statusOf(payload('ADD', id)));
    const valid = ids.map((containerID) => ({ containerID, ifname: 'eth0' }));
    const gc = statusOf(payload('GC', '', { 'cni.dev/valid-attachments': valid }));
    const deleted = ids.map((id) => statusOf(payload('DEL', id)));
    const ends = await Promise.all([...added, gc, ...deleted]);
    expect(ends).to.deep.equal(ends.map(() => 0));
    expect([plugins.made.size, used(), agent.context.ledger.entries().length]).to.deep.equal([
      0, 0, 0,
    ]);
  });
});
