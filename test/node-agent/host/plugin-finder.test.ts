import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { createPluginFinder } from '../../../node-agent/host/plugin-finder.ts';

describe('createPluginFinder', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'finder-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const file = (path: string, text = '#!/bin/sh\n'): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: 0o755 });
  };
  const link = (path: string, target: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(target, join(root, path));
  };
  const find = async (folders: readonly string[]): Promise<string | undefined> =>
    (await createPluginFinder(root)('bridge', folders))?.path;

  it('takes the first folder that has it', async () => {
    file('/b/bridge');
    file('/c/bridge');
    expect(await find(['/a', '/b', '/c'])).to.equal('/b/bridge');
    expect(await find(['/a'])).to.equal(undefined);
    expect(await find([])).to.equal(undefined);
  });

  const links: readonly { name: string; make: () => void; want: string | undefined }[] = [
    {
      name: 'a folder with an absolute target',
      make: () => link('/opt/bin', '/usr/lib/cni'),
      want: '/opt/bin/bridge',
    },
    {
      name: 'a folder with a relative target',
      make: () => link('/opt/bin', '../usr/lib/cni'),
      want: '/opt/bin/bridge',
    },
    {
      name: 'a file with an absolute target',
      make: () => link('/opt/bin/bridge', '/usr/lib/cni/bridge'),
      want: '/opt/bin/bridge',
    },
    {
      name: 'links to links',
      make: () => (link('/opt', '/srv'), link('/srv/bin', '/../l'), link('/l', 'usr/lib/cni')),
      want: '/opt/bin/bridge',
    },
    {
      name: 'a target that leaves the root, which it cannot',
      make: () => link('/opt/bin', '/../../../usr/lib/cni'),
      want: '/opt/bin/bridge',
    },
    {
      name: 'a target that is missing',
      make: () => link('/opt/bin', '/usr/lib/other'),
      want: undefined,
    },
  ];
  for (const { name, make, want } of links)
    it(`follows ${name}, as those do who live below the root`, async () => {
      file('/usr/lib/cni/bridge');
      make();
      expect(await find(['/opt/bin'])).to.equal(want);
    });

  it('does not take for absent what it cannot look at', async () => {
    link('/opt/bin', '/opt/bin');
    expect(await find(['/opt/bin']).catch(String)).to.contain('too many symbolic links');
  });

  it('tells a program from what is none, also after it was replaced', async () => {
    const finder = createPluginFinder(root);
    file('/b/bridge', 'text');
    expect((await finder('bridge', ['/b']))?.refused).to.contain('is no program');
    file('/b/bridge', '#!/bin/sh\necho {}\n');
    expect((await finder('bridge', ['/b']))?.refused).to.equal(undefined);
  });
});
