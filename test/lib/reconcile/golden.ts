import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseAllDocuments, stringify } from 'yaml';
import { frozen } from './frozen.ts';
import type { KubeObject } from '../../../lib/api/types.ts';

const folder = new URL('../../golden/', import.meta.url);

/** One test per pair of files; with UPDATE_GOLDEN=1 the outputs are rewritten, and `git diff` is the review. */
export function goldenTests(name: string, run: (objects: readonly KubeObject[]) => unknown): void {
  const inputs = readdirSync(new URL(`${name}/`, folder)).filter((file) =>
    file.endsWith('.input.yaml'),
  );
  for (const file of inputs) {
    it(file.replace('.input.yaml', '').replaceAll('-', ' '), () => {
      const documents = parseAllDocuments(readFileSync(new URL(`${name}/${file}`, folder), 'utf8'));
      const objects = [...documents].map((document) => document.toJS() as KubeObject);
      const output = new URL(`${name}/${file.replace('.input.', '.output.')}`, folder);
      const got = stringify(run(frozen(objects)), { lineWidth: 110, aliasDuplicateObjects: false });
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(output, got);
      expect(got).to.equal(readFileSync(output, 'utf8'));
    });
  }
}
