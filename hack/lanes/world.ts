import { spawnSync } from 'node:child_process';

import { newWorld } from '../node/world.ts';
import { mocha } from './mocha.ts';
import type { Lane } from './types.ts';

function noWorld(): string | undefined {
  const { status, stderr } = spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true']);
  if (status === 0) return undefined;
  return `network namespaces cannot be made (${String(stderr ?? 'no unshare').trim()}): run as root, on Linux, outside an unprivileged container`;
}

/** A lane of mocha tests in a network, mount and PID namespace of its own, prepared by `enterWorld`; `hooks` are files of mocha hooks. */
export function worldLane(name: string, limitMs: number, hooks: readonly string[] = []): Lane {
  // A failed test may leave programs running, for which mocha would wait: hence --exit.
  const run: Lane['run'] = () =>
    mocha({
      specs: [`test/${name}/**/*.test.ts`],
      extra: ['--exit', ...['hack/lanes/in-world.ts', ...hooks].map((file) => `--require=${file}`)],
      by: newWorld,
      limitMs,
    });
  return { name, ground: true, missing: noWorld, run };
}
