import { expect } from 'chai';
import * as fc from 'fast-check';
import { createInterner } from '../../../node-agent/meta/intern.ts';

describe('createInterner', () => {
  it('gives back what it was asked for, and remembers no more than it may', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 1 })), (texts) => {
        const intern = createInterner(3);
        expect(texts.map((text) => intern(text))).to.deep.equal(texts);
        expect(intern.size()).to.equal(Math.min(3, new Set(texts).size));
      }),
    );
  });
});
