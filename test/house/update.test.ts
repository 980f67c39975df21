import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';

import { withErrorTable } from '../../hack/update/readme-errors.ts';
import { findStale } from '../../hack/update/stale.ts';

describe('findStale', () => {
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'multi-nic-stale-'));
    for (const name of ['fresh', 'stale']) writeFileSync(join(dir, name), `${name}\n`);
  });
  after(() => rmSync(dir, { recursive: true }));

  const generator = (name: string, text: string) => ({
    path: join(dir, name),
    render: async (): Promise<string> => text,
  });

  it('finds what differs and what is not there, with what it should be', async () => {
    const fresh = generator('fresh', 'fresh\n');
    const stale = generator('stale', 'new\n');
    const missing = generator('missing', 'new\n');
    expect(await findStale([fresh, stale, missing])).to.deep.equal([
      { path: stale.path, text: 'new\n' },
      { path: missing.path, text: 'new\n' },
    ]);
  });
});

describe('withErrorTable', () => {
  const begin = '<!-- errors: made by "npm run update" from lib/errors.ts -->';
  const end = '<!-- /errors -->';
  const codes = { ONE: 'first', TWO: 'second' };
  const table = '| code | means |\n| --- | --- |\n| `ONE` | first |\n| `TWO` | second |\n';
  const full = `before\n${begin}\n\n${table}\n${end}\nafter\n`;
  const cases = [
    { name: 'fills an empty place', text: `before\n${begin}\n${end}\nafter\n`, want: full },
    { name: 'replaces an old table', text: full.replace('first', 'old'), want: full },
    { name: 'leaves a README without the place alone', text: '# x\n', want: '# x\n' },
  ];
  for (const { name, text, want } of cases) {
    it(name, () => expect(withErrorTable(text, codes)).to.equal(want));
  }
  it('is a fixed point', () => expect(withErrorTable(full, codes)).to.equal(full));
  it('refuses a place without end', () =>
    expect(() => withErrorTable(`${begin}\n`, codes)).to.throw('must stand before'));
});
