import { expect } from 'chai';
import { valueRows, valuesTable } from '../../../hack/update/values-table.ts';

describe('valueRows', () => {
  const text = [
    '# A word to the reader.',
    '',
    'image:',
    '  # -- Where it comes from,',
    '  # in two lines.',
    '  registry: ""',
    '# -- All of it.',
    'resources:',
    '  # for one replica',
    '  limits:',
    '    memory: 1Gi',
    '# -- `a` or `b|c`.',
    'kinds: [a]',
    '',
  ].join('\n');

  it('has a row for each commented value, in order, with its default', () =>
    expect(valueRows(text)).to.deep.equal([
      {
        path: 'image.registry',
        fallback: '""',
        description: 'Where it comes from, in two lines.',
      },
      { path: 'resources', fallback: '{"limits":{"memory":"1Gi"}}', description: 'All of it.' },
      { path: 'kinds', fallback: '["a"]', description: '`a` or `b|c`.' },
    ]));

  it('refuses a value that nobody described', () =>
    expect(() => valueRows(`${text}new:\n  thing: 1\n`)).to.throw('new.thing has no comment'));

  it('becomes a table of Markdown, bars and all', () =>
    expect(valuesTable(valueRows(text))).to.include('| `kinds` | `["a"]` | `a` or `b\\|c`. |\n'));
});
