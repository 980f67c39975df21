import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createIpWorkers, type IpWorkers } from '../../../node-agent/host/ip-workers.ts';

const refusal = (run: Promise<unknown>): Promise<Error & { code?: string }> =>
  run.then(
    () => new Error('it resolved'),
    (error: unknown) => error as Error,
  );

/** `sh` stands in for `ip`: the door's own behaviour is under test, not the kernel's. */
describe('createIpWorkers', () => {
  const opened: IpWorkers[] = [];
  const workers = (options: object = {}): IpWorkers['ip'] => {
    const made = createIpWorkers({ shim: '/none', program: 'sh', ...options });
    opened.push(made);
    return made.ip;
  };
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
  });

  it('gives status, stdout and stderr as values', async () => {
    const finished = await workers()({ args: ['-c', 'printf out; printf "err\\n" >&2; exit 2'] });
    expect(finished).to.deep.equal({ status: 2, stdout: 'out', stderr: 'err\n' });
  });

  it('keeps a worker for the next command, and what is quoted as it is', async () => {
    const ip = workers();
    const first = await ip({ args: ['-c', 'echo $PPID'] });
    const second = await ip({ args: ['-c', 'echo $PPID'] });
    expect(second.stdout).to.equal(first.stdout);
    const awkward = `a'b "c" $HOME \`id\` ; exit 7`;
    expect((await ip({ args: ['-c', 'printf %s "$1"', 'x', awkward] })).stdout).to.equal(awkward);
  });

  it('gives the batch on stdin as it is, and nothing on stdin without one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workers-'));
    const program = join(folder, 'echo-all');
    writeFileSync(program, '#!/bin/sh\necho "$@"\ncat\n', { mode: 0o700 });
    const ip = workers({ program });
    const batch = ['link show $HOME', 'addr `id`'];
    expect((await ip({ batch, keepGoing: true })).stdout).to.equal(
      '-force -batch -\nlink show $HOME\naddr `id`\n',
    );
    expect((await ip({ args: ['link'] })).stdout).to.equal('link\n');
    rmSync(folder, { recursive: true });
  });

  it('runs commands side by side, each with its own answer', async () => {
    const ip = workers({ idle: 2 });
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const answers = await Promise.all(
      numbers.map((n) => ip({ args: ['-c', `sleep 0.0${n % 3}; echo ${n}; echo e${n} >&2`] })),
    );
    expect(answers.map(({ stdout }) => stdout)).to.deep.equal(numbers.map((n) => `${n}\n`));
    expect(answers.map(({ stderr }) => stderr)).to.deep.equal(numbers.map((n) => `e${n}\n`));
  });

  it('takes a large answer in one piece', async () => {
    const { stdout } = await workers()({ args: ['-c', 'seq 100000'] });
    expect(stdout.split('\n')).to.have.length(100_001);
  });

  it('takes dumps through a file: what was written, nothing else, and not more than its bound', async () => {
    const ip = workers({ dumps: true, maxBytes: 1000 });
    const finished = await ip({ args: ['-c', 'printf out; printf err >&2; exit 2'] });
    expect(finished).to.deep.equal({ status: 2, stdout: 'out', stderr: 'err' });
    const zeros = (count: number): Promise<{ stdout: string }> =>
      ip({ args: ['-c', `head -c ${count} /dev/zero`] });
    expect((await zeros(1000)).stdout).to.have.length(1000);
    const error = await refusal(zeros(1001));
    expect(error.message).to.contain('wrote more than 1000 bytes');
  });

  it('leaves no descriptor of a dump behind', async () => {
    const ip = workers({ dumps: true });
    await ip({ args: ['-c', 'true'] });
    const before = readdirSync('/proc/self/fd').length;
    for (let round = 0; round < 20; round++) await ip({ args: ['-c', 'true'] });
    expect(readdirSync('/proc/self/fd')).to.have.length(before);
  });

  it('kills what outlives its deadline with all its children, and goes on with a new worker', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workers-'));
    const file = join(folder, 'pid');
    const ip = workers({ timeoutMs: 1_000 });
    const error = await refusal(ip({ args: ['-c', `sh -c 'echo $$ > ${file}; sleep 30'; true`] }));
    expect(error.code).to.equal('COMMAND_FAILED');
    expect(error.message).to.contain('did not end within 1000 ms');
    const pid = Number(readFileSync(file, 'utf8'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(readStatus(pid)).to.not.contain('sleep');
    expect((await ip({ args: ['-c', 'echo on'] })).stdout).to.equal('on\n');
    rmSync(folder, { recursive: true });
  });

  it('kills what floods its output', async () => {
    const error = await refusal(workers({ maxBytes: 1000 })({ args: ['-c', 'yes'] }));
    expect(error.message).to.contain('wrote more than 1000 bytes');
  });

  it('rejects when the program is missing or is killed', async () => {
    const missing = await refusal(workers({ program: 'ip-that-is-missing' })({ args: ['link'] }));
    expect(missing.message).to.contain('cannot be run');
    const killed = await refusal(workers()({ args: ['-c', 'kill -9 $$'] }));
    expect(killed.message).to.contain('ended by signal 9');
  });

  it('rejects when its worker is killed, and goes on with a new one', async () => {
    const ip = workers();
    const error = await refusal(ip({ args: ['-c', 'kill -9 $PPID; sleep 1'] }));
    expect(error.message).to.contain('was ended by a signal');
    expect((await ip({ args: ['-c', 'echo on'] })).stdout).to.equal('on\n');
  });
});

/** The command line of a process, empty when it is gone or a zombie. */
function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? '' : String(error);
  }
}
