import { expect } from 'chai';
import { keepGood } from '../../../../node-agent/meta/conf/keep-good.ts';
import { parseConfFolder } from '../../../../node-agent/meta/plan/conf-folder.ts';

const network = (name: string): string =>
  JSON.stringify({ cniVersion: '1.0.0', name, type: 'bridge' });
const folder = (files: Readonly<Record<string, string>>) =>
  parseConfFolder(
    '/conf',
    Object.entries(files).map(([name, text]) => ({ name, text })),
  );
const names = (lists: readonly { readonly list: { readonly name: string } }[]): string[] =>
  lists.map(({ list }) => list.name);

describe('keepGood', () => {
  const before = folder({ '10-a.conf': network('a'), '20-b.conf': network('b') });

  it('keeps what a file said while it is being written, in its place', () => {
    const now = folder({ '10-a.conf': network('a').slice(0, 20), '20-b.conf': network('b2') });
    const kept = keepGood(before, now);
    expect(names(kept.lists)).to.deep.equal(['a', 'b2']);
    expect(kept.refused.map(({ file }) => file)).to.deep.equal(['10-a.conf']);
  });

  it('lets go of a file that is gone or says something else', () => {
    expect(names(keepGood(before, folder({ '20-b.conf': network('b') })).lists)).to.deep.equal([
      'b',
    ]);
    expect(names(keepGood(before, folder({ '10-a.conf': network('c') })).lists)).to.deep.equal([
      'c',
    ]);
  });

  it('has nothing to keep at the first look', () => {
    expect(names(keepGood(undefined, folder({ '10-a.conf': '{' })).lists)).to.deep.equal([]);
  });
});
