import { expect } from 'chai';
import { decodeAnswer } from '../../../cni/protocol/call.ts';
import { CniError } from '../../../cni/protocol/error.ts';
import { frameLimit } from '../../../cni/protocol/frame.ts';
import type { JsonObject, Result } from '../../../cni/protocol/types.ts';
import { MultiNicError } from '../../../lib/errors.ts';
import { createLog } from '../../../lib/log.ts';
import { createCallScope } from '../../../node-agent/host/call-scope.ts';
import {
  createHandler,
  type Handler,
  type HandlerOptions,
} from '../../../node-agent/server/handler.ts';
import type { Plugins, Verbs } from '../../../node-agent/server/types.ts';
import { type CallOptions, payloadOf } from '../../cni/protocol/call-of.ts';
import { emptyResult, gate, handDeadline, idOf, turn, verbs } from './fake-verbs.ts';

type Given = Partial<HandlerOptions> & { readonly lines?: string[] };

function handlerOf(plugins: Plugins, { lines = [], ...over }: Given = {}): Handler {
  const log = createLog(
    (line) => void lines.push(line),
    () => new Date(0),
    'debug',
  );
  const startDeadline = handDeadline().start;
  return createHandler({
    plugins,
    log,
    scope: createCallScope(),
    startDeadline,
    now: () => 0,
    ...over,
  });
}

async function call(
  handle: Handler,
  options: CallOptions,
): Promise<{ status: number; printed: JsonObject | '' }> {
  const { status, stdout } = decodeAnswer(await handle(payloadOf(options)));
  return { status, printed: stdout === '' ? '' : (JSON.parse(stdout) as JsonObject) };
}

const command = (CNI_COMMAND: string): CallOptions => ({ env: { CNI_COMMAND } });

const adding = (link: Result['interfaces'][number]): Verbs =>
  verbs({ add: async () => ({ ...emptyResult, interfaces: [link] }) });

/** ADD and DEL throw. */
const failing = (error: unknown): Verbs => {
  const fail = async (): Promise<never> => {
    throw error;
  };
  return verbs({ add: fail, del: fail });
};

