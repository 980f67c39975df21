import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

import { removeState } from '../../../node-agent/host/remove-state.ts';

describe('removeState', () => {
  let top: string;
  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), 'multi-nic-state-'));
    for (const folder of ['state', 'run']) mkdirSync(join(top, folder));
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));
  const remove = (hostPath = async (path: string): Promise<string> => path): Promise<void> =>
    removeState({ stateDir: join(top, 'state'), socket: join(top, 'run/agent.sock'), hostPath });

  it('takes what an agent keeps, and the folders', async () => {
    const names = ['journal', 'journal.new', 'known.json', 'networks.json', 'uninstalling', 'lock'];
    for (const name of [...names, 'journal.damaged']) writeFileSync(join(top, 'state', name), 'x');
    mkdirSync(join(top, 'state', 'journal.damaged-2'));
    await remove();
    expect(['state', 'run'].filter((folder) => existsSync(join(top, folder)))).to.deep.equal([]);
  });

  it('leaves what is somebody else’s', async () => {
    writeFileSync(join(top, 'state/notes'), 'x');
    writeFileSync(join(top, 'run/other.sock'), 'x');
    await remove();
    expect(existsSync(join(top, 'state/notes'))).to.equal(true);
    expect(existsSync(join(top, 'run/other.sock'))).to.equal(true);
  });

  it('finds nothing the second time', async () => {
    await remove();
    await remove();
  });

  it('asks where the host has the folders: its own paths are mounts in a container', async () => {
    const asked: string[] = [];
    await remove(async (path) => {
      asked.push(path.slice(top.length));
      return path;
    });
    expect(asked).to.deep.equal(['/state', '/run']);
  });
});
