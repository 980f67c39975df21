import { expect } from 'chai';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { nodeEnvironment } from '../../hack/node/environment.ts';
import { openRoom, type Room } from './pods.ts';
import { askAs } from './service-account.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

describe('cluster', function () {
  this.timeout(90_000);
  let room: Room;
  before(async () => {
    room = await openRoom('cluster-itself');
    const restricted = { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } };
    await room.run(
      { name: 'one', node: 1, first: 'echo said by one' },
      { name: 'two', node: 2, spec: restricted },
      { name: 'host', node: 2, spec: { hostNetwork: true, hostPID: true } },
      { name: 'anywhere' },
    );
  });
  after(() => room.remove());

  it('has every node Ready at the address that the fabric gave it', async () => {
    const ready = '{.status.conditions[?(@.type=="Ready")].status}';
    const line = `{.metadata.name} {.status.addresses[0].address} ${ready}{"\\n"}`;
    const path = `jsonpath={range .items[*]}${line}{end}`;
    const text = await room.cluster.kubectl(['get', 'nodes', '-o', path]);
    expect(text).to.equal('node-1 10.250.0.11 True\nnode-2 10.250.0.12 True\n');
  });

  for (const { pod, want } of [
    { pod: 'one', want: /^10\.244\.1\.\d+$/ },
    { pod: 'two', want: /^10\.244\.2\.\d+$/ },
    { pod: 'host', want: /^10\.250\.0\.12$/ },
  ]) {
    it(`gives pod ${pod} an address of its node`, async () => {
      expect(await room.read(pod, '.status.podIP')).to.match(want);
    });
  }

  for (const { from, to } of [
    { from: 'one', to: 'two' },
    { from: 'two', to: 'one' },
    { from: 'one', to: 'host' },
    { from: 'host', to: 'one' },
  ]) {
    it(`carries a ping from pod ${from} to pod ${to} on the other node`, async () => {
      const address = await room.read(to, '.status.podIP');
      const said = await room.exec(from, 'ping', '-c1', '-W2', address);
      expect(said).to.include('1 packets received');
    });
  }

  it('translates no address', async () => {
    const server = createServer(({ socket }, response) => response.end(socket.remoteAddress));
    server.listen(0, '10.250.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const said = await room.exec('one', 'wget', '-qO-', `http://10.250.0.1:${port}`);
    server.close();
    expect(said).to.equal(await room.read('one', '.status.podIP'));
  });

  it('shows a pod on the host network the NICs of its node, and the first process of the node', async () => {
    const links = await room.exec('host', 'ls', '/sys/class/net');
    expect(links.split('\n')).to.include.members(['eth0', 'eth1', 'eth2', 'eth3', 'eth4']);
    expect(await room.exec('host', 'cat', '/proc/1/cmdline')).to.equal('/opt/node/init\0');
  });

  it('shows a pod through a hostPath the sandboxes of its node that came after it', async () => {
    const mount = { name: 'n', mountPath: '/run/netns', mountPropagation: 'HostToContainer' };
    await room.run({
      name: 'watcher',
      node: 1,
      container: { volumeMounts: [mount] },
      spec: { volumes: [{ name: 'n', hostPath: { path: '/run/netns' } }] },
    });
    await room.run({ name: 'later', node: 1 });
    // With their inodes: a sandbox that did not arrive would be an empty file.
    const list = ['ls', '-i', '/run/netns'] as const;
    const onNode = words(await room.cluster.node(1).exec(list));
    expect(onNode.length).to.be.greaterThan(4);
    expect(words(await room.exec('watcher', ...list))).to.deep.equal(onNode);
  });

  it('hands TMPDIR with a folder that no node has on to none of its programs', async () => {
    const { containerd } = room.cluster.node(1);
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'multi-nic-no-node-has-it-'));
    try {
      await containerd.stop();
      await containerd.start();
      await room.run({ name: 'fresh', node: 1 });
      expect(await room.exec('fresh', 'echo', 'still here')).to.equal('still here\n');
      const environ = await room.cluster.node(1).exec(['cat', '/proc/1/environ']);
      // PWD and OLDPWD are the shell's that booted it.
      const names = environ.split('\0').map((one) => one.split('=')[0]);
      expect(names).to.have.members([...Object.keys(nodeEnvironment), 'PWD', 'OLDPWD', '']);
    } finally {
      rmSync(process.env['TMPDIR'], { recursive: true });
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  });

  it('gives the logs of a pod', async () => {
    expect(await room.kubectl(['logs', 'one'])).to.equal('said by one\n');
  });

  for (const pod of ['one', 'host']) {
    it(`lets pod ${pod} reach the API server at the service's address`, async () => {
      // Plain HTTP, to which the server has an answer that nobody else would give.
      const url = 'http://10.96.0.1:443/';
      const said = await room.exec(pod, 'sh', '-c', `wget -O- ${url} 2>&1 || true`);
      expect(said).to.include('400 Bad Request');
    });
  }

  it('makes the API server trust the token of a pod, and the pod the server', async () => {
    const { status, body } = await askAs(room, 'one', '/api/v1/nodes');
    expect(status).to.equal(403);
    expect(body).to.include('system:serviceaccount:cluster-itself:default');
  });
});
