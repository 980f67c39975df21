import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../cni/protocol/types.ts';

const answer = `[ "$CNI_COMMAND" != ADD ] || echo '{"cniVersion":"1.0.0","interfaces":[{"name":"'$CNI_IFNAME'"}]}'`;

/** A plugin in `folder` that makes nothing and writes down how it is called. @returns the calls so far */
export function addSpyPlugin(folder: string, name: string) {
  const calls = join(folder, `${name}.calls`);
  const program = join(folder, name);
  const note = String.raw`printf '%s\t%s\t%s\t%s\n' "$CNI_COMMAND" "$CNI_IFNAME" "$CNI_ARGS" "$(cat)" >>${calls}`;
  writeFileSync(calls, '');
  writeFileSync(program, ['#!/bin/sh', note, answer, ''].join('\n'));
  chmodSync(program, 0o755);
  return () => {
    const lines = readFileSync(calls, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => {
      const [command, ifName, args, conf = ''] = line.split('\t');
      return { command, ifName, args, conf: JSON.parse(conf) as JsonObject };
    });
  };
}
