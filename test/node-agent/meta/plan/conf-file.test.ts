import { expect } from 'chai';
import * as fc from 'fast-check';
import { parseNetworkList } from '../../../../node-agent/meta/plan/conf-file.ts';
import { type BadRow, onlyCniErrors, refuses } from './fixture.ts';

const read = (config: unknown): ReturnType<typeof parseNetworkList> =>
  parseNetworkList(typeof config === 'string' ? config : JSON.stringify(config), {
    where: '10-net.conf',
  });

const bridge = { type: 'bridge' };
const good = { cniVersion: '1.0.0', name: 'net', plugins: [bridge] };

describe('parseNetworkList', () => {
  it('reads a list and leaves unknown keys of its plugins alone', () => {
    const plugin = { type: 'bridge', isGateway: true, capabilities: { mac: true }, x: [{ y: 1 }] };
    expect(read({ ...good, plugins: [plugin, { type: 'tuning' }] })).to.deep.equal({
      name: 'net',
      cniVersion: '1.0.0',
      disableCheck: false,
      disableGC: false,
      plugins: [plugin, { type: 'tuning' }],
    });
  });

  it('makes a list of one out of a single plugin', () => {
    const conf = { cniVersion: '0.3.1', name: 'net', type: 'macvlan', master: 'eth1' };
    expect(read(conf)).to.deep.equal({
      name: 'net',
      cniVersion: '0.3.1',
      disableCheck: false,
      disableGC: false,
      plugins: [conf],
    });
  });

  const versions = [
    { name: 'none', conf: {}, want: '0.3.0' },
    { name: 'an empty one', conf: { cniVersion: '' }, want: '0.3.0' },
    { name: '0.1.0', conf: { cniVersion: '0.1.0' }, want: '0.3.0' },
    { name: '0.2.0', conf: { cniVersion: '0.2.0' }, want: '0.3.0' },
    { name: '0.3.1', conf: { cniVersion: '0.3.1' }, want: '0.3.1' },
    {
      name: 'the highest of cniVersions',
      conf: { cniVersion: '0.4.0', cniVersions: ['1.1.0', '1.0.0'] },
      want: '1.1.0',
    },
    {
      name: 'the highest that we know',
      conf: { cniVersion: '1.0.0', cniVersions: ['9.0.0'] },
      want: '1.0.0',
    },
    {
      name: 'one of cniVersions where cniVersion is too new',
      conf: { cniVersion: '9.0.0', cniVersions: ['0.4.0'] },
      want: '0.4.0',
    },
  ];
  for (const { name, conf, want } of versions)
    it(`takes the version: ${name}`, () =>
      expect(read({ name: 'net', ...conf, plugins: [bridge] }).cniVersion).to.equal(want));

  const flags = [true, 'true', 'TRUE', 'True'];
  for (const value of flags)
    it(`reads disableCheck and disableGC ${JSON.stringify(value)}`, () =>
      expect(read({ ...good, disableCheck: value, disableGC: value })).to.include({
        disableCheck: true,
        disableGC: true,
      }));
  it('reads disableCheck "False" as false', () =>
    expect(read({ ...good, disableCheck: 'False' }).disableCheck).to.equal(false));

  const bad: readonly (Omit<BadRow, 'run'> & { readonly conf: unknown })[] = [
    { name: 'what is not JSON', conf: '{"name": ', want: /^10-net\.conf: not valid JSON/ },
    { name: 'a list of objects', conf: '[{}]', want: /is not an object/ },
    { name: 'text that closes the object', conf: '{},"x":{}', want: /not valid JSON/ },
    { name: 'a key to the prototype', conf: '{"__proto__":{}}', want: /__proto__/ },
    { name: 'no name', conf: { plugins: [bridge] }, want: /conf\.name: missing/ },
    { name: 'a path as name', conf: { ...good, name: '../x' }, want: /name: "..\/x" is not a/ },
    { name: 'a number as name', conf: { ...good, name: 1 }, want: /name: 1 is not a string/ },
    { name: 'no plugin', conf: { name: 'net' }, want: /no plugin is in it; give type or plugins/ },
    { name: 'an empty list', conf: { ...good, plugins: [] }, want: /no plugin is in it/ },
    { name: 'a string as plugins', conf: { ...good, plugins: 'x' }, want: /plugins: "x" is not/ },
    {
      name: 'a plugin without type',
      conf: { ...good, plugins: [bridge, {}] },
      want: /plugins\[1\]\.type: missing/,
    },
    {
      name: 'a path as type',
      conf: { ...good, plugins: [{ type: '../sh' }] },
      want: /plugins\[0\]\.type: "..\/sh" is not a plugin name/,
    },
    { name: 'a number as disableCheck', conf: { ...good, disableCheck: 1 }, want: /disableCheck/ },
    { name: 'a word as disableGC', conf: { ...good, disableGC: 'yes' }, want: /disableGC: "yes"/ },
    {
      name: 'loadOnlyInlinedPlugins without plugins',
      conf: { name: 'net', loadOnlyInlinedPlugins: true },
      want: /loadOnlyInlinedPlugins: true without plugins/,
    },
    {
      name: 'a version from the future',
      conf: { ...good, cniVersion: '9.0.0', cniVersions: ['8.0.0'] },
      want: /cniVersion: "9.0.0, 8.0.0" is not supported; use one of 0.3.0/,
      code: 'incompatibleVersion',
    },
  ];
  refuses(bad.map(({ conf, ...row }) => ({ ...row, run: () => read(conf) })));

  it('gives a list or a CniError for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => onlyCniErrors(() => read(text))),
      { numRuns: 500 },
    );
  });

  it('gives a list or a CniError for any JSON in any field', () => {
    const key = fc.constantFrom(
      'name',
      'plugins',
      'cniVersion',
      'cniVersions',
      'disableGC',
      'type',
    );
    fc.assert(
      fc.property(key, fc.jsonValue(), (field, value) =>
        onlyCniErrors(() => read({ ...good, [field]: value })),
      ),
      { numRuns: 1000 },
    );
  });
});
