import { expect } from 'chai';
import * as fc from 'fast-check';

import { sameQuantity } from '../../../lib/kube/quantity.ts';

describe('sameQuantity', () => {
  const cases = [
    ['0.5', '500m', true],
    ['1', '1000m', true],
    ['1Gi', '1024Mi', true],
    ['1G', '1Gi', false],
    ['.5Gi', '512Mi', true],
    ['2E2', '200', true],
    ['1e-3', '1m', true],
    ['1E', '1e18', true],
    ['1.0005', '1001m', true],
    ['1u', '1m', true],
    ['0', '0Ki', true],
    ['-1', '1', false],
    ['3.', '3', true],
    ['much', 'much', false],
    ['', '', false],
    ['1', '', false],
  ] as const;
  for (const [one, other, want] of cases) {
    it(`"${one}" and "${other}": ${want}`, () => expect(sameQuantity(one, other)).to.equal(want));
  }

  it('is the same for a number of thousandths in every way to write it', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (milli) => {
        const [whole, part] = [milli / 1000n, String(milli % 1000n).padStart(3, '0')];
        expect(sameQuantity(`${milli}m`, `${whole}.${part}`)).to.equal(true);
        expect(sameQuantity(`${milli}m`, `${milli}e-3`)).to.equal(true);
        expect(sameQuantity(`${milli}m`, `${milli + 1n}m`)).to.equal(false);
      }),
    ));
});
