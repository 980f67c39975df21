import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createLog } from '../../lib/log.ts';
import { createDelegate } from '../../node-agent/host/delegate.ts';
import { delegateSuite } from '../support/delegate-suite.ts';

const hostPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Another mount namespace stands for the host's; a tmpfs there holds a plugin that nobody else sees. */
describe('createDelegate: in the mount namespace of a process', function () {
  this.timeout(60_000);
  let folder: string;
  let host: ChildProcess;
  const logged: string[] = [];
  const log = createLog(
    (line) => logged.push(line),
    () => new Date(0),
  );
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'delegate-host-'));
    const script = `mount -t tmpfs none ${folder}
printf '#!/bin/sh\n%s\n' 'echo "{\\"ns\\":\\"$(readlink /proc/$$/ns/mnt) $(readlink /proc/$$/ns/net)\\"}"' >${folder}/there
chmod 755 ${folder}/there; echo ready; exec sleep 600`;
    host = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', script]);
    await new Promise((resolve) => host.stdout?.once('data', resolve));
  });
  beforeEach(() => void logged.splice(0));
  after(() => {
    host.kill();
    rmSync(folder, { recursive: true });
  });
  const exec = (plugin: string) =>
    ({
      command: 'ADD',
      plugin,
      containerID: 'c1',
      netns: '/run/netns/c1',
      ifName: 'net1',
      args: '',
      path: [folder],
      config: {},
    }) as const;
  const namespaces = (): string =>
    `${readlinkSync(`/proc/${host.pid}/ns/mnt`)} ${readlinkSync('/proc/self/ns/net')}`;

  describe('with workers there', () => {
    delegateSuite(
      (options) => createDelegate({ ...options, hostProcess: host.pid, log }),
      () => hostPath,
    );
    it('executes what is there alone, in our network namespace', async () => {
      const delegate = createDelegate({ hostProcess: host.pid, log });
      expect(await delegate(exec('there'))).to.deep.equal({ ns: namespaces() });
      expect(logged).to.deep.equal([]);
      delegate.close();
    });
  });

  describe('with an nsenter for each, when no shell of ours can be taken there', () => {
    const busybox = '/nowhere/busybox';
    delegateSuite(
      (options) => createDelegate({ ...options, hostProcess: host.pid, busybox, log }),
      () => hostPath,
    );
    it('executes what is there alone, and says that it takes longer', async () => {
      const delegate = createDelegate({ hostProcess: host.pid, busybox, log });
      expect(await delegate(exec('there'))).to.deep.equal({ ns: namespaces() });
      expect(logged.join()).to.contain('executed by nsenter').and.to.contain('/nowhere');
      delegate.close();
    });
  });

  it('finds nothing there once the process is gone, and says so', async () => {
    const gone = spawn('true');
    await new Promise((resolve) => gone.once('exit', resolve));
    const delegate = createDelegate({ hostProcess: gone.pid, log });
    const outcome = await delegate(exec('there')).catch((error: Error) => error.message);
    expect(outcome).to.contain('there is in none of');
    expect(logged.join()).to.contain('no workers in the mount namespace of the host');
    delegate.close();
  });

  it('gives a plugin no file but its three', async () => {
    const enter = ['nsenter', `--target=${host.pid}`, '--mount'] as const;
    const script = `printf '#!/bin/sh\\n%s\\n' 'ls /proc/$$/fd | tr "\\n" " " >&2; exit 1' >${folder}/files; chmod 755 ${folder}/files`;
    execFileSync(enter[0], [...enter.slice(1), 'sh', '-c', script]);
    const direct = spawnSync(enter[0], [...enter.slice(1), join(folder, 'files')], {
      encoding: 'utf8',
    });
    const delegate = createDelegate({ hostProcess: host.pid, log });
    const said = await delegate(exec('files')).catch((error: Error) => error.message);
    expect(said).to.equal(direct.stderr.trim());
    delegate.close();
  });
});
