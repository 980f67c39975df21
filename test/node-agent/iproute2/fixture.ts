import { existsSync, readFileSync } from 'node:fs';

import type { Finished } from '../../../node-agent/types.ts';

const folder = new URL('../../fixtures/iproute2/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** What the real iproute2 answered when `hack/record-ip.sh` asked, and the question. */
export function fixture(name: string): { command: string[]; answer: Finished } {
  const line = read('index.tsv')
    .split('\n')
    .find((row) => row.startsWith(`${name}\t`));
  if (line === undefined) throw new Error(`no fixture ${name}; record it with hack/record-ip.sh`);
  const [, status, command] = line.split('\t') as [string, string, string];
  const stderr = `${name}.stderr`;
  return {
    command: command.split(' '),
    answer: {
      status: Number(status),
      stdout: read(`${name}.json`),
      stderr: existsSync(new URL(stderr, folder)) ? read(stderr) : '',
    },
  };
}
