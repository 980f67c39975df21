import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect } from 'chai';

import { bundle } from '../../hack/bundle/bundle.ts';
import { buildImages } from '../../hack/images/build.ts';
import { debianProgram, packagesOf, sharedLibraries } from '../../hack/images/debian.ts';
import { sources } from '../../hack/images/fingerprint.ts';
import { writeRootFolders } from '../../hack/images/root-folder.ts';
import { imageNamed } from '../../hack/images/table.ts';
import type { BuiltImage } from '../../hack/images/types.ts';
import { run } from '../../hack/node/run.ts';
import { builtShim } from '../../hack/node/shim.ts';
import { pathsIn, readOciFile, type OciImage } from '../support/oci-image.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const silent = (): void => {};

// What a runtime does with the root file system of a read-only container, as far as these programs can see it.
const container = `
root=$1 user=$2 && shift 2
mount --bind "$root" "$root"
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -o remount,bind,ro "$root"
chroot --userspec="$user" "$root" "$@" 2>&1 || echo "exit status $?"`;

describe('what Debian gives', () => {
  it('finds the libraries that a program needs, and none for a static one', async () => {
    const found = await sharedLibraries(debianProgram('ip'));
    expect(found.map((path) => basename(path))).to.include.members(['libc.so.6', 'libmnl.so.0']);
    expect(await sharedLibraries(builtShim)).to.deep.equal([]);
  });

  it('knows which package a file is of', async () => {
    const paths = [debianProgram('ip'), ...(await sharedLibraries(debianProgram('ip')))];
    expect(packagesOf(paths)).to.include.members(['iproute2', 'libc6', 'libmnl0']);
  });

  it('refuses a file of no package, and a program that is not there', () => {
    expect(() => packagesOf([join(root, 'LICENSE')])).to.throw('is of no Debian package');
    expect(() => debianProgram('no-such-program')).to.throw('no-such-program is not installed');
  });
});

