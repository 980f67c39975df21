import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect } from 'chai';

const root = join(fileURLToPath(import.meta.url), '../../..');

type Row = { readonly what: string; readonly shown: string };
type Id = { readonly file: string; readonly title: string };

/** The rows of all tables, without their heads: the first cell says what, the last one which tests show it. */
function rowsOf(markdown: string, width = 2): readonly Row[] {
  const cells = markdown
    .split('\n')
    .filter((line) => /^\|(?! ---)/.test(line) && !line.startsWith('| what |'))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
  return cells.map((row) => {
    const [what = ''] = row;
    if (row.length !== width || row.includes(''))
      throw new Error(`a row must have ${width} filled cells: ${row.join(' ')}`);
    return { what, shown: row.at(-1) ?? '' };
  });
}

const partsOf = ({ shown }: Row): readonly string[] => shown.split('<br>');

const idForm = /^`(test\/[^:]+\.test\.ts): (.+)`$/;
const reasonForm = /^not: .{20,}$/;

function idsOf(row: Row): readonly Id[] {
  return partsOf(row).flatMap((part) => {
    const [, file, title] = idForm.exec(part) ?? [];
    return file === undefined || title === undefined ? [] : [{ file, title }];
  });
}

/** What is neither the id of a test nor a reason; and reasons that are none. */
function openParts(row: Row): readonly string[] {
  return partsOf(row).filter((part) => !idForm.test(part) && !reasonForm.test(part));
}

/** The ids of all tests of some files, as mocha finds them: none is run, and no hook. */
function testsIn(files: readonly string[], cwd: string): ReadonlySet<string> {
  const dir = mkdtempSync(join(tmpdir(), 'multi-nic-titles-'));
  try {
    const output = join(dir, 'titles.json');
    const mocha = join(root, 'node_modules/.bin/mocha');
    const options = ['--no-package', '--no-config', '--dry-run', '--exit', '--reporter=json'];
    const argv = [...options, `--reporter-option=output=${output}`, ...files];
    const { status, stderr } = spawnSync(mocha, argv, { cwd, encoding: 'utf8' });
    expect(status, stderr).to.equal(0);
    const { tests } = JSON.parse(readFileSync(output, 'utf8')) as {
      readonly tests: readonly { readonly title: string; readonly file: string }[];
    };
    return new Set(tests.map(({ file, title }) => `${file.slice(cwd.length + 1)}: ${title}`));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function unknownIds(ids: readonly Id[], cwd: string): readonly string[] {
  const there = testsIn([...new Set(ids.map(({ file }) => file))], cwd);
  return ids.map(({ file, title }) => `${file}: ${title}`).filter((id) => !there.has(id));
}

describe('docs/catalogue.md', function () {
  this.timeout(60_000);
  const rows = rowsOf(readFileSync(join(root, 'docs/catalogue.md'), 'utf8'));

  it('has each row once', () => {
    const names = rows.map(({ what }) => what);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
    expect(names.length).to.be.greaterThan(100);
  });

  it('names tests that there are', () =>
    expect(unknownIds(rows.flatMap(idsOf), root)).to.deep.equal([]));

  it('leaves no row open', () => {
    const open = rows.filter((row) => openParts(row).length > 0);
    expect(open.map((row) => `${row.what}: ${openParts(row).join(', ')}`)).to.deep.equal([]);
  });
});

describe('docs/from-multi-nic-cni.md', function () {
  this.timeout(60_000);
  const guide = readFileSync(join(root, 'docs/from-multi-nic-cni.md'), 'utf8');
  const [, deviations = ''] = guide.split('\n## What is different\n');
  const rows = rowsOf(deviations.split('\n## ')[0] ?? '', 5);

  it('has each deviation once', () => {
    const names = rows.map(({ what }) => what);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
    expect(names.length).to.be.greaterThan(60);
  });

  it('has a test for every deviation, and names tests that there are', () => {
    expect(rows.filter((row) => openParts(row).length > 0)).to.deep.equal([]);
    expect(unknownIds(rows.flatMap(idsOf), root)).to.deep.equal([]);
  });
});

describe('the check of the catalogue', function () {
  this.timeout(60_000);
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'multi-nic-catalogue-'));
    writeFileSync(join(dir, 'a.test.ts'), "for (const n of ['a b']) it(`is ${n}`, () => {});\n");
  });
  after(() => rmSync(dir, { recursive: true }));

  it('finds titles that a table makes, and misses others', () => {
    const ids = ['is a b', 'is a', 'a b'].map((title) => ({ file: 'a.test.ts', title }));
    expect(unknownIds(ids, dir)).to.deep.equal(['a.test.ts: is a', 'a.test.ts: a b']);
  });

  it('finds what is open', () => {
    const [row] = rowsOf(
      '| what | shown by |\n| --- | --- |\n| x | `test/a.test.ts: b`<br>pending: y |',
    );
    expect(row === undefined ? [] : openParts(row)).to.deep.equal(['pending: y']);
  });

  it('takes no reason for one without words', () =>
    expect(openParts({ what: 'x', shown: 'not: because' })).to.deep.equal(['not: because']));
});
