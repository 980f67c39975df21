import { expect } from 'chai';
import { decodeAnswer } from '../../../cni/protocol/call.ts';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import { createLog } from '../../../lib/log.ts';
import { createCallScope } from '../../../node-agent/host/call-scope.ts';
import {
  createHandler,
  type Handler,
  type HandlerOptions,
} from '../../../node-agent/server/handler.ts';
import type { Plugins, Verbs } from '../../../node-agent/server/types.ts';
import { type CallOptions, payloadOf } from '../../cni/protocol/call-of.ts';
import { createFakeClock } from './fake-clock.ts';
import { emptyResult, gate, handDeadline, verbs } from './fake-verbs.ts';

const log = createLog(
  () => {},
  () => new Date(0),
);
const scope = createCallScope();

function handlerOf(plugins: Plugins, over: Partial<HandlerOptions> = {}) {
  const startDeadline = handDeadline().start;
  return createHandler({ plugins, log, scope, startDeadline, now: () => 0, ...over });
}

async function call(handle: Handler, options: CallOptions) {
  const { status, stdout } = decodeAnswer(await handle(payloadOf(options)));
  return { status, printed: stdout === '' ? '' : (JSON.parse(stdout) as JsonObject) };
}

const command = (CNI_COMMAND: string): CallOptions => ({ env: { CNI_COMMAND } });

const within = (turns: string, CNI_COMMAND: string): CallOptions => ({
  env: { CNI_MULTI_NIC_TURNS: turns, CNI_COMMAND },
});
describe('createHandler, calls without end', () => {
  it('gives back the place of a call that does not end, and says so in STATUS until it ends', async () => {
    const clock = createFakeClock();
    const limits = { concurrency: 1, waiting: 9, deadlineMs: 50, graceMs: 60 };
    const hold = gate();
    const add: Verbs['add'] = async ({ containerID }) => {
      if (containerID === 'c0ffee') await hold.opened;
      return emptyResult;
    };
    const { startDeadline, now } = clock;
    const plugins = { 'multi-nic': verbs({ add }), other: verbs() };
    const handle = handlerOf(plugins, { limits, startDeadline, now });
    const status = () => call(handle, { ...command('STATUS'), plugin: 'other' });
    const stuck = call(handle, {});
    await clock.advance(50);
    expect((await stuck).printed).to.include({ code: 11 });
    expect((await status()).status).to.equal(0);
    await clock.advance(110);
    const { printed } = await status();
    expect(printed).to.include({ code: 50 });
    expect(printed).to.have.property('msg').that.contains('ADD of multi-nic for container c0ffee');
    expect(handle.overdue()).to.have.length(1);
    const another = call(handle, { env: { CNI_CONTAINERID: 'another' } });
    await clock.advance(111);
    expect((await another).status).to.equal(0);
    hold.open();
    await clock.advance(112);
    expect([handle.overdue(), (await status()).status]).to.deep.equal([[], 0]);
  });

  for (const turns of ['multi-nic/c0ffee', 'alias/other', 'x/1,multi-nic/', 'multi-nic/,x/1'])
    it(`refuses a plugin that a plugin of ours was executed for, where ${turns} is held`, async () => {
      const seen: string[] = [];
      const verb = async () => (seen.push('called'), emptyResult);
      const all = verbs({ add: verb, check: async () => void (await verb()) });
      const handle = handlerOf({ 'multi-nic': all, alias: all, x: verbs() });
      for (const name of ['ADD', 'CHECK', 'STATUS']) {
        const { status, printed } = await call(handle, within(turns, name));
        expect(status).to.equal(1);
        expect(printed).to.include({ code: 7 });
        expect(printed).to.have.property('msg').that.contains('type: multi-nic was called back');
      }
      // Nothing was made by it, and a DEL that fails would keep the pod.
      for (const name of ['DEL', 'GC'])
        expect((await call(handle, within(turns, name))).status).to.equal(0);
      expect(seen).to.deep.equal([]);
    });

  it('serves the plugin that another one of ours executes, as the IPAM of ours', async () => {
    const handle = handlerOf({ 'multi-nic': verbs(), 'multi-nic-ipam': verbs() });
    const options = { plugin: 'multi-nic-ipam', env: { CNI_MULTI_NIC_TURNS: 'multi-nic/c0ffee' } };
    expect((await call(handle, options)).status).to.equal(0);
  });
});
