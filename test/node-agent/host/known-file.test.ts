import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadKnown, saveKnown } from '../../../node-agent/host/known-file.ts';
import { knownOf } from '../attach/fixture.ts';

describe('loadKnown', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'known-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const known = knownOf(['eth1', 'eth2']);
  const path = (): string => join(folder, 'known.json');
  const load = async (text: string) => {
    writeFileSync(path(), text);
    const reasons: string[] = [];
    const found = await loadKnown(path(), ({ message }) => reasons.push(message));
    return { found, reasons };
  };

  it('gives back what was saved', async () => {
    await saveKnown(path(), known);
    expect(await loadKnown(path(), () => {})).to.deep.equal(known);
  });

  it('says nothing where there is no file', async () => {
    const reasons: Error[] = [];
    expect(await loadKnown(path(), (error) => reasons.push(error))).to.equal(undefined);
    expect(reasons).to.deep.equal([]);
  });

  for (const { text, want } of [
    { text: '', want: 'JSON' },
    { text: '{"networks":[', want: 'JSON' },
    { text: 'null', want: 'it is not an object' },
    { text: '[]', want: 'it is not an object' },
    { text: '{}', want: 'networks is not a list' },
    { text: '{"networks":[],"pools":{},"cidrs":[]}', want: 'pools is not a list' },
    { text: '{"networks":[],"pools":[],"cidrs":null}', want: 'cidrs is not a list' },
  ])
    it(`takes nothing from ${JSON.stringify(text)}, and says why with the path`, async () => {
      const { found, reasons } = await load(text);
      expect(found).to.equal(undefined);
      expect(reasons).to.have.length(1);
      expect(reasons[0]).to.contain(path()).and.to.contain(want);
    });

  const [pool] = known.pools;
  const spec = pool?.spec;
  const odd = [
    { list: 'networks', item: null, want: 'networks[0] is missing' },
    { list: 'networks', item: { metadata: { name: 'a' } }, want: 'networks[0].spec is missing' },
    {
      list: 'networks',
      item: { metadata: {}, spec: {} },
      want: 'networks[0].metadata.name is missing',
    },
    { list: 'pools', item: 7, want: 'pools[0] is not an object' },
    {
      list: 'pools',
      item: { ...pool, spec: { ...spec, podCIDR: 7 } },
      want: 'pools[0].spec.podCIDR is not a text',
    },
    {
      list: 'pools',
      item: { ...pool, spec: { ...spec, excludes: null } },
      want: 'pools[0].spec.excludes is missing',
    },
    {
      list: 'pools',
      item: { ...pool, spec: { ...spec, allocations: [{}] } },
      want: 'pools[0].spec.allocations[0].pod is missing',
    },
    {
      list: 'cidrs',
      item: { metadata: { name: 'a' }, spec: {} },
      want: 'cidrs[0].spec.config is missing',
    },
  ] as const;
  for (const { list, item, want } of odd)
    it(`leaves out one of the ${list} alone: ${want}`, async () => {
      const { found, reasons } = await load(
        JSON.stringify({ ...known, [list]: [item, ...known[list]] }),
      );
      expect(found).to.deep.equal(known);
      expect(reasons.join()).to.contain(want);
    });

  it('leaves out a host interface of another shape', async () => {
    const { found, reasons } = await load(
      JSON.stringify({ ...known, hostInterface: { spec: {} } }),
    );
    const { hostInterface: _own, ...rest } = known;
    expect(found).to.deep.equal(rest);
    expect(reasons.join()).to.contain('hostInterface.metadata is missing');
  });
});
