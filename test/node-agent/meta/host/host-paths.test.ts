import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createHostPath, resolveBelow } from '../../../../node-agent/meta/host/host-paths.ts';

describe('resolveBelow', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'host-root-'));
    mkdirSync(join(root, 'run/cni'), { recursive: true });
    mkdirSync(join(root, 'etc'));
    mkdirSync(join(root, 'var'));
    writeFileSync(join(root, 'run/cni/info'), 'x');
    symlinkSync('/run', join(root, 'var/run'));
    symlinkSync('../run/cni', join(root, 'etc/cni'));
    symlinkSync('../../../../etc', join(root, 'run/up'));
    symlinkSync('/a/b', join(root, 'a'));
  });
  after(() => rmSync(root, { recursive: true }));

  const cases = [
    { name: 'a path without links', path: '/run/cni/info', want: 'run/cni/info' },
    { name: 'an absolute link, which begins at that root', path: '/var/run/cni', want: 'run/cni' },
    { name: 'a relative link', path: '/etc/cni/info', want: 'run/cni/info' },
    { name: 'what is not there', path: '/var/run/none/x', want: 'run/none/x' },
    { name: 'dots that would leave the root', path: '/../../etc/../run', want: 'run' },
    { name: 'a link that would leave the root', path: '/run/up/cni', want: 'run/cni' },
  ];
  for (const { name, path, want } of cases) {
    it(`finds ${name}`, async () => {
      expect(await resolveBelow(root, path)).to.equal(join(root, want));
    });
  }

  it('ends in a circle of links', async () => {
    let message = '';
    await resolveBelow(root, '/a/x').catch((error: Error) => (message = error.message));
    expect(message).to.contain('too many symbolic links');
  });

  it('leaves paths alone where the agent is on the host itself, and goes by the process where it is not', async () => {
    expect(await createHostPath(undefined)('/etc/cni')).to.equal('/etc/cni');
    expect(await createHostPath(process.pid)('/proc')).to.equal(`/proc/${process.pid}/root/proc`);
  });
});
