import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { JsonObject } from '../../cni/protocol/types.ts';
import type { DelegateExec } from '../../node-agent/attach/types.ts';
import type { ClosableDelegate, createDelegate } from '../../node-agent/host/delegate.ts';

/** Everything that a string can hold but NUL, quotes and line ends more often than chance gives them. */
const text = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom("'", '"', '\\', '\n', '$x', '`')))
  .map((parts) => parts.join('').replaceAll('\0', ''));

type Open = (
  options?: Pick<Parameters<typeof createDelegate>[0] & object, 'timeoutMs'>,
) => ClosableDelegate;

/** What must hold of delegates wherever they are executed. `path` gives their PATH. */
export function delegateSuite(open: Open, path: () => string | undefined): void {
  let delegate: ClosableDelegate;
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'delegate-laws-'));
    delegate = open();
  });
  after(() => {
    delegate.close();
    rmSync(folder, { recursive: true });
  });
  const plugin = (name: string, script: string): void =>
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const exec = (name: string, change: Partial<DelegateExec> = {}): DelegateExec => ({
    command: 'ADD',
    plugin: name,
    containerID: 'c1',
    netns: '/run/netns/c1',
    ifName: 'net1',
    args: '',
    path: [folder],
    config: {},
    ...change,
  });

  it('hands any configuration over byte for byte, and any environment', async () => {
    plugin('keep', `cat >${folder}/stdin; cat /proc/$$/environ >${folder}/environ`);
    const config = fc.dictionary(text, fc.oneof(fc.jsonValue(), text)) as fc.Arbitrary<JsonObject>;
    const law = fc.asyncProperty(config, text, text, async (value, args, netns) => {
      await delegate(exec('keep', { config: value, args, netns }));
      expect(readFileSync(join(folder, 'stdin'), 'utf8')).to.equal(`${JSON.stringify(value)}\n`);
      expect(environ(folder)).to.deep.equal(
        [
          '',
          `CNI_ARGS=${args}`,
          'CNI_COMMAND=ADD',
          'CNI_CONTAINERID=c1',
          'CNI_IFNAME=net1',
          `CNI_NETNS=${netns}`,
          `CNI_PATH=${folder}`,
          `PATH=${path()}`,
        ].sort(),
      );
    });
    await fc.assert(law, { numRuns: 200 });
  });

  for (const bytes of [4_000, 4_096, 70_000, 1_000_000])
    it(`hands a configuration of ${bytes} bytes over whole`, async () => {
      plugin('count', `printf '{"bytes":%d}' "$(cat | wc -c)"`);
      const config = { fill: 'x'.repeat(bytes - '{"fill":""}'.length) };
      expect(await delegate(exec('count', { config }))).to.deep.equal({ bytes: bytes + 1 });
    });

  it('gives each of 50 calls at once its own answer, errors too', async () => {
    plugin(
      'some',
      'read -r conf; sleep 0.0$((${#conf} % 7)); echo "$conf"; echo e >&2; exit $CNI_ARGS',
    );
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    const answers = await Promise.allSettled(
      numbers.map((n) =>
        delegate(exec('some', { config: { code: 200 + n, msg: `m${n}` }, args: String(n % 2) })),
      ),
    );
    expect(
      answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message)),
    ).to.deep.equal(numbers.map((n) => (n % 2 === 0 ? { code: 200 + n, msg: `m${n}` } : `m${n}`)));
  });

  it('serves the next call after one that was killed', async () => {
    const impatient = open({ timeoutMs: 100 });
    plugin('hang', 'sleep 30');
    plugin('echo', 'cat');
    const hung = impatient(exec('hang')).catch((error: Error) => error.message);
    const good = impatient(exec('echo', { config: { a: 1 } }));
    expect(await good).to.deep.equal({ a: 1 });
    expect(await hung).to.contain('did not end within 100 ms');
    expect(await impatient(exec('echo', { config: { a: 2 } }))).to.deep.equal({ a: 2 });
    impatient.close();
  });
}

/** Node hands NODE_V8_COVERAGE to every child while coverage is measured, whatever environment it is given. */
function environ(folder: string): readonly string[] {
  const entries = readFileSync(join(folder, 'environ'), 'utf8').split('\0');
  return entries.filter((entry) => !entry.startsWith('NODE_V8_COVERAGE=')).sort();
}
