import { child } from './child.ts';
import type { Counts, Lane } from './types.ts';

/** The machine prints its numbers as its last line; exit status and numbers must agree. */
async function run(): Promise<Counts> {
  const { ok, lastLine } = await child(['node', 'hack/vm/main.ts'], 600_000);
  const match = /^(\d+) passed, (\d+) failed$/.exec(lastLine);
  if (match === null) return { passed: 0, failed: 1 };
  const [passed, failed] = [Number(match[1]), Number(match[2])];
  const lied = passed + failed === 0 || ok !== (failed === 0);
  return { passed, failed: lied ? Math.max(failed, 1) : failed };
}

function missing(): string | undefined {
  if (process.arch === 'x64') return undefined;
  return `the virtual machine is x86_64 and runs on x86_64 only; this is ${process.arch}`;
}

/** What development kernels lack (ipvlan, vlan, bond, vrf), on Debian's kernel in QEMU. */
export const vm: Lane = { name: 'vm', ground: true, missing, run };