describe('createHandler', () => {
  for (const version of ['0.3.0', '1.0.0', '1.1.0'])
    it(`prints the result of ADD in version ${version}`, async () => {
      const handle = handlerOf({ 'multi-nic': adding({ name: 'net1-0', mtu: 1500 }) });
      const { status, printed } = await call(handle, { conf: { cniVersion: version } });
      const mtu = version === '1.1.0' ? { mtu: 1500 } : {};
      expect({ status, printed }).to.deep.equal({
        status: 0,
        printed: { cniVersion: version, interfaces: [{ name: 'net1-0', ...mtu }] },
      });
    });

  for (const name of ['DEL', 'CHECK', 'GC', 'STATUS'] as const)
    it(`calls ${name.toLowerCase()} and prints nothing`, async () => {
      const seen: string[] = [];
      const verb = async (request: Parameters<Verbs['del']>[0]) => void seen.push(request.command);
      const handle = handlerOf({ 'multi-nic': verbs({ [name.toLowerCase()]: verb }) });
      expect(await call(handle, command(name))).to.deep.equal({ status: 0, printed: '' });
      expect(seen).to.deep.equal([name]);
    });

  it('answers VERSION whatever is on stdin', async () => {
    const { status, printed } = await call(handlerOf({}), { ...command('VERSION'), stdin: '{' });
    expect(status).to.equal(0);
    expect(printed).to.have.property('supportedVersions').with.length(5);
  });

  const refusals: readonly (CallOptions & { name: string; want: object })[] = [
    { name: 'bad JSON', stdin: '{', want: { cniVersion: '1.1.0', code: 6 } },
    {
      name: 'a bad field, in the caller’s version',
      conf: { cniVersion: '0.4.0', subnet: 'x' },
      want: { cniVersion: '0.4.0', code: 7 },
    },
    {
      name: 'a name that no plugin has',
      plugin: 'bridge',
      want: {
        code: 7,
        msg: 'type: "bridge" is not served by the node agent; use one of multi-nic',
      },
    },
    { name: 'a name of every object', plugin: 'constructor', want: { code: 7 } },
    {
      name: 'DEL without a container',
      env: { CNI_COMMAND: 'DEL', CNI_CONTAINERID: '' },
      want: { code: 4 },
    },
  ];
  for (const { name, want, ...options } of refusals)
    it(`refuses ${name} without calling a verb`, async () => {
      const handle = handlerOf({ 'multi-nic': failing(new Error('called')) });
      const { status, printed } = await call(handle, options);
      expect(printed).not.to.include({ code: 999 });
      expect(status).to.equal(1);
      expect(printed).to.deep.include(want);
    });

  const thrown = [
    {
      name: 'a CniError as it is',
      error: new CniError(100, 'pool p: empty; grow it', 'more'),
      level: 'warn',
      want: { code: 100, msg: 'pool p: empty; grow it', details: 'more' },
    },
    {
      name: 'a failure that we foresaw elsewhere',
      error: new MultiNicError('COMMAND_FAILED', 'ip broke'),
      level: 'error',
      want: { code: 999, details: 'COMMAND_FAILED' },
    },
    {
      name: 'a defect',
      error: new TypeError('x is undefined'),
      level: 'error',
      want: { code: 999, msg: 'unexpected: x is undefined; the log of the node agent has more' },
    },
    { name: 'something that is no error', error: 'text', level: 'error', want: { code: 999 } },
  ];
  for (const { name, error, level, want } of thrown)
    it(`answers ${name}, and logs it once`, async () => {
      const lines: string[] = [];
      const handle = handlerOf({ 'multi-nic': failing(error) }, { lines });
      const { status, printed } = await call(handle, {});
      expect(status).to.equal(1);
      expect(printed).to.include(want);
      expect(lines).to.have.length(1);
      expect(JSON.parse(lines[0] ?? '')).to.include({
        level,
        containerID: 'c0ffee',
        command: 'ADD',
      });
    });

  it('turns an answer that no frame holds into an error', async () => {
    const handle = handlerOf({ 'multi-nic': adding({ name: 'x'.repeat(frameLimit) }) });
    const { status, printed } = await call(handle, {});
    expect(status).to.equal(1);
    expect(printed).to.include({ code: 999 });
  });

  it('answers at the deadline, and starts nothing else of the container before the verb has settled', async () => {
    const deadline = handDeadline();
    const deadlines = [deadline.start, handDeadline().start];
    const hold = gate();
    const seen: string[] = [];
    const lines: string[] = [];
    const add: Verbs['add'] = async (_request, signal) => {
      await hold.opened;
      seen.push(`ADD aborted: ${signal.aborted}`);
      throw new CniError(5, 'rolled back');
    };
    const del: Verbs['del'] = async () => void seen.push('DEL');
    const startDeadline = () => (deadlines.shift() ?? deadline.start)();
    const handle = handlerOf({ 'multi-nic': verbs({ add, del }) }, { startDeadline, lines });
    const late = call(handle, {});
    const next = call(handle, command('DEL'));
    await turn();
    deadline.expire();
    expect((await late).printed).to.include({ code: 11 });
    await turn();
    expect(seen).to.deep.equal([]);
    hold.open();
    expect((await next).status).to.equal(0);
    expect(seen).to.deep.equal(['ADD aborted: true', 'DEL']);
    expect(lines.join('\n')).to.contain('rolled back');
  });

  it('stops every deadline it starts', async () => {
    const deadline = handDeadline();
    const handle = handlerOf({ 'multi-nic': verbs() }, { startDeadline: deadline.start });
    await Promise.all([call(handle, {}), call(handle, command('STATUS'))]);
    expect(deadline.stopped()).to.equal(2);
  });

  it('serves STATUS while everything else waits', async () => {
    const hold = gate();
    const limits = { concurrency: 1, waiting: 9, deadlineMs: 1, graceMs: 1 };
    const gc = () => hold.opened;
    const handle = handlerOf({ 'multi-nic': verbs({ gc }) }, { limits });
    const collecting = call(handle, command('GC'));
    expect((await call(handle, command('STATUS'))).status).to.equal(0);
    hold.open();
    await collecting;
  });

  it('lets a plugin that we execute call back for the same container, even with all places taken', async () => {
    const limits = { concurrency: 1, waiting: 9, deadlineMs: 1, graceMs: 1 };
    const seen: string[] = [];
    const ipam = verbs({ add: async (request) => (seen.push(idOf(request)), emptyResult) });
    const add: Verbs['add'] = async () => {
      await call(handle, { plugin: 'multi-nic-ipam' });
      return emptyResult;
    };
    const handle: Handler = handlerOf(
      { 'multi-nic': verbs({ add }), 'multi-nic-ipam': ipam },
      { limits },
    );
    expect((await call(handle, {})).status).to.equal(0);
    expect(seen).to.deep.equal(['ADD c0ffee']);
  });
});
