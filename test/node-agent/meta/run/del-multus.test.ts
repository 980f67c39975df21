import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMultusCache } from '../../../../node-agent/meta/host/multus-cache.ts';
import { createFakePlugins } from './fake-plugins.ts';
import { call, createMetaAgent } from './fixture.ts';

const id = 'a';

/** A file as libcni 1.x writes it. */
const cached = (network: string, ifName: string, plugins: readonly object[]): object => ({
  kind: 'cniCacheV1',
  containerId: id,
  config: Buffer.from(JSON.stringify({ cniVersion: '1.0.0', name: network, plugins })).toString(
    'base64',
  ),
  ifName,
  networkName: network,
  netns: '/var/run/netns/a',
  cniArgs: [
    ['IgnoreUnknown', 'true'],
    ['K8S_POD_NAME', 'web-0'],
  ],
  capabilityArgs: { mac: '02:00:00:00:00:07' },
  result: {
    cniVersion: '1.0.0',
    interfaces: [{ name: ifName, sandbox: '/var/run/netns/a' }],
    ips: [{ address: '10.9.0.2/24', interface: 0 }],
  },
});

const hostLocal = { type: 'host-local', subnet: '10.9.0.0/24' };
const mvhl = [
  { type: 'macvlan', ipam: hostLocal },
  { type: 'tuning', capabilities: { mac: true } },
];

describe("DEL of a sandbox that is in Multus' cache", () => {
  let root: string;
  const results = (): string => join(root, 'var/lib/cni/multus/results');
  const put = (name: string, content: unknown): void =>
    writeFileSync(
      join(results(), name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'multus-cache-'));
    mkdirSync(results(), { recursive: true });
    writeFileSync(join(root, 'var/lib/cni/multus', id), '[]');
    put(`def-${id}-eth0`, cached('def', 'eth0', [{ type: 'bridge' }]));
    put(`mvhl-${id}-net1`, cached('mvhl', 'net1', mvhl));
    put(`mvhl-${id}-net10`, cached('mvhl', 'net10', [{ type: 'macvlan' }]));
    put('mvhl-b-net1', cached('mvhl', 'net1', mvhl));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const agentWith = (plugins: ReturnType<typeof createFakePlugins>) =>
    createMetaAgent({
      effects: { delegate: plugins.delegate },
      meta: { multusCache: createMultusCache(async (path) => join(root, path)) },
    });

  it('undoes all networks, the last one first, with what ADD was called with, and forgets them', async () => {
    const plugins = createFakePlugins();
    await agentWith(plugins).del(call('DEL', id));
    expect(plugins.names()).to.deep.equal([
      'DEL net10 macvlan',
      'DEL net1 tuning',
      'DEL net1 macvlan',
      'DEL eth0 bridge',
    ]);
    const [, tuning, macvlan] = plugins.calls;
    expect(macvlan?.config).to.deep.include({ name: 'mvhl', ipam: hostLocal });
    expect(macvlan?.config['prevResult']).to.have.property('ips');
    expect(tuning?.config['runtimeConfig']).to.deep.equal({ mac: '02:00:00:00:00:07' });
    expect(macvlan).to.include({ args: 'IgnoreUnknown=true;K8S_POD_NAME=web-0', containerID: id });
    expect(readdirSync(results())).to.deep.equal(['mvhl-b-net1']);
    expect(readdirSync(join(root, 'var/lib/cni/multus'))).to.deep.equal(['results']);
  });

  it('keeps the file of a network that could not be undone, for the next DEL', async () => {
    const plugins = createFakePlugins([{ at: 'DEL net1 macvlan' }]);
    await agentWith(plugins).del(call('DEL', id));
    expect(readdirSync(results())).to.deep.equal([`mvhl-${id}-net1`, 'mvhl-b-net1']);
  });

  it('passes over files that cannot be read, and says which', async () => {
    put(`odd-${id}-net2`, '{');
    put(`odd-${id}-net3`, { kind: 'cniCacheV2' });
    put(`odd-${id}-net4`, { ...cached('odd', 'net4', []), config: '%' });
    const plugins = createFakePlugins();
    const agent = agentWith(plugins);
    await agent.del(call('DEL', id));
    expect(plugins.names()).to.have.length(4);
    for (const name of ['net2', 'net3', 'net4'])
      expect(agent.logged.join()).to.include(`/var/lib/cni/multus/results/odd-${id}-${name}`);
  });

  it('asks the primary network where Multus had not called it', async () => {
    rmSync(join(results(), `def-${id}-eth0`));
    const plugins = createFakePlugins();
    await agentWith(plugins).del(call('DEL', id));
    expect(plugins.names().slice(-2)).to.deep.equal(['DEL eth0 portmap', 'DEL eth0 bridge']);
  });

  it('looks for no container whose id is a path', async () => {
    const plugins = createFakePlugins();
    await agentWith(plugins).del(call('DEL', '../results'));
    expect(readdirSync(results())).to.have.length(4);
  });
});
