import { existsSync, readFileSync } from 'node:fs';

import { expect } from 'chai';

import { cniErrorCodes } from '../../cni/protocol/types.ts';
import { errorCodes } from '../../lib/errors.ts';

const readme = new URL('../../README.md', import.meta.url);

/** Codes in the rows (`| \`CODE\` | …`) of the table under the heading `## Errors`. */
function documentedCodes(): string[] {
  if (!existsSync(readme))
    throw new Error('README.md is missing: it must document the error codes');
  const [, section] =
    /^## Errors$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(readFileSync(readme, 'utf8')) ?? [];
  if (section === undefined) throw new Error('README.md has no heading "## Errors"');
  return [...section.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code ?? '');
}

describe('cniErrorCodes', () => {
  it('are all in the second table under "## Errors", and nothing else is', () => {
    const text = readFileSync(readme, 'utf8');
    const documented = [...text.matchAll(/^\| `(\d+)` \|/gm)].map(([, code]) => Number(code));
    expect(documented).to.have.members(Object.values(cniErrorCodes));
  });
});

describe('errorCodes', () => {
  it('are all in the table of README.md under "## Errors", and nothing else is', () => {
    expect(documentedCodes().toSorted()).to.deep.equal(Object.keys(errorCodes).toSorted());
  });

  it('are each explained by a sentence', () => {
    for (const [code, sentence] of Object.entries(errorCodes)) {
      expect(sentence, code).to.match(/^[a-z].{20,}[^.]$/i);
    }
  });
});
