import {
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { ownFile } from '../../../../node-agent/meta/conf/own-conf.ts';
import { removeConf } from '../../../../node-agent/meta/host/conf-follower.ts';
import type { MetaConfig } from '../../../../node-agent/meta/settings.ts';
import { wrapped } from '../conf/fixture.ts';
import { type ConfWorld, createConfWorld, network, until } from './conf-world.ts';

const names = { names: ['multi-nic-meta', 'multus'] };

describe('createConfFollower', () => {
  let world: ConfWorld;
  const start = (meta: Partial<MetaConfig> = {}): void => {
    world = createConfWorld(meta);
  };
  afterEach(() => world.stop());

  const ownIsThere = () =>
    until(
      () => existsSync(world.own),
      () => world.said,
    );
  const ownIsGone = () =>
    until(
      () => !existsSync(world.own),
      () => world.said,
    );
  const puttingBack = (): string[] => world.said.filter((line) => line.includes('put back'));

  /** A host with a primary network and our conf in place. */
  const settled = async (meta: Partial<MetaConfig> = {}): Promise<void> => {
    start(meta);
    world.makeFolder();
    world.put('10-a.conflist', network('a'));
    await ownIsThere();
  };

  it('waits for the folder and for the primary network, then writes one file for root alone', async () => {
    start();
    await until(() => world.said.length > 0, world.names);
    world.makeFolder();
    await delay(60);
    expect([world.files(), world.names()]).to.deep.equal([[], []]);
    world.put('10-a.conflist', network('a', '0.4.0', { portMappings: true }));
    await ownIsThere();
    expect(world.files()).to.deep.equal(['00-multi-nic-meta.conflist', '10-a.conflist']);
    expect(world.names()).to.deep.equal(['multi-nic-meta']);
    expect(statSync(world.own).mode & 0o777).to.equal(0o600);
    expect(world.ownConf().cniVersion).to.equal('0.4.0');
    expect(world.ownConf().plugins[0]?.capabilities).to.have.keys(
      'portMappings',
      'io.kubernetes.cri.pod-annotations',
    );
  });

  it('follows the primary network when it changes, in place and by another file', async () => {
    await settled();
    world.put('10-a.conflist', network('a', '0.3.1'));
    await until(() => world.ownConf().cniVersion === '0.3.1', world.ownConf);
    world.put('05-b.conf', JSON.stringify({ cniVersion: '1.1.0', name: 'b', type: 'ptp' }));
    await until(() => world.ownConf().cniVersion === '1.1.0', world.ownConf);
    expect(puttingBack()).to.deep.equal([]);
  });

  it('keeps its file when the primary network vanishes, and when its own process ends', async () => {
    await settled();
    unlinkSync(join(world.confDir, '10-a.conflist'));
    await until(
      () => world.said.some((line) => line.includes('no primary network')),
      () => world.said,
    );
    expect(existsSync(world.own)).to.equal(true);
    expect((await world.lists.readLists()).lists).to.deep.equal([]);
  });

  it('puts its file back when somebody deletes it, once at once, then later and later', async () => {
    await settled();
    unlinkSync(world.own);
    await until(
      () => puttingBack().length === 1 && existsSync(world.own),
      () => world.said,
    );
    unlinkSync(world.own);
    await until(
      () => puttingBack().length === 2,
      () => world.said,
    );
    await delay(100);
    expect(existsSync(world.own)).to.equal(false);
    world.skip(1_000);
    world.look();
    await ownIsThere();
    expect(puttingBack()).to.have.length(2);
  });

  it('names Cilium and its setting when the file was renamed by it', async () => {
    await settled();
    renameSync(world.own, `${world.own}.cilium_bak`);
    await until(
      () => puttingBack().length === 1 && existsSync(world.own),
      () => world.said,
    );
    expect(puttingBack()[0]).to.contain('cni.exclusive');
  });

  it('puts a hand edit of its file back', async () => {
    await settled();
    writeFileSync(world.own, network('mine'));
    await until(
      () => puttingBack().length === 1,
      () => world.said,
    );
    await until(
      () => JSON.stringify(world.ownConf()).includes('multi-nic-meta'),
      () => world.said,
    );
    expect(world.ownConf().plugins[0]).to.have.property('capabilities');
    expect(world.ownConf().cniVersion).to.equal('1.0.0');
  });

  it('goes when Multus comes, and comes when Multus is gone', async () => {
    await settled();
    world.put('00-multus.conf', JSON.stringify({ cniVersion: '0.3.1', name: 'm', type: 'multus' }));
    await ownIsGone();
    await until(() => world.names().length === 0, world.names);
    expect(world.follower.active()).to.equal(false);
    unlinkSync(join(world.confDir, '00-multus.conf'));
    await ownIsThere();
    expect(world.follower.active()).to.equal(true);
  });

  it('stays away while the program of Multus is there, whose conf comes and goes with it', async () => {
    start();
    writeFileSync(join(world.binDir, 'multus-shim'), 'ELF');
    world.makeFolder();
    world.put('10-a.conflist', network('a'));
    await until(
      () => world.said.some((line) => line.includes('multus-shim')),
      () => world.said,
    );
    await delay(60);
    expect(world.files()).to.deep.equal(['10-a.conflist']);
    expect(world.names()).to.deep.equal(['multus-shim']);
  });

  it('serves as multus where asked to, without taking its own program for Multus', async () => {
    await settled(names);
    expect(world.names()).to.deep.equal(['multi-nic-meta', 'multus']);
    world.look();
    await delay(60);
    expect(existsSync(world.own)).to.equal(true);
  });

  it('leaves the plugin names until no attachment of them is left', async () => {
    await settled();
    world.setAttachments(1);
    world.put('00-multus.conf', JSON.stringify({ cniVersion: '0.3.1', name: 'm', type: 'multus' }));
    await ownIsGone();
    expect(world.names()).to.deep.equal(['multi-nic-meta']);
    world.setAttachments(0);
    world.look();
    await until(() => world.names().length === 0, world.names);
  });

  it('leaves the plugin names to whoever uninstalls, and comes back', async () => {
    await settled();
    world.follower.uninstall(true);
    world.look();
    await ownIsGone();
    expect(world.names()).to.deep.equal(['multi-nic-meta']);
    unlinkSync(join(world.binDir, 'multi-nic-meta'));
    world.follower.uninstall(false);
    world.look();
    await ownIsThere();
    expect(world.names()).to.deep.equal(['multi-nic-meta']);
  });

  it('removes its file with the mode off, and what is not ours stays', async () => {
    start({ mode: 'off' });
    world.makeFolder();
    world.put('00-multi-nic-meta.conflist', JSON.stringify({ type: 'multi-nic-meta' }));
    world.put('10-a.conflist', network('a'));
    await ownIsGone();
    expect(world.files()).to.deep.equal(['10-a.conflist']);
  });

  it('follows a folder that is made anew under the same name', async () => {
    await settled();
    rmSync(world.confDir, { recursive: true });
    await delay(100);
    world.makeFolder();
    world.put('20-c.conflist', network('c', '0.3.0'));
    await until(
      () => world.ownConf().cniVersion === '0.3.0',
      () => world.said,
    );
  });

  it('is not led astray by garbage, and says once what it cannot read', async () => {
    await settled();
    world.put('05-broken.conf', '{"name":');
    world.put('06-binary.json', '\0\0');
    world.put('07-notes.txt', 'no conf');
    await until(
      () => world.said.some((line) => line.includes('06-binary.json')),
      () => world.said,
    );
    world.look();
    await delay(60);
    expect(
      world.said.filter((line) => line.includes('"file":"05-broken.conf"')).length,
    ).to.be.within(1, 2);
    expect(world.said.join()).not.to.contain('07-notes');
    expect((await world.lists.readLists()).lists.map(({ file }) => file)).to.deep.equal([
      '10-a.conflist',
    ]);
  });
});

describe('createConfFollower beside Multus', () => {
  let world: ConfWorld;
  beforeEach(async () => {
    world = createConfWorld();
    world.makeFolder();
    world.put('10-a.conflist', network('a'));
    await until(
      () => existsSync(world.own),
      () => world.said,
    );
  });
  afterEach(() => world.stop());

  for (const program of ['multus', 'multus-shim']) {
    it(`takes its conf away when the program ${program} comes, long before the next look`, async () => {
      const put = join(world.binDir, program);
      writeFileSync(`${put}.temp`, 'ELF of others');
      renameSync(`${put}.temp`, put);
      await until(() => !existsSync(world.own), world.files);
      unlinkSync(put);
      await until(() => existsSync(world.own), world.files);
    });
  }

  it('keeps its plugin name as long as a conf of Multus calls it, and says what helps', async () => {
    expect(world.follower.primaryOnly()).to.equal(false);
    world.put('00-multus.conf', wrapped['a list in delegates']?.text ?? '');
    await until(() => !existsSync(world.own), world.files);
    unlinkSync(join(world.binDir, 'multi-nic-meta'));
    await until(() => world.names().includes('multi-nic-meta'), world.names);
    expect(world.said.join()).to.contain('restart Multus');
    expect(world.follower.primaryOnly()).to.equal(true);
    world.put('00-multus.conf', JSON.stringify({ type: 'multus', delegates: [] }));
    await until(() => world.names().length === 0, world.names);
  });
});

describe('removeConf', () => {
  it('takes our conf and what it was renamed to, and says so; a second time there is nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'meta-conf-'));
    const [own, moved] = [ownFile, `${ownFile}.cilium_bak`];
    for (const name of [own, moved]) writeFileSync(join(folder, name), '{"type":"multi-nic-meta"}');
    writeFileSync(join(folder, '10-a.conflist'), network('a'));
    expect(await removeConf(folder)).to.deep.equal([own, moved]);
    expect(await removeConf(folder)).to.deep.equal([]);
    expect(readdirSync(folder)).to.deep.equal(['10-a.conflist']);
    rmSync(folder, { recursive: true });
  });
});
