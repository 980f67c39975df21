import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { lockState } from '../../../node-agent/host/state-lock.ts';

const failure = (run: Promise<unknown>): Promise<unknown> => run.catch((error: unknown) => error);

describe('lockState', () => {
  let root: string;
  let stateDir: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'state-'));
    stateDir = join(root, 'multi-nic');
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const lock = (holder: string) => lockState({ stateDir, holder });

  it('refuses a second agent, naming the folder and the first one', async () => {
    const release = await lock('pod multi-nicd-a with socket /run/a.sock');
    const error = await failure(lock('pod multi-nicd-b'));
    expect(error).to.be.an('error').with.property('code', 'CONFIG_INVALID');
    expect((error as Error).message)
      .to.contain(stateDir)
      .and.to.contain('pod multi-nicd-a with socket /run/a.sock');
    await release();
    await (await lock('pod multi-nicd-b'))();
  });

  it('leaves a refused folder to the one that has it', async () => {
    const release = await lock('first');
    await failure(lock('second'));
    expect(await failure(lock('third')))
      .to.have.property('message')
      .that.contains('first');
    await release();
  });

  it('finds nothing left of an agent that was killed, nor of one before a reboot', async () => {
    const program = `
      import { lockState } from ${JSON.stringify(new URL('../../../node-agent/host/state-lock.ts', import.meta.url).href)};
      await lockState({ stateDir: ${JSON.stringify(stateDir)}, holder: 'killed' });
      process.send('locked');
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    expect(await failure(lock('next')))
      .to.have.property('message')
      .that.contains('killed');
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await (await lock('next'))();
  });

  it('says what it needs where there is no program to lock with', async () => {
    const error = await failure(lockState({ stateDir, holder: 'me', program: 'no-flock' }));
    expect(error).to.have.property('message').that.contains('install util-linux');
  });
});
