import { expect } from 'chai';

import { licencesOf, packageFolder } from '../../hack/bundle/licences.ts';

describe('packageFolder', () => {
  const cases = [
    { name: 'a file of ours', input: 'lib/main.ts', want: [] },
    { name: 'a package', input: 'node_modules/ajv/lib/core.js', want: ['node_modules/ajv'] },
    {
      name: 'a package of a scope',
      input: 'node_modules/@kubernetes/client-node/dist/config.js',
      want: ['node_modules/@kubernetes/client-node'],
    },
    {
      name: "a package's own copy of another",
      input: 'node_modules/convict/node_modules/@x/y/index.js',
      want: ['node_modules/convict/node_modules/@x/y'],
    },
  ];
  for (const { name, input, want } of cases) {
    it(name, () => expect(packageFolder(input)).to.deep.equal(want));
  }
});

describe('licencesOf', () => {
  it('has name, version and text of each package once', () => {
    const file = { bytes: 1, imports: [] };
    const inputs = {
      'lib/main.ts': file,
      'node_modules/netmask/lib/netmask.js': file,
      'node_modules/ajv/dist/ajv.js': file,
      'node_modules/ajv/dist/core.js': file,
    };
    const text = licencesOf({ inputs, outputs: {} }, '.');
    expect(text.match(/^ajv \d.*: MIT$/gm)).to.have.length(1);
    expect(text)
      .to.match(/^netmask \d.*: MIT$/m)
      .and.to.include('Permission is hereby granted');
  });
});
