import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundlePrograms } from '../bundle/programs.ts';
import { startApiServer, startEcho } from './host-side.ts';
import { repository } from './job.ts';
import { isOutside, restartOutside } from './outside.ts';
import { runInVm } from './run-in-vm.ts';
import { runSuite } from './suite.ts';

const usage = `usage: node hack/vm/main.ts [options] [test file...]
Runs the tests of test/vm in a virtual machine with Debian's kernel (ipvlan, vlan, bond, vrf, dummy), with an API server
outside that they reach.

  --run COMMAND    run a shell command there instead; its exit status is this one's
  --env NAME       hand this variable on as well (MULTINIC_*, KUBECONFIG and KUBEBUILDER_ASSETS always are)
  --limit SECONDS  kill the machine after this time (500)
  --memory MIB     memory of the machine (2048)
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    run: { type: 'string' },
    env: { type: 'string', multiple: true, default: [] },
    limit: { type: 'string', default: '500' },
    memory: { type: 'string', default: '2048' },
    help: { type: 'boolean', default: false },
  },
});

function handedOn(): Record<string, string> {
  const always = /^(MULTINIC_.*|KUBECONFIG|KUBEBUILDER_ASSETS|HOME)$/;
  return Object.fromEntries(
    Object.entries(process.env)
      .filter(([name]) => always.test(name) || values.env.includes(name))
      .map(([name, value]) => [name, value ?? '']),
  );
}

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());

const run = {
  environment: handedOn(),
  limitMs: Number(values.limit) * 1000,
  memoryMiB: Number(values.memory),
  onOutput: (text: string) => process.stdout.write(text),
  signal: interrupted.signal,
};

async function tests(): Promise<number> {
  const all = globSync('test/vm/**/*.test.ts', { cwd: repository });
  const files = positionals.length > 0 ? positionals : all.sort();
  const hostSides = [await startEcho(), await startApiServer()];
  const known = hostSides.map(({ environment }) => environment);
  const result = await runSuite(files, {
    ...run,
    environment: Object.assign(handedOn(), ...known),
  });
  await Promise.all(hostSides.map(({ stop }) => stop()));
  const { passed, failed, trouble, machine } = result;
  if (machine !== undefined)
    console.log(`vm: up after ${machine.bootMs} ms, ${machine.ms} ms in all`);
  if (trouble !== undefined) console.log(`vm: ${trouble}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function command(text: string): Promise<number> {
  return (await runInVm({ ...run, command: text })).status;
}

async function perform(): Promise<number> {
  if (values.run !== undefined) return command(values.run);
  if (isOutside()) return tests();
  // The machine runs what is shipped: emulated, its start takes a third of the time that the sources take.
  await bundlePrograms(() => {});
  return restartOutside(interrupted.signal);
}

async function performOrExplain(): Promise<number> {
  try {
    return await perform();
  } catch (error) {
    console.error(`vm: ${(error as Error).message}`);
    if (values.run === undefined) console.log('0 passed, 1 failed');
    return 1;
  }
}

if (values.help) process.stdout.write(usage);
else process.exitCode = await performOrExplain();
