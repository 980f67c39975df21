import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { failureOf, requestOf, signal } from '../node-agent/attach/fixture.ts';
import { type AttachWorld, createAttachWorld } from './attach-world.ts';

describe('a CNI_NETNS that is no pod’s', () => {
  let world: AttachWorld;
  let folder: string;
  const mounted: string[] = [];
  const bind = (name: string, from: string, ...by: string[]): string => {
    const path = join(folder, name);
    writeFileSync(path, '');
    const [program, ...args] = [...by, 'mount', '--bind', from, path];
    execFileSync(program, args);
    mounted.push(path);
    return path;
  };
  before(async () => {
    world = await createAttachWorld();
    folder = mkdtempSync(join(tmpdir(), 'attach-netns-'));
    mkdirSync(join(folder, 'sub'));
    bind('host', '/proc/self/ns/net');
    symlinkSync(join(folder, 'host'), join(folder, 'link'));
    bind('uts', '/proc/self/ns/uts', 'unshare', '--uts');
    bind('user', '/proc/self/ns/user');
  });
  after(async () => {
    for (const path of mounted) execFileSync('umount', [path]);
    rmSync(folder, { recursive: true });
    await world.destroy();
  });
  afterEach(async () => {
    expect(await world.leaks()).to.deep.equal([]);
    await world.reset();
  });

  const given = (): Readonly<Record<string, readonly [path: string, code: number]>> => ({
    'the first process': ['/proc/1/ns/net', 8],
    'the agent itself': ['/proc/self/ns/net', 8],
    'the agent by its number': [`/proc/${process.pid}/ns/net`, 8],
    'a task of the agent': [`/proc/${process.pid}/task/${process.pid}/ns/net`, 8],
    'a mount of the host': [join(folder, 'host'), 8],
    'a link to such a mount': [join(folder, 'link'), 8],
    'a mount by way of another root': [`/proc/self/root${join(folder, 'host')}`, 8],
    'a path with dots': [`${folder}/sub/../host`, 8],
    'a mounted namespace of another kind': [join(folder, 'uts'), 4],
    'another mounted kind': [join(folder, 'user'), 4],
    'another kind of a process': ['/proc/self/ns/mnt', 4],
  });
  const names = [
    'the first process',
    'the agent itself',
    'the agent by its number',
    'a task of the agent',
    'a mount of the host',
    'a link to such a mount',
    'a mount by way of another root',
    'a path with dots',
    'a mounted namespace of another kind',
    'another mounted kind',
    'another kind of a process',
  ];
  for (const name of names)
    it(`is refused by each of our plugins, and nothing is recorded: ${name}`, async () => {
      const [netns, code] = given()[name] ?? ['', 0];
      const { verbs, context, journal } = await world.startAgent();
      for (const plugin of ['multi-nic', 'multi-nic-ipam'] as const) {
        const call = { containerID: 'x', netns, plugin };
        const added = verbs[plugin].add(requestOf('ADD', call), signal);
        expect((await failureOf(added)).code).to.equal(code);
        expect((await failureOf(verbs[plugin].check(requestOf('CHECK', call)))).code).to.equal(
          code,
        );
        await verbs[plugin].del(requestOf('DEL', call));
      }
      expect([context.ledger.entries(), journal.records]).to.deep.equal([[], []]);
    });
});
