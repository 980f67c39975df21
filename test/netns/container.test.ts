import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { JsonObject } from '../../cni/protocol/types.ts';
import { knownOf, macvlanConf } from '../node-agent/attach/fixture.ts';
import {
  type Box,
  type Boxed,
  capabilities,
  capabilitiesOf,
  childrenOf,
  commandOf,
  layOut,
  lonelyKubeconfig,
  startBox,
  until,
} from './container-box.ts';
import { runShim } from './shim-call.ts';

const masters = ['ct1', 'ct2'];
const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8' });

/** The bundle in the image's root file system, with a container's rights; the lane's own namespaces are the host. */
describe('the node agent in a container', function () {
  this.timeout(120_000);
  let folder: string;
  let host: Readonly<Record<'bin' | 'conf' | 'state' | 'run', string>>;
  let agent: Boxed;
  const pods = new Set<string>();
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'container-'));
    await layOut('multi-nic-node-agent', join(folder, 'root'));
    const at = (name: string): string => join(folder, 'host', name);
    host = { bin: at('bin'), conf: at('conf'), state: at('state'), run: at('run') };
    for (const path of Object.values(host)) mkdirSync(path, { recursive: true });
    for (const [index, master] of masters.entries()) {
      ip('link', 'add', master, 'type', 'ifb');
      ip('addr', 'add', `192.168.${index}.1/24`, 'dev', master);
      ip('link', 'set', master, 'up');
    }
    writeFileSync(join(host.state, 'known.json'), JSON.stringify(knownOf(masters)));
    writeFileSync(join(host.state, 'kubeconfig'), lonelyKubeconfig);
    agent = await start();
  });
  after(async () => {
    agent.kill('SIGTERM');
    expect(await agent.ended, agent.output()).to.equal(0);
    for (const name of pods) ip('netns', 'del', name);
    for (const master of masters) ip('link', 'del', master);
    rmSync(folder, { recursive: true });
  });

  const start = async (change: Partial<Pick<Box, 'without'>> = {}): Promise<Boxed> => {
    const started = startBox({
      root: join(folder, 'root'),
      volumes: {
        '/host/opt/cni/bin': host.bin,
        '/host/etc/cni/net.d': host.conf,
        '/var/lib/multi-nic': host.state,
        '/run/multi-nic': host.run,
        '/run/netns': '/run/netns',
      },
      env,
      argv: ['/usr/local/bin/node', '/usr/local/lib/multi-nic/node-agent.mjs'],
      ...change,
    });
    await until(() => started.output().includes('"serving"'), started);
    return started;
  };
  const addPod = (name: string): void => {
    ip('netns', 'add', name);
    pods.add(name);
  };
  const call = (command: string, pod: string, change: { conf?: JsonObject; netns?: string } = {}) =>
    runShim({
      program: join(host.bin, 'multi-nic'),
      env: {
        MULTINIC_SOCKET: join(host.run, 'agent.sock'),
        CNI_COMMAND: command,
        CNI_CONTAINERID: pod,
        CNI_NETNS: change.netns ?? `/var/run/netns/${pod}`,
        CNI_IFNAME: 'net1',
        CNI_ARGS: 'IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=pod',
        CNI_PATH: join(folder, 'link'),
      },
      stdin: JSON.stringify(change.conf ?? macvlanConf),
    });
  it('has the capabilities of its pod and no more, and a socket for root alone', () => {
    const bits = Object.values(capabilities).reduce((sum, number) => sum + 2 ** number, 0);
    expect(capabilitiesOf(agent.pid)).to.equal(bits.toString(16));
    expect(statSync(host.run).mode & 0o777).to.equal(0o700);
    expect(statSync(join(host.run, 'agent.sock')).mode & 0o777).to.equal(0o600);
    expect(statSync(join(host.bin, 'multi-nic')).mode & 0o777).to.equal(0o755);
    expect(readFileSync(`/proc/${agent.pid}/mountinfo`, 'utf8')).to.match(/ \/ ro,/);
    expect(agent.output()).to.not.contain('ip monitor ended').and.not.contain('/proc/sys');
  });

  it('attaches a pod whose namespace came after it, with kernel settings, and frees it', async () => {
    addPod('one');
    const added = await call('ADD', 'one');
    expect(added.status, added.stdout + agent.output()).to.equal(0);
    expect(linksIn('one')).to.deep.equal(['net1-0', 'net1-1']);
    const setting = 'cat /proc/sys/net/ipv4/conf/net1-1/arp_notify';
    expect(
      execFileSync('nsenter', ['--net=/run/netns/one', 'sh', '-c', setting]).toString(),
    ).to.equal('1\n');
    expect(await call('CHECK', 'one')).to.include({ status: 0, stdout: '' });
    expect(await call('DEL', 'one')).to.include({ status: 0 });
    expect(linksIn('one')).to.deep.equal([]);
  });

  it('attaches to the namespace of a process that has more rights than it', async () => {
    const pod = spawn('unshare', ['--net', 'sleep', '60']);
    const own = readlinkSync('/proc/self/ns/net');
    await until(() => readlinkSync(`/proc/${pod.pid}/ns/net`) !== own, agent);
    const netns = `/proc/${pod.pid}/ns/net`;
    const added = await call('ADD', 'process', { netns });
    expect(added.status, added.stdout).to.equal(0);
    expect(await call('DEL', 'process', { netns })).to.include({ status: 0 });
    pod.kill();
  });

  /** Found through an absolute link, writes a file, and exists on the host alone. */
  const hostOnly = (): { conf: JsonObject; seen: (what: string) => string } => {
    const bin = join(folder, 'only/bin');
    mkdirSync(bin, { recursive: true });
    if (!existsSync(join(folder, 'link'))) symlinkSync(bin, join(folder, 'link'));
    const seen = join(folder, 'only/seen');
    mkdirSync(seen, { recursive: true });
    const script = `#!/bin/sh
cd ${seen}
readlink /proc/$$/ns/mnt >mnt; readlink /proc/$$/ns/net >net; cat /proc/$$/environ >environ; cat >stdin
ls -l /proc/$$/fd | grep -c . >files
echo "$CNI_COMMAND $CNI_IFNAME" >>calls
echo '{"cniVersion":"1.0.0","ips":[{"address":"10.70.0.2/24"}]}'`;
    writeFileSync(join(bin, 'host-only'), script, { mode: 0o755 });
    const conf = {
      ...macvlanConf,
      plugin: { cniVersion: '1.0.0', type: 'macvlan' },
      multiNICIPAM: false,
      ipam: { type: 'host-only' },
    };
    return { conf, seen: (what) => readFileSync(join(seen, what), 'utf8') };
  };

  it("executes a delegate in the host's mount namespace", async () => {
    const { conf, seen } = hostOnly();
    addPod('two');
    const added = await call('ADD', 'two', { conf });
    expect(added.status, added.stdout + agent.output()).to.equal(0);
    expect(seen('mnt').trim()).to.equal(readlinkSync('/proc/1/ns/mnt'));
    expect(seen('net').trim()).to.equal(readlinkSync('/proc/self/ns/net'));
    expect(seen('environ').split('\0').sort()).to.deep.equal(
      [
        '',
        'CNI_ARGS=IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=pod',
        'CNI_COMMAND=ADD',
        'CNI_CONTAINERID=two',
        'CNI_IFNAME=net1-1',
        'CNI_MULTI_NIC_TURNS=multi-nic/two',
        'CNI_NETNS=/var/run/netns/two',
        `CNI_PATH=${join(folder, 'link')}`,
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      ].sort(),
    );
    expect(JSON.parse(seen('stdin'))).to.deep.include({ name: 'net1-1', ipam: conf['ipam'] });
    expect((await call('DEL', 'two', { conf })).status).to.equal(0);
    expect(seen('calls')).to.equal('ADD net1-0\nADD net1-1\nDEL net1-1\nDEL net1-0\n');
    expect(agent.output()).to.not.contain('no workers');
  });

  it('leaves no worker behind when it is killed', async () => {
    // `ip monitor` ends with the next thing that it has to tell.
    const workers = childrenOf(agent.pid).filter((pid) => !commandOf(pid).includes('monitor'));
    expect(workers.length).to.be.above(1);
    agent.kill('SIGKILL');
    await agent.ended;
    await until(() => workers.every((pid) => commandOf(pid) === ''), agent);
    agent = await start();
  });

  it('says what it lacks when it may not look at the host, and frees nothing on that ground', async () => {
    agent.kill('SIGTERM');
    await agent.ended;
    agent = await start({ without: 'sys_ptrace' });
    const { conf } = hostOnly();
    addPod('three');
    const added = await call('ADD', 'three', { conf });
    expect(added.status).to.equal(1);
    expect(JSON.parse(added.stdout)['msg']).to.match(
      /host-only cannot be looked for.*CAP_SYS_PTRACE/,
    );
    expect(agent.output()).to.contain('no workers in the mount namespace of the host');
  });
});

const linksIn = (pod: string): readonly string[] =>
  (JSON.parse(ip('-n', pod, '-j', 'link')) as { ifname: string }[])
    .map(({ ifname }) => ifname)
    .filter((name) => name !== 'lo');

const env = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  K8S_NODENAME: 'node',
  KUBECONFIG: '/var/lib/multi-nic/kubeconfig',
  HOST_PROCESS: '1',
  META_MODE: 'off',
  NIC_KINDS: 'ifb',
  HEALTH_PORT: '0',
};
