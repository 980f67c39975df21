import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';

import { MultiNicError } from '../../../lib/errors.ts';
import { createIp } from '../../../node-agent/host/ip.ts';

/** `sh` stands in for `ip`: the door's own behaviour is under test, not the kernel's. */
const sh = (options: object = {}) => createIp({ shim: '/none', program: 'sh', ...options });

const openFiles = (): number => readdirSync('/proc/self/fd').length;

async function refusal(run: Promise<unknown>): Promise<MultiNicError> {
  try {
    await run;
  } catch (error) {
    if (error instanceof MultiNicError) return error;
    throw error;
  }
  throw new Error('was expected to reject');
}

describe('createIp', () => {
  it('gives status, stdout and stderr as values', async () => {
    const finished = await sh()({ args: ['-c', 'echo out; echo err >&2; exit 2'] });
    expect(finished).to.deep.equal({ status: 2, stdout: 'out\n', stderr: 'err\n' });
  });

  it('runs in the C locale, because error texts are compared', async () => {
    expect((await sh()({ args: ['-c', 'echo $LC_ALL'] })).stdout).to.equal('C\n');
  });

  it('gives the batch on stdin, one command a line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ip-'));
    const program = join(folder, 'echo-all');
    writeFileSync(program, '#!/bin/sh\necho "$@"\ncat\n', { mode: 0o700 });
    const { stdout } = await createIp({ shim: '/none', program })({
      batch: ['link show', 'addr show'],
      keepGoing: true,
    });
    rmSync(folder, { recursive: true });
    expect(stdout).to.equal('-force -batch -\nlink show\naddr show\n');
  });

  it('survives a program that ends without reading the batch', async () => {
    const batch = Array.from({ length: 100_000 }, () => 'link show');
    expect((await createIp({ shim: '/none', program: 'false' })({ batch })).status).to.equal(1);
  });

  it('kills what outlives its deadline, and says so', async () => {
    const error = await refusal(sh({ timeoutMs: 50 })({ args: ['-c', 'exec sleep 30'] }));
    expect(error.code).to.equal('COMMAND_FAILED');
    expect(error.message).to.include('`sh -c exec sleep 30` did not end within 50 ms');
  });

  it('kills what floods its errors', async () => {
    const error = await refusal(sh({ maxBytes: 1000 })({ args: ['-c', 'exec yes >&2'] }));
    expect(error.message).to.include('wrote more than 1000 bytes of errors');
  });

  it('refuses more output than its bound', async () => {
    const args = ['-c', 'head -c 1001 /dev/zero'];
    expect((await refusal(sh({ maxBytes: 1000 })({ args }))).message).to.include('1000 bytes');
    expect((await sh({ maxBytes: 1001 })({ args })).stdout).to.have.length(1001);
  });

  it('leaves no descriptor behind', async () => {
    await sh()({ args: ['-c', 'true'] });
    const before = openFiles();
    await Promise.all(Array.from({ length: 20 }, () => sh()({ args: ['-c', 'true'] })));
    expect(openFiles()).to.equal(before);
  });

  it('rejects when the program is missing, with the cause', async () => {
    const error = await refusal(
      createIp({ shim: '/none', program: 'ip-that-is-missing' })({ args: ['link'] }),
    );
    expect(error.message).to.include('cannot be run');
    expect(error.cause).to.be.instanceOf(Error);
  });

  it('rejects when the program is killed from outside', async () => {
    const error = await refusal(sh()({ args: ['-c', 'kill -9 $$'] }));
    expect(error.message).to.include('SIGKILL');
  });
});
