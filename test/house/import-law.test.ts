import { expect } from 'chai';

import { type Findings, lintPlanted } from '../support/planted-tree.ts';
import { clean, plants } from './import-law.cases.ts';

describe('the import law', () => {
  let findings: Findings;
  before(() => {
    findings = lintPlanted(
      new Map([...plants.map(({ path, text }) => [path, text] as const), ...clean]),
    );
  });

  for (const { name, path, want } of plants) {
    it(`objects to ${name}`, () => {
      const found = findings.get(path) ?? [];
      const match = found.find(
        (text) => text.startsWith(`${want.rule}:`) && text.includes(want.says),
      );
      expect(match, `${path}: ${found.join(' | ') || 'not a word'}`).to.be.a('string');
    });
  }

  for (const path of [...clean.keys()].filter((file) => !file.startsWith('lib/ring/'))) {
    it(`has nothing to say about ${path}`, () => {
      expect(findings.get(path) ?? []).to.deep.equal([]);
    });
  }

  it('plants every file once', () => {
    const paths = [...plants.map(({ path }) => path), ...clean.keys()];
    expect(new Set(paths).size).to.equal(paths.length);
  });
});
