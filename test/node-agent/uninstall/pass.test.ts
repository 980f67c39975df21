import { expect } from 'chai';

import type { Config } from '../../../lib/api/config-types.ts';
import type { HostInterface } from '../../../lib/api/types.ts';
import { createUninstall, type UninstallEffects } from '../../../node-agent/uninstall/pass.ts';
import { silent } from '../../lib/kube/apply-run.ts';

const configWith = (uninstall?: string): Config => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'Config',
  metadata: {
    name: 'multi-nicd',
    ...(uninstall === undefined ? {} : { annotations: { 'multinic.fms.io/uninstall': uninstall } }),
  },
  spec: { cniType: 'multi-nic', ipamType: 'multi-nic-ipam', daemon: { image: 'x', port: 1 } },
});

/** A node whose facts a test changes; `did` has what was done to it. */
function node(askedBefore = false) {
  const facts = {
    config: undefined as Config | undefined,
    attachments: 0,
    callers: [] as string[],
    staleRoutes: 0 as number | undefined,
    confFiles: 0,
    word: undefined as string | undefined,
  };
  const did: string[] = [];
  const hostInterface = (): HostInterface => ({
    apiVersion: 'multinic.fms.io/v1',
    kind: 'HostInterface',
    metadata: {
      name: 'n1',
      uid: 'u1',
      ...(facts.word === undefined
        ? {}
        : { annotations: { 'multinic.fms.io/uninstalled': facts.word } }),
    },
    spec: { hostName: 'n1', interfaces: [] },
  });
  const effects: UninstallEffects = {
    config: () => facts.config,
    hostInterface,
    attachments: () => facts.attachments,
    askedBefore,
    callers: async () => facts.callers,
    staleRoutes: async () => facts.staleRoutes,
    keepConfAway: async (away) => {
      did.push(away ? 'conf away' : 'conf back');
      return away ? facts.confFiles : 0;
    },
    installShims: async () => {
      did.push('install');
      return ['multi-nic'];
    },
    removeShims: async () => {
      did.push('remove');
      return ['multi-nic'];
    },
    api: {
      mergePatch: async (_ref, patch) => {
        const { metadata } = patch as {
          metadata: { uid: string; annotations: Record<string, string | null> };
        };
        expect(metadata.uid).to.equal('u1');
        facts.word = metadata.annotations['multinic.fms.io/uninstalled'] ?? undefined;
        did.push(`say ${facts.word}`);
        return hostInterface() as never;
      },
    },
    written: () => {},
    log: silent,
  };
  const { pass, complete } = createUninstall(effects);
  const look = async () => {
    did.length = 0;
    const again = await pass();
    return { did: [...did], again: again !== undefined, complete: complete() };
  };
  return { facts, look };
}

describe('createUninstall', () => {
  it('does nothing while nobody asks', async () => {
    const { facts, look } = node();
    expect(await look()).to.deep.equal({ did: [], again: false, complete: false });
    facts.config = configWith();
    expect((await look()).did).to.deep.equal([]);
    facts.config = configWith('false');
    expect((await look()).did).to.deep.equal([]);
  });

  it('takes conf and shims away, says so once, and is complete', async () => {
    const { facts, look } = node();
    facts.config = configWith('true');
    const want = { did: ['conf away', 'remove', 'say true'], again: false, complete: true };
    expect(await look()).to.deep.equal(want);
    expect((await look()).did).to.deep.equal(['conf away', 'remove']);
  });

  it('leaves the shims to live sandboxes, and goes on when they are gone', async () => {
    const { facts, look } = node();
    facts.config = configWith('true');
    facts.attachments = 2;
    const first = await look();
    expect(first.did).to.deep.equal(['conf away', 'say left: 2 attachments']);
    expect(first).to.include({ again: true, complete: false });
    facts.attachments = 0;
    expect(await look()).to.deep.include({ did: ['conf away', 'remove', 'say true'] });
  });

  it('says nothing before routes are gone and the networks are known', async () => {
    const { facts, look } = node();
    facts.config = configWith('true');
    facts.staleRoutes = undefined;
    expect(await look()).to.deep.equal({ did: ['conf away'], again: true, complete: false });
    facts.staleRoutes = 3;
    expect(await look()).to.deep.include({ did: ['conf away', 'remove'], again: true });
    facts.staleRoutes = 0;
    expect(await look()).to.include({ complete: true });
  });

  it('comes back when the annotation is taken off', async () => {
    const { facts, look } = node();
    facts.config = configWith('true');
    await look();
    facts.config = configWith();
    const want = { did: ['conf back', 'install', 'say undefined'], again: false, complete: false };
    expect(await look()).to.deep.equal(want);
    expect((await look()).did).to.deep.equal([]);
  });

  it('leaves the shims to configurations of others, and goes on when they are gone', async () => {
    const { facts, look } = node();
    facts.config = configWith('true');
    facts.callers = ['10-a.conf calls multi-nic-meta'];
    const first = await look();
    expect(first.did).to.deep.equal(['conf away', 'say left: 10-a.conf calls multi-nic-meta']);
    expect(first).to.include({ again: true, complete: false });
    facts.callers = [];
    expect(await look()).to.deep.include({ did: ['conf away', 'remove', 'say true'] });
  });

  it('comes back from what an agent before it was asked and had no time to tell', async () => {
    const { facts, look } = node(true);
    expect((await look()).did).to.deep.equal([]);
    facts.config = configWith();
    expect((await look()).did).to.deep.equal(['conf back', 'install']);
    expect((await look()).did).to.deep.equal([]);
  });

  it('takes back what an agent before it said', async () => {
    const { facts, look } = node();
    facts.config = configWith();
    facts.word = 'true';
    expect((await look()).did).to.deep.equal(['conf back', 'install', 'say undefined']);
  });

  it('stays complete when the Config goes with the release', async () => {
    const { facts, look } = node();
    facts.config = configWith('true');
    await look();
    facts.config = undefined;
    expect(await look()).to.deep.equal({ did: [], again: false, complete: true });
  });
});
