import { expect } from 'chai';

import { inside } from '../../hack/cluster/inside.ts';
import { machineEnvironment, nodeEnvironment } from '../../hack/node/environment.ts';

describe('the environment of the test bed', () => {
  const callers = { PATH: '/bin', TMPDIR: '/home/me/tmp', HTTPS_PROXY: 'http://p', ETCD_NAME: 'x' };

  it('gives a program of this machine what stands in a list', () =>
    expect(machineEnvironment(callers)).to.deep.equal({ PATH: '/bin', TMPDIR: '/home/me/tmp' }));

  it('gives a program on a node nothing of the caller’s', () => {
    expect(Object.keys(nodeEnvironment)).to.deep.equal(['PATH', 'HOME']);
    const line = inside(1, ['containerd']);
    expect(line.slice(line.indexOf('--'))).to.deep.equal([
      '--',
      'env',
      '-i',
      `PATH=${nodeEnvironment['PATH']}`,
      'HOME=/root',
      'containerd',
    ]);
  });
});
