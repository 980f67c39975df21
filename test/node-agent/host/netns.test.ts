import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createNetnsIdentity } from '../../../node-agent/host/netns.ts';

const failure = (run: Promise<unknown>): Promise<NodeJS.ErrnoException> =>
  run.then(
    () => new Error('it resolved'),
    (error: unknown) => error as NodeJS.ErrnoException,
  );

describe('createNetnsIdentity', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'netns-'));
  });
  after(() => rmSync(folder, { recursive: true }));
  it('is the same by every path to one namespace', async () => {
    const identity = createNetnsIdentity();
    const path = join(folder, 'link');
    symlinkSync(`/proc/${process.pid}/ns/net`, path);
    expect(await identity(path)).to.equal(await identity('/proc/self/ns/net'));
    expect(await identity(path)).to.match(/^[0-9a-f-]{36}\/\d+:\d+$/);
  });

  it('is another one after a reboot', async () => {
    const bootIdPath = join(folder, 'boot-id');
    writeFileSync(bootIdPath, 'next-boot\n');
    expect(await createNetnsIdentity({ bootIdPath })('/proc/self/ns/net')).to.match(/^next-boot\//);
  });

  for (const name of [
    'nothing there',
    'a file that outlived its namespace',
    'a path through a file',
  ])
    it(`is undefined for ${name}`, async () => {
      const file = join(folder, 'file');
      writeFileSync(file, '');
      const paths: Record<string, string> = {
        'nothing there': join(folder, 'missing'),
        'a file that outlived its namespace': file,
        'a path through a file': join(file, 'net'),
      };
      expect(await createNetnsIdentity()(paths[name] ?? '')).to.equal(undefined);
    });

  for (const kind of ['uts', 'mnt', 'pid', 'user'])
    it(`is undefined for a namespace that is no network: ${kind}`, async () => {
      expect(await createNetnsIdentity()(`/proc/self/ns/${kind}`)).to.equal(undefined);
    });

  it('rejects for any other error: that is no proof that the namespace is gone', async () => {
    const loop = join(folder, 'loop');
    symlinkSync(loop, loop);
    expect((await failure(createNetnsIdentity()(loop))).code).to.equal('ELOOP');
  });
});
