import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Rules that a file of the tree broke, as `rule: message`. */
export type Findings = ReadonlyMap<string, readonly string[]>;

type Report = {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly message: string;
    readonly help?: string;
    readonly filename: string;
  }[];
};

/** Lays the files out in a folder of their own and asks oxlint with this project's configuration about all of them. */
export function lintPlanted(files: ReadonlyMap<string, string>): Findings {
  const folder = mkdtempSync(join(tmpdir(), 'multi-nic-planted-'));
  try {
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return collect(oxlint(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function oxlint(cwd: string): Report {
  const bin = join(root, 'node_modules/.bin');
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
  const { stdout, stderr, error } = spawnSync('oxlint', ['--format=json'], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  try {
    return JSON.parse(stdout) as Report;
  } catch (cause) {
    throw new Error(`oxlint printed no report: ${stdout}${stderr}`, { cause });
  }
}

function collect({ diagnostics }: Report): Findings {
  const findings = new Map<string, string[]>();
  for (const { code, message, help = '', filename } of diagnostics) {
    const rule = /\((.*)\)$/.exec(code)?.[1] ?? code;
    const list = findings.get(filename) ?? [];
    findings.set(filename, [...list, `${rule}: ${message} ${help}`]);
  }
  return findings;
}
