import { expect } from 'chai';

import type { HostInterface, MultiNicNetwork } from '../../../lib/api/types.ts';
import { uninstall } from '../../../lib/uninstall/run.ts';
import { readUninstallSettings } from '../../../lib/uninstall/settings.ts';
import type { UninstallState } from '../../../lib/uninstall/state.ts';
import { makeNetwork } from '../reconcile/steps.ts';

const host = (name: string, word?: string): HostInterface => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'HostInterface',
  metadata: {
    name,
    ...(word === undefined ? {} : { annotations: { 'multinic.fms.io/uninstalled': word } }),
  },
  spec: { hostName: name, interfaces: [] },
});

const held = (name: string): MultiNicNetwork => ({
  ...makeNetwork(),
  metadata: { name, uid: `u-${name}` },
  status: {
    computeResults: [],
    discovery: { existDaemon: 0, infoAvailable: 0, cidrProcessed: 0 },
    configStatus: '',
    routeStatus: '',
    message: '',
    lastSyncTime: '',
    conditions: [
      {
        type: 'Progressing',
        status: 'True',
        reason: 'WaitingForPods',
        message: 'waits for pod a',
        lastTransitionTime: '',
      },
    ],
  },
});

type Given = {
  readonly args?: readonly string[];
  readonly config?: boolean;
  /** What one look after the other finds; the last one stays. */
  readonly looks: readonly Partial<UninstallState>[];
};

/** One run over a cluster that changes from look to look, on a clock that moves only while it waits. */
async function run({ args = [], config = true, looks }: Given) {
  const did: string[] = [];
  const printed: string[] = [];
  const told: string[] = [];
  let clock = 0;
  let at = 0;
  await uninstall(
    {
      world: {
        look: async () => {
          const look = looks[Math.min(at, looks.length - 1)];
          at += 1;
          return { networks: [], hosts: [], readyNodes: new Set(), ...look };
        },
        deleteNetworks: async (networks) => {
          did.push(`delete ${networks.map(({ metadata }) => metadata.name).join()}`);
        },
        askAgents: async () => {
          did.push('ask');
          return config;
        },
        tell: async ({ type, reason, message }) => {
          told.push(`${type} ${reason}: ${message}`);
        },
      },
      print: (line) => printed.push(line),
      now: () => clock,
      delay: async (ms) => {
        clock += ms;
      },
    },
    readUninstallSettings({}, args),
  );
  return { did, printed, told, seconds: clock / 1_000 };
}

const nodes = (...names: readonly string[]): ReadonlySet<string> => new Set(names);

describe('uninstall', () => {
  it('waits for the word of every node with a ready node agent', async () => {
    const readyNodes = nodes('a', 'b');
    const { did, printed, seconds } = await run({
      looks: [
        { hosts: [host('a'), host('b')], readyNodes },
        { hosts: [host('a', 'true'), host('b')], readyNodes },
        { hosts: [host('a', 'true'), host('b', 'true')], readyNodes },
      ],
    });
    expect(did).to.deep.equal(['ask']);
    expect(seconds).to.equal(1);
    expect(printed).to.deep.equal([
      'Config multi-nicd: its node agents are asked to clean their nodes',
      'clean: 0 nodes, waiting for a, b',
      'clean: 1 node, waiting for b',
      'clean: 2 nodes',
      'nothing of multi-nic-operator is left on the nodes',
    ]);
  });

  it('deletes the networks first when asked to, and says what they wait for', async () => {
    const { did, printed } = await run({
      args: ['--clean-networks'],
      looks: [{ networks: [held('one'), held('two')] }, { networks: [held('one')] }, {}],
    });
    expect(did).to.deep.equal(['delete one,two', 'ask']);
    expect(printed).to.include('MultiNicNetwork one: waits for pod a');
    expect(printed).to.include('all MultiNicNetworks are gone');
    expect(printed.at(-1)).to.equal('nothing of multi-nic-operator is left on the nodes');
  });

  it('goes on to the nodes when a network does not go in time', async () => {
    const { did, printed, seconds } = await run({
      args: ['--clean-networks', '--timeout-seconds=20'],
      looks: [{ networks: [held('one')] }],
    });
    expect(did).to.deep.equal(['delete one', 'ask']);
    expect(seconds).to.equal(20);
    expect(printed.join('\n')).to.include('- MultiNicNetwork one: waits for pod a');
    expect(printed.at(-1)).to.include('install again');
  });

  it('gives the nodes some time even then', async () => {
    const { seconds, printed } = await run({
      args: ['--clean-networks', '--timeout-seconds=20'],
      looks: [{ networks: [held('one')], hosts: [host('a')], readyNodes: nodes('a') }],
    });
    expect(seconds).to.equal(35);
    expect(printed).to.include('- nodes a: their node agents have not answered in time');
  });

  it('says what networks that are kept leave behind', async () => {
    const { did, printed } = await run({ looks: [{ networks: [held('one')] }] });
    expect(did).to.deep.equal(['ask']);
    expect(printed.at(-1)).to.match(/^- 1 MultiNicNetwork \(one\) .*routes.*--clean-networks/);
  });

  it('says once more where it can be read afterwards, within what an Event can hold', async () => {
    const clean = await run({ looks: [{}] });
    const nothing = 'Normal Uninstalled: nothing of multi-nic-operator is left on the nodes';
    expect(clean.told).to.deep.equal([nothing]);
    const hosts = Array.from({ length: 20 }, (_none, at) =>
      host(`node-${at}`, 'left: 2 attachments'),
    );
    const readyNodes = nodes(...hosts.map(({ metadata }) => metadata.name));
    const left = await run({ looks: [{ networks: [held('one')], hosts, readyNodes }] });
    expect(left.told).to.have.length(1);
    expect(left.told[0]).to.match(
      /^Warning LeftBehind: 1 MultiNicNetwork \(one\).*node node-1: left/,
    );
    expect(Buffer.byteLength(left.told[0] ?? '')).to.be.lessThan(1_100);
  });

  it('takes what a node has left for an answer', async () => {
    const { printed, seconds } = await run({
      looks: [{ hosts: [host('a', 'left: 2 attachments')], readyNodes: nodes('a') }],
    });
    expect(seconds).to.equal(0);
    expect(printed).to.include('- node a: left: 2 attachments');
    expect(printed.at(-1)).to.include('delete these, or drain it');
  });

  it('does not wait for a node without node agent, and names it', async () => {
    const { printed, seconds } = await run({
      looks: [{ hosts: [host('a', 'true'), host('off')], readyNodes: nodes('a') }],
    });
    expect(seconds).to.equal(0);
    expect(printed).to.include('- nodes off: no node agent is ready there, nothing was cleaned');
  });

  it('waits for nobody where there is no Config', async () => {
    const { printed } = await run({ config: false, looks: [{ hosts: [host('a')] }] });
    expect(printed[0]).to.include('no Config multi-nicd');
    expect(printed.at(-1)).to.include('no node agent could be asked');
  });
});
