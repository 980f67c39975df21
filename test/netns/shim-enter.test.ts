import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { expect } from 'chai';

import { builtShim } from '../../hack/node/shim.ts';

type End = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

const netns = '/run/netns/entered';
const notify = (link: string): string => `/proc/sys/net/ipv4/conf/${link}/arp_notify`;
const enter = (words: readonly string[], env: NodeJS.ProcessEnv = {}, input = ''): End => {
  const options = { env: { PATH: process.env['PATH'], ...env }, input, encoding: 'utf8' as const };
  const { status, stdout, stderr } = spawnSync(builtShim, ['enter', ...words], options);
  return { status, stdout, stderr };
};

describe('shim enter', () => {
  before(() => {
    execFileSync('ip', ['netns', 'add', 'entered']);
    execFileSync('ip', ['-n', 'entered', 'link', 'add', 'only-here', 'type', 'bridge']);
  });
  after(() => execFileSync('ip', ['netns', 'del', 'entered']));

  it('executes a program in the namespace, with its arguments, stdin, outputs and status', () => {
    const script = 'ip -br link show only-here | cut -d" " -f1; cat; echo "$1" >&2; exit 7';
    const end = enter([netns, '--', 'sh', '-c', script, 'sh', '-- a b'], {}, 'in');
    expect(end).to.deep.equal({ status: 7, stdout: 'only-here\nin', stderr: '-- a b\n' });
  });

  it('sets sysctls of the namespace before, and none outside', () => {
    const words = [netns, notify('only-here'), '1', notify('default'), '1', '--', 'cat'];
    const { stdout } = enter([...words, notify('only-here'), notify('default')]);
    expect(stdout).to.equal('1\n1\n');
    expect(readFileSync(notify('default'), 'utf8')).to.equal('0\n');
  });

  it('goes on without a sysctl that the kernel does not have or refuses', () => {
    const words = [netns, notify('absent'), '1', notify('only-here'), 'x', '--', 'echo', 'on'];
    expect(enter(words)).to.deep.equal({ status: 0, stdout: 'on\n', stderr: '' });
  });

  const refusals = [
    {
      name: 'a namespace that is gone',
      words: ['/run/netns/gone', '--', 'true'],
      want: /^cannot enter the network namespace \/run\/netns\/gone: No such file/,
      status: 125,
    },
    {
      name: 'a file that is no namespace',
      words: ['/proc/self/status', '--', 'true'],
      want: /^cannot enter the network namespace \/proc\/self\/status: Invalid argument/,
      status: 125,
    },
    {
      name: 'a program that is not there',
      words: [netns, '--', 'no-such-program'],
      want: /^cannot execute no-such-program: No such file/,
      status: 127,
    },
    {
      name: 'a program that cannot be executed',
      words: [netns, '--', '/etc/passwd'],
      want: /^cannot execute \/etc\/passwd: Permission denied/,
      status: 126,
    },
    { name: 'no program', words: [netns, '--'], want: /^usage: enter NETNS/, status: 125 },
    { name: 'no mark', words: [netns, 'a', 'b'], want: /^usage: enter NETNS/, status: 125 },
    { name: 'half a sysctl', words: [netns, 'a'], want: /^usage: enter NETNS/, status: 125 },
  ];
  for (const { name, words, want, status } of refusals) {
    it(`refuses ${name}`, () => {
      const end = enter(words);
      expect(end.stderr).to.match(want);
      expect(end).to.include({ status, stdout: '' });
    });
  }

  it('is no command of a runtime: with CNI_COMMAND set it is a plugin', () => {
    const { status, stdout } = enter([netns, '--', 'true'], { CNI_COMMAND: 'VERSION' });
    expect(status).to.equal(0);
    expect(JSON.parse(stdout)).to.have.property('supportedVersions');
  });
});
