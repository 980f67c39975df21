import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect } from 'chai';

import { lanes } from '../../hack/lanes/index.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));
const pages = [
  'README.md',
  'chart/README.md',
  ...readdirSync(join(top, 'docs')).map((name) => `docs/${name}`),
];

/** What a heading is called in a link, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function anchorsIn(page: string): readonly string[] {
  const headings = readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = '']) => anchorOf(heading));
}

/** Links to files of this tree and to headings in them. */
function linksOf(
  page: string,
): readonly { readonly link: string; readonly file: string; readonly anchor: string }[] {
  const links = readFileSync(join(top, page), 'utf8').matchAll(/\]\((?!https?:)([^)\s]*)\)/g);
  return [...links].map(([, link = '']) => {
    const [path = '', anchor = ''] = link.split('#');
    const file = path === '' ? join(top, page) : join(top, dirname(page), path);
    return { link, file, anchor };
  });
}

describe('docs', () => {
  for (const page of pages) {
    it(`${page} links to what is there`, () => {
      const broken = linksOf(page).filter(({ file, anchor }) => {
        if (!existsSync(file)) return true;
        return anchor !== '' && !anchorsIn(file).includes(anchor);
      });
      expect(broken.map(({ link }) => link)).to.deep.equal([]);
    });
  }

  it('README.md names every lane', () => {
    const readme = readFileSync(join(top, 'README.md'), 'utf8');
    const [, tests = ''] = /^## Tests$([\s\S]*?)^## /m.exec(readme) ?? [];
    const named = [...tests.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(named).to.deep.equal(lanes.map(({ name }) => name));
  });
});