describe('the images', function () {
  this.timeout(120_000);
  let dir: string;
  let built: readonly BuiltImage[];
  const image = new Map<string, OciImage>();
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'multi-nic-images-'));
    built = await buildImages(silent);
    for (const { name, tar } of built) {
      image.set(name, await readOciFile(tar));
      await unpack(name);
    }
  });
  after(() => rmSync(dir, { recursive: true }));

  const read = (name: string): OciImage => image.get(name) ?? expect.fail(`no image ${name}`);

  async function unpack(name: string): Promise<void> {
    for (const folder of ['dev', 'proc']) mkdirSync(join(dir, name, folder), { recursive: true });
    for (const { tar } of read(name).layers) {
      writeFileSync(join(dir, 'layer.tar'), tar);
      await run(['tar', '-xpf', join(dir, 'layer.tar'), '-C', join(dir, name)]);
    }
  }

  /** All that a command says in a container of the image, as the image's user, in the image's environment. */
  function inside(name: string, argv: readonly string[], env: readonly string[] = []) {
    const { User, Env } = read(name).config.config;
    const clean = ['env', '-i', ...Env, ...env];
    const enter = ['sh', '-ec', container, 'sh', join(dir, name), User, ...argv];
    return run(['unshare', '--mount', '--net', '--', ...clean, ...enter], { timeoutMs: 20_000 });
  }

  it('are the same in another folder, made anew', async () => {
    const again = await buildImages(silent, join(dir, 'again'));
    expect(again.map(({ digest }) => digest)).to.deep.equal(built.map(({ digest }) => digest));
    for (const [index, { tar }] of again.entries()) {
      const same = readFileSync(tar).equals(readFileSync(built[index]?.tar ?? ''));
      expect(same, tar).to.equal(true);
    }
  });

  it('are not made again when nothing changed', async () => {
    const before = await buildImages(silent);
    const said: string[] = [];
    const from = performance.now();
    expect(await buildImages((line) => said.push(line))).to.deep.equal(before);
    expect(said).to.deep.equal([]);
    expect(performance.now() - from).to.be.below(2_000);
  });

  it('are made again when any file of a program changes: all of them count', async () => {
    for (const entry of ['lib/main.ts', 'node-agent/main.ts']) {
      const { inputs } = await bundle(join(root, entry), join(dir, 'program.mjs'));
      const ours = Object.keys(inputs).filter((path) => !/node_modules\/|^absent:/.test(path));
      const unseen = ours.filter((path) => !sources.some((one) => path.startsWith(`${one}/`)));
      expect(ours).to.include(entry);
      expect(unseen, entry).to.deep.equal([]);
    }
  });

  it('stay small: the node agent within 120 MiB compressed', () => {
    for (const { name, layers } of built) {
      const bytes = layers.reduce((sum, layer) => sum + layer.bytes, 0);
      expect(bytes, name).to.be.below(120 * 2 ** 20);
    }
  });

  it('share what lies under operator and node agent', () => {
    const [operator, agent] = ['multi-nic-operator', 'multi-nic-node-agent'].map((name) =>
      read(name).layers.map(({ digest }) => digest),
    );
    expect(agent?.slice(0, 2)).to.deep.equal(operator?.slice(0, 2));
  });

  it('hold nothing that others than root may write, and no program that takes its rights', async () => {
    for (const { name } of built) {
      for (const { header } of await pathsIn(read(name))) {
        if (header.type === 'symlink' || header.name === 'tmp/') continue;
        const mode = header.mode ?? 0;
        expect(mode & 0o6022, `${name}: ${header.name}`).to.equal(0);
        expect(header, name).to.include({ uid: 0, gid: 0 });
      }
    }
  });

  it('name the licence of every package that they hold', async () => {
    for (const { name } of built) {
      const paths = new Set((await pathsIn(read(name))).map(({ header }) => header.name));
      const packages = [...paths].flatMap(
        (path) => /^var\/lib\/dpkg\/status\.d\/([^/]+)$/.exec(path)?.[1] ?? [],
      );
      expect(packages.length, name).to.be.above(2);
      for (const one of packages) expect(paths).to.include(`usr/share/doc/${one}/copyright`);
    }
  });

  it('have as their content what the Dockerfile copies', async () => {
    const name = 'multi-nic-node-agent';
    const folder = join(dir, 'folders');
    await writeRootFolders(imageNamed(name), folder, silent);
    for (const [index, { name: layer }] of imageNamed(name).layers.entries()) {
      writeFileSync(join(dir, 'layer.tar'), read(name).layers[index]?.tar ?? '');
      await run(['tar', '-df', join(dir, 'layer.tar'), '-C', join(folder, layer)]);
    }
  });

  describe('the node agent', () => {
    const agent = 'multi-nic-node-agent';
    const programs: readonly { argv: readonly string[]; want: string }[] = [
      { argv: ['node', '--version'], want: process.version },
      { argv: ['ip', '-V'], want: 'ip utility, iproute2' },
      { argv: ['nsenter', '--version'], want: 'nsenter from util-linux' },
      // The pool of shells runs ip by its name: it must be iproute2's, not one that the shell has built in.
      { argv: ['/bin/sh', '-c', 'ip -V'], want: 'iproute2' },
      { argv: ['ip', '-j', '-d', 'link', 'show', 'lo'], want: '"ifname":"lo"' },
      { argv: ['/bin/busybox', 'echo', 'busybox'], want: 'busybox' },
      { argv: ['/usr/local/libexec/multi-nic/shim'], want: 'protocol versions' },
    ];
    for (const { argv, want } of programs) {
      it(`runs ${argv.join(' ')}`, async () => {
        expect(await inside(agent, argv))
          .to.include(want)
          .and.not.to.include('exit status');
      });
    }

    it('starts, and asks for the setting that it lacks', async () => {
      const { Entrypoint } = read(agent).config.config;
      const end = await inside(agent, Entrypoint);
      expect(end).to.include('K8S_NODENAME is empty').and.to.include('exit status 1');
    });

    it('cannot write to its root file system', async () => {
      const end = await inside(agent, ['sh', '-c', ': > /etc/passwd']);
      expect(end).to.include('Read-only file system');
    });
  });

  describe('the operator', () => {
    const operator = 'multi-nic-operator';

    it('starts as 65532, and says what is wrong with its configuration', async () => {
      const { Entrypoint } = read(operator).config.config;
      const end = await inside(operator, Entrypoint, ['KUBECONFIG=/nowhere']);
      expect(end).to.include('kubeconfig cannot be loaded').and.to.include('/nowhere');
      const who = 'console.log(process.getuid(), process.getgid(), process.getgroups())';
      expect(await inside(operator, ['node', '-e', who])).to.equal('65532 65532 [ 65532 ]\n');
    });

    it('has no shell', async () => {
      const end = await inside(operator, ['sh', '-c', 'true']);
      expect(end).to.include('No such file');
    });
  });

  describe('the test pod', () => {
    it('has ip and ping for kubectl exec', async () => {
      const script = 'ip link set lo up && ping -c 1 127.0.0.1 && ip -j addr show lo';
      const said = await inside('multi-nic-test-pod', ['sh', '-c', script]);
      expect(said).to.include('1 packets received').and.to.include('"local":"127.0.0.1"');
    });
  });

  it('end at once when told to: the test pod', async () => {
    const script = `unshare --pid --fork --kill-child chroot "$1" "$2" & sleep 0.3
      child=$(pgrep -P $!) && kill -TERM "$child" && wait $!`;
    const name = 'multi-nic-test-pod';
    const [program = ''] = read(name).config.config.Entrypoint;
    const argv = ['sh', '-ec', script, 'sh', join(dir, name), program] as const;
    await run([...argv], { timeoutMs: 5_000 });
  });
});
