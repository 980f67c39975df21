import { expect } from 'chai';
import * as fc from 'fast-check';
import { findList, parseConfFolder } from '../../../../node-agent/meta/plan/conf-folder.ts';
import { folderOf } from './fixture.ts';

const list = (name: string, ...types: readonly string[]): object => ({
  cniVersion: '1.0.0',
  name,
  plugins: types.map((type) => ({ type })),
});
const single = (name: string, type: string): object => ({ cniVersion: '1.0.0', name, type });
const filesOf = (folder: ReturnType<typeof folderOf>): readonly string[] =>
  folder.lists.map(({ file }) => file);

describe('parseConfFolder', () => {
  it('takes all endings in the order of file names', () => {
    const folder = folderOf({
      '20-b.conflist': list('b', 'bridge'),
      '10-a.conf': single('a', 'bridge'),
      '15-c.json': single('c', 'bridge'),
      'README.md': 'words',
      '05.conflist.bak': 'words',
    });
    expect(filesOf(folder)).to.deep.equal(['10-a.conf', '15-c.json', '20-b.conflist']);
    expect(folder.refused).to.deep.equal([]);
  });

  it('refuses what it cannot read, with the reason, and goes on', () => {
    const folder = folderOf({ '10-bad.conflist': '{', '20-good.conf': single('good', 'bridge') });
    expect(filesOf(folder)).to.deep.equal(['20-good.conf']);
    expect(folder.refused[0]?.file).to.equal('10-bad.conflist');
    expect(folder.refused[0]?.reason).to.match(/^10-bad\.conflist: not valid JSON/);
  });

  it('leaves out what would call itself: the meta plugin and Multus', () => {
    const folder = folderOf({
      '00-multi-nic-meta.conflist': list('multi-nic-meta', 'multi-nic-meta'),
      '00-multus.conf': { ...single('multus-cni-network', 'multus'), delegates: [] },
      '01-thick.conf': single('thick', 'multus-shim'),
      '10-net.conflist': list('net', 'bridge', 'portmap'),
    });
    expect(filesOf(folder)).to.deep.equal(['10-net.conflist']);
  });

  const tuning = { type: 'tuning' };
  const inFolder = { 'net/20-b.conf': { type: 'sbr' }, 'net/10-a.conf': tuning };
  it('appends the plugins of the folder of the network, by file name', () => {
    const folder = folderOf({ '10-net.conflist': list('net', 'bridge'), ...inFolder });
    expect(folder.lists[0]?.list.plugins.map(({ type }) => type)).to.deep.equal([
      'bridge',
      'tuning',
      'sbr',
    ]);
  });
  it('makes a network of such a folder alone', () => {
    const folder = folderOf({ '10-net.conflist': { name: 'net' }, ...inFolder });
    expect(folder.lists[0]?.list.plugins).to.deep.equal([tuning, { type: 'sbr' }]);
  });
  it('takes none of them with loadOnlyInlinedPlugins, for a single plugin, and of other endings', () => {
    const folder = folderOf({
      '10-net.conflist': { ...list('net', 'bridge'), loadOnlyInlinedPlugins: true },
      '20-one.conf': single('one', 'bridge'),
      '30-two.conflist': list('two', 'bridge'),
      ...inFolder,
      'one/10-a.conf': tuning,
      'two/10-a.conflist': list('x', 'sbr'),
      'two/deeper/10-a.conf': tuning,
    });
    expect(folder.lists.map((one) => one.list.plugins.length)).to.deep.equal([1, 1, 1]);
  });
  it('refuses a network whose folder has a bad plugin', () => {
    const folder = folderOf({ '10-net.conflist': list('net', 'bridge'), 'net/a.conf': '{}' });
    expect(folder.refused[0]?.reason).to.match(/^net\/a\.conf\.type: missing/);
  });

  it('never throws, and every file is a network, refused, or no configuration', () => {
    const name = fc.constantFrom('a.conf', 'b.conflist', 'c.json', 'd.txt', 'net/e.conf');
    const file = fc.record({ name, text: fc.oneof(fc.string(), fc.json()) });
    fc.assert(
      fc.property(fc.uniqueArray(file, { selector: (one) => one.name }), (files) => {
        const { lists, refused } = parseConfFolder('/f', files);
        const confs = files.filter((one) => /^[^/]+\.(?:conf|conflist|json)$/.test(one.name));
        expect(lists.length + refused.length).to.equal(confs.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('findList', () => {
  const folder = folderOf({
    '10-net.conf': single('net', 'macvlan'),
    '20-net.conflist': list('net', 'bridge'),
    '30-other.conf': single('other', 'ptp'),
  });
  it('takes a .conflist of the name before other files', () =>
    expect(findList(folder, 'net')?.plugins[0]?.type).to.equal('bridge'));
  it('takes another file where there is no .conflist', () =>
    expect(findList(folder, 'other')?.plugins[0]?.type).to.equal('ptp'));
  it('goes by the name in the file, not of the file', () =>
    expect(findList(folder, '10-net')).to.equal(undefined));
});
