import { expect } from 'chai';
import { atLeast, isSupported, versionAnswer } from '../../../cni/protocol/version.ts';

describe('isSupported', () => {
  const cases = [
    { version: '0.3.0', want: true },
    { version: '1.1.0', want: true },
    { version: '0.2.0', want: false },
    { version: '1.1', want: false },
    { version: ' 1.1.0', want: false },
    { version: 1, want: false },
    { version: undefined, want: false },
  ];
  for (const { version, want } of cases)
    it(`is ${want} for ${JSON.stringify(version)}`, () =>
      expect(isSupported(version)).to.equal(want));
});

describe('atLeast', () => {
  it('orders versions', () => {
    expect(atLeast('1.0.0', '0.4.0')).to.equal(true);
    expect(atLeast('0.4.0', '0.4.0')).to.equal(true);
    expect(atLeast('0.3.1', '0.4.0')).to.equal(false);
  });
});

describe('versionAnswer', () => {
  it('lists 0.3.0 to 1.1.0', () =>
    expect(JSON.stringify(versionAnswer())).to.equal(
      '{"cniVersion":"1.1.0","supportedVersions":["0.3.0","0.3.1","0.4.0","1.0.0","1.1.0"]}',
    ));
});
