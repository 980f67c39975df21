import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** hack/programs: what hack/setup installs. */
const listed = new Set(
  readFileSync(join(root, 'hack/programs'), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/ +/).slice(1)),
);

/** What this machine has in its folders for programs, and so what a word may be the name of. */
const known = new Set(
  ['/usr/sbin', '/usr/bin', '/usr/local/bin'].flatMap((folder) => readdirSync(folder)),
);

// README's givens, what npm installs, what the shell does itself, and what is built by hack/tools.
const given = ['node', 'npm', 'go', 'kubectl', 'helm', 'nerdctl'];

// Programs of a pod or of the virtual machine, which have busybox's.
const elsewhere = ['hostname', 'kill', 'poweroff', 'ps', 'switch_root', 'wget', 'xz'];
// What ip and kubectl are asked for, and words that begin a sentence.
const words = ['link', 'route', 'patch', 'file', 'join', 'look', 'script', 'who', 'write', 'yes'];
const excused = new Set([...given, ...elsewhere, ...words]);

/** Beginnings of commands in a text: after a line's end, a pipe, `&&`, `$(`, `then`, `exec` and the like. */
const starts = /\n|;|\|\|?|&&|\$\(|\(|\{|\bthen\b|\bdo\b|\belse\b|!|\bexec\b/;
const notYet = /^(?:[A-Za-z_]\w*=.*|if|while|until|time|command|-v)$/;

function commandsIn(text: string): readonly string[] {
  return text.split(starts).flatMap((part) => {
    const first = part
      .trim()
      .split(/\s+/)
      .find((word) => !notYet.test(word));
    return first === undefined || first === '' ? [] : [first];
  });
}

const comment = /^\s*(?:\/\/|\*|\/\*).*$/gm;
const literal = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
// First of a command line that is a list, or what is given to a function that starts a program.
const executed = /(?:\[|\bspawn\w*\(|\bexec\w*\(|\brun\w*\()\s*'([\w.[-]+)'/g;
const looksLikeShell = /[|;$<>]|&&|\s-\w|\n/;

/** The texts of a source that may be a command: a script as a whole; of TypeScript what is executed or looks like shell. */
function textsIn(path: string, source: string): readonly string[] {
  if (!path.endsWith('.ts')) return [source.replace(/^\s*#.*$/gm, '')];
  const code = source.replace(comment, '');
  const names = [...code.matchAll(executed)].map(([, name = '']) => name);
  const scripts = (code.match(literal) ?? []).map((one) => one.slice(1, -1));
  return [...names, ...scripts.filter((one) => looksLikeShell.test(one))];
}

const isScript = (path: string, source: string): boolean =>
  path.endsWith('.ts') || source.startsWith('#!') || /(?:Makefile|hack\/setup)$/.test(path);

/** Names of programs that a source executes and hack/programs does not have. */
function unlisted(path: string, source: string, programs = known): readonly string[] {
  if (!isScript(path, source)) return [];
  const commands = new Set(textsIn(path, source).flatMap(commandsIn));
  return [...commands].filter((one) => programs.has(one) && !listed.has(one) && !excused.has(one));
}

const folders = ['hack', 'test', 'images', 'cni', 'node-agent', 'lib'];

function sources(): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
    )
    .filter(
      (path) => !/^(?:images\/licences|test\/golden)|\.(?:json|yaml)$|^cni\/shim\/shim$/.test(path),
    );
}

describe('hack/programs', () => {
  it('has every program that this tree executes', () => {
    const files = sources();
    expect(files.length).to.be.greaterThan(500);
    const found = files.flatMap((path) =>
      unlisted(path, readFileSync(join(root, path), 'utf8')).map((one) => `${path}: ${one}`),
    );
    expect(found).to.deep.equal([]);
  });

  for (const { path, source, want } of [
    { path: 'a.ts', source: "run(['frob', '.a'])", want: ['frob'] },
    { path: 'a.ts', source: 'const a = `ip link | LC_ALL=C frob .a`;', want: ['frob'] },
    { path: 'a.ts', source: "// 'frob' is not needed", want: [] },
    { path: 'a', source: '#!/bin/sh\nif true; then exec frob .; fi\n', want: ['frob'] },
    { path: 'a', source: '#!/bin/bash\n# frob .\na=$(frob .a) && ip link\n', want: ['frob'] },
    { path: 'a', source: 'frob is no command of a text', want: [] },
  ]) {
    it(`finds ${want.length === 0 ? 'nothing' : want.join(', ')} in ${JSON.stringify(source)}`, () =>
      expect(unlisted(path, source, new Set(['ip', 'frob', 'true']))).to.deep.equal(want));
  }

  it('is read', () => {
    expect(listed.size).to.be.greaterThan(50);
    expect([...listed]).to.include.members(['ip', 'iptables', 'sh', 'unshare']);
  });
});
