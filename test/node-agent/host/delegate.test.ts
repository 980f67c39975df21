import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { CniError } from '../../../cni/protocol/error.ts';
import type { DelegateExec } from '../../../node-agent/attach/types.ts';
import { type CallScope, noCall } from '../../../node-agent/attach/call.ts';
import { createCallScope } from '../../../node-agent/host/call-scope.ts';
import { startDeadline } from '../../../node-agent/host/deadline.ts';
import { createDelegate } from '../../../node-agent/host/delegate.ts';

const failure = async (run: Promise<unknown>): Promise<CniError> => {
  const outcome = await run.catch((error: unknown) => error);
  if (outcome instanceof CniError) return outcome;
  throw new Error(`expected a CniError, got ${String(outcome)}`);
};

async function scoped(scope: CallScope, exec: DelegateExec) {
  const delegate = createDelegate({ scope });
  try {
    return await delegate(exec);
  } finally {
    delegate.close();
  }
}

describe('createDelegate', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'delegate-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const plugin = (name: string, script: string, under = folder): void => {
    mkdirSync(under, { recursive: true });
    writeFileSync(join(under, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  };
  const exec = (name: string, change: Partial<DelegateExec> = {}): DelegateExec => ({
    command: 'ADD',
    plugin: name,
    containerID: 'c1',
    netns: '/run/netns/c1',
    ifName: 'net1-0',
    args: 'IgnoreUnknown=1',
    path: ['/missing', folder],
    config: { cniVersion: '1.0.0', name: 'net1-0' },
    ...change,
  });
  it('gives environment and configuration as the specification has it, and parses the answer', async () => {
    plugin(
      'echo',
      'printf \'{"env":"%s","conf":%s}\' "$(env | grep ^CNI_ | sort | tr "\\n" " ")" "$(cat)"',
    );
    expect(await createDelegate()(exec('echo'))).to.deep.equal({
      env: `CNI_ARGS=IgnoreUnknown=1 CNI_COMMAND=ADD CNI_CONTAINERID=c1 CNI_IFNAME=net1-0 CNI_NETNS=/run/netns/c1 CNI_PATH=/missing:${folder} `,
      conf: { cniVersion: '1.0.0', name: 'net1-0' },
    });
  });

  it('gives a plugin the turns of the call that executes it, which it hands on with its environment', async () => {
    plugin('turns', 'printf \'{"turns":"%s"}\' "$CNI_MULTI_NIC_TURNS"');
    const scope = createCallScope();
    const call = { turns: ['multi-nic-meta/c1', 'multi-nic/c1'], signal: noCall.signal };
    const answer = await scope.run(call, () => scoped(scope, exec('turns')));
    expect(answer).to.deep.equal({ turns: 'multi-nic-meta/c1,multi-nic/c1' });
  });

  it('kills a plugin at the deadline of the call that executes it, with what it executes itself', async () => {
    plugin('hang', `echo $$ >${folder}/pid; sleep 60`);
    const scope = createCallScope();
    const { signal, stop } = startDeadline(200);
    const run = scope.run({ turns: [], signal }, () => scoped(scope, exec('hang')));
    const { code, message } = await failure(run);
    stop();
    expect(code).to.equal(102);
    expect(message).to.contain('plugin hang was killed, because the deadline of its call passed');
    const pid = readFileSync(join(folder, 'pid'), 'utf8').trim();
    while (existsSync(`/proc/${pid}`)) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('starts no plugin for a call whose deadline has passed', async () => {
    plugin('mark', `echo >${folder}/started`);
    const scope = createCallScope();
    const call = { turns: [], signal: AbortSignal.abort() };
    const run = scope.run(call, () => scoped(scope, exec('mark')));
    expect((await failure(run)).message).to.contain('was not run, because the deadline');
    expect(existsSync(join(folder, 'started'))).to.equal(false);
  });

  it('passes code, message and details of the plugin on', async () => {
    plugin('fails', 'printf \'{"code":11,"msg":"pool is busy","details":"lock"}\'; exit 1');
    const error = await failure(createDelegate()(exec('fails')));
    expect([error.code, error.message, error.details]).to.deep.equal([11, 'pool is busy', 'lock']);
  });

  const cases: readonly { name: string; script: string; code: number; want: string }[] = [
    {
      name: 'stderr when stdout is empty',
      script: 'echo broken >&2; exit 2',
      code: 102,
      want: 'broken',
    },
    { name: 'the status when nothing is said', script: 'exit 3', code: 102, want: 'ended with 3' },
    { name: 'no JSON', script: 'echo hello', code: 102, want: 'printed no JSON object' },
    { name: 'a list', script: 'echo []', code: 102, want: 'printed no JSON object' },
    {
      name: 'a code that is none',
      script: 'echo \'{"code":"x","msg":"m"}\'; exit 1',
      code: 102,
      want: 'm',
    },
    { name: 'a signal', script: 'kill -9 $$', code: 102, want: 'was ended by SIGKILL' },
    { name: 'a flood', script: 'yes', code: 102, want: 'printed too much' },
    {
      name: 'a hang, with its children',
      script: 'sleep 30',
      code: 102,
      want: 'did not end within 200 ms',
    },
  ];
  for (const { name, script, code, want } of cases)
    it(`turns ${name} into an error`, async () => {
      plugin('odd', script);
      const run = createDelegate({ timeoutMs: 200, maxBytes: 1000 })(exec('odd'));
      const error = await failure(run);
      expect(error.code).to.equal(code);
      expect(error.message).to.contain(want);
    });

  it('kills the children of a plugin that hangs', async () => {
    const file = join(folder, 'pid');
    plugin('parent', `sh -c 'echo $$ > ${file}; sleep 30'; true`);
    await failure(createDelegate({ timeoutMs: 200 })(exec('parent')));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const pid = Number(readFileSync(file, 'utf8'));
    expect(commandLine(pid)).to.not.contain('sleep');
  });

  it('survives a plugin that does not read its configuration', async () => {
    plugin('deaf', 'echo {}');
    const config = { big: 'x'.repeat(1_000_000) };
    expect(await createDelegate()(exec('deaf', { config }))).to.deep.equal({});
  });

  it('says where it looked for a plugin that is missing, and has nothing to undo with it', async () => {
    const error = await failure(createDelegate()(exec('nowhere')));
    expect(error.message).to.contain(`nowhere is in none of /missing:${folder}`);
    expect(await createDelegate()(exec('nowhere', { command: 'DEL' }))).to.equal(undefined);
  });

  for (const name of ['../sh', '/bin/sh', 'a/b', '..', '.', '', 'a\nb'])
    it(`executes nothing for the name ${JSON.stringify(name)}`, async () => {
      const error = await failure(createDelegate()(exec(name, { path: ['/bin', folder] })));
      expect(error.code).to.equal(7);
    });

  it('does not execute a folder of that name', async () => {
    mkdirSync(join(folder, 'folder'));
    expect((await failure(createDelegate()(exec('folder')))).message).to.contain('is in none of');
  });

  for (const command of ['GC', 'STATUS'] as const)
    it(`gives ${command} no container`, async () => {
      plugin(
        'env',
        'echo "{\\"code\\":100,\\"msg\\":\\"$(env | grep ^CNI_ | sort | tr "\\n" " ")\\"}"; exit 1',
      );
      const error = await failure(createDelegate()(exec('env', { command })));
      expect(error.message).to.equal(
        `CNI_ARGS=IgnoreUnknown=1 CNI_COMMAND=${command} CNI_PATH=/missing:${folder} `,
      );
    });

  it('believes a plugin that answers and exits as if by a signal', async () => {
    plugin('high', 'echo \'{"code":7,"msg":"own"}\'; exit 137');
    expect(await failure(createDelegate()(exec('high')))).to.include({ code: 7, message: 'own' });
  });

  it('does not let the shell read what the kernel would not execute', async () => {
    writeFileSync(join(folder, 'text'), `touch ${folder}/touched\n`, { mode: 0o755 });
    const error = await failure(createDelegate()(exec('text')));
    expect(error.message).to.contain(`plugin text at ${folder}/text is no program`);
    expect(existsSync(join(folder, 'touched'))).to.equal(false);
  });

  it('says what the kernel said of a file that cannot be executed', async () => {
    plugin('plain', 'echo {}');
    chmodSync(join(folder, 'plain'), 0o644);
    const error = await failure(createDelegate()(exec('plain')));
    expect(error.message).to.match(
      /^plugin plain cannot be run for ADD: .*Permission denied; check/,
    );
  });

  it('waits for a plugin that is being written', async () => {
    copyFileSync('/bin/cat', join(folder, 'busy'));
    const writer = openSync(join(folder, 'busy'), 'r+');
    setTimeout(() => closeSync(writer), 150);
    const config = { cniVersion: '1.0.0' };
    expect(await createDelegate()(exec('busy', { config }))).to.deep.equal(config);
  });

  it('refuses a NUL, which no environment can hold', async () => {
    plugin('echo', 'cat');
    const error = await failure(createDelegate()(exec('echo', { args: 'MAC=\0' })));
    expect([error.code, error.message]).to.deep.equal([
      4,
      'plugin echo: CNI_ARGS has a NUL in it, which no environment can hold; remove it',
    ]);
  });

  it("looks under the host's root and runs with a prefix", async () => {
    const root = join(folder, 'root');
    plugin('inside', 'echo {}', join(root, 'opt/bin'));
    plugin('enter', `exec ${root}$1`);
    const delegate = createDelegate({ root, prefix: [join(folder, 'enter')] });
    expect(await delegate(exec('inside', { path: ['/opt/bin'] }))).to.deep.equal({});
  });
});

/** Empty when the process is gone or a zombie. */
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? '' : String(error);
  }
}
