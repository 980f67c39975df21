import { expect } from 'chai';

/** That both have the same lines, with nothing but the difference in the failure: whole states are too long to read. */
export function expectSame(is: readonly string[], was: readonly string[]): void {
  const gone = was.filter((line) => !is.includes(line));
  const came = is.filter((line) => !was.includes(line));
  expect({ gone, came }).to.deep.equal({ gone: [], came: [] });
  expect(is).to.have.length(was.length);
}
