import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { failureOf, macvlanConf, none } from '../node-agent/attach/fixture.ts';
import {
  add,
  type AttachWorld,
  check,
  createAttachWorld,
  del,
  ipBut,
  said,
  usage,
} from './attach-world.ts';

describe('attach: DEL', function () {
  this.timeout(60_000);
  let world: AttachWorld;
  before(async () => {
    world = await createAttachWorld();
  });
  after(() => world.destroy());
  afterEach(() => world.reset());

  const cases = [
    { name: 'a netns path that does not exist', change: () => world.removePod('one'), of: {} },
    { name: 'an empty CNI_NETNS', change: () => world.removePod('one'), of: { netns: '' } },
    { name: 'an empty CNI_NETNS while the namespace lives', change: () => {}, of: { netns: '' } },
    {
      name: 'another network namespace at the path',
      change: () => {
        world.removePod('one');
        world.addPod('one');
      },
      of: {},
    },
  ];
  for (const { name, change, of } of cases) {
    it(`frees everything with ${name}`, async () => {
      const agent = await world.startAgent();
      world.addPod('one');
      await add(agent, { containerID: 'one' });
      change();
      await del(agent, { containerID: 'one', ...of });
      expect(await world.leaks()).to.deep.equal([]);
    });
  }

  it('succeeds for what was never added, for an unknown network, and twice', async () => {
    const agent = await world.startAgent();
    world.addPod('one');
    await add(agent, { containerID: 'one' });
    await del(agent, { containerID: 'never' });
    await del(agent, { containerID: 'one', conf: { ...macvlanConf, name: 'unknown' } });
    expect(usage(agent)).to.deep.equal(none.map(() => 1));
    await del(agent, { containerID: 'one' });
    await del(agent, { containerID: 'one' });
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('finds the namespace under another path', async () => {
    const agent = await world.startAgent();
    world.addPod('one');
    execFileSync('ip', ['netns', 'attach', 'other', String(holder('/run/netns/one'))]);
    await add(agent, { containerID: 'one', netns: '/run/netns/other' });
    execFileSync('ip', ['netns', 'del', 'other']);
    await del(agent, { containerID: 'one', netns: '/run/netns/one' });
    stopHolders();
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('touches only the sandbox that it names: a late DEL of the old one leaves the new one', async () => {
    const agent = await world.startAgent();
    world.addPod('old');
    world.addPod('new');
    await add(agent, { containerID: 'old' });
    await add(agent, { containerID: 'new' });
    await del(agent, { containerID: 'old' });
    await check(agent, 'new');
    await del(agent, { containerID: 'new' });
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('keeps the addresses while a link cannot be deleted, and frees them when it can', async () => {
    const fault = { on: false };
    const agent = await world.startAgent({
      ip: ipBut(({ args }) =>
        fault.on && args?.[1] === 'del'
          ? said(2, 'RTNETLINK answers: Operation not permitted')
          : undefined,
      ),
    });
    world.addPod('one');
    await add(agent, { containerID: 'one' });
    fault.on = true;
    const error = await failureOf(del(agent, { containerID: 'one' }));
    expect(error.message).to.contain('Operation not permitted');
    expect(usage(agent)).to.deep.equal(none.map(() => 1));
    fault.on = false;
    await del(agent, { containerID: 'one' });
    expect(await world.leaks()).to.deep.equal([]);
  });
});

const holders: (() => void)[] = [];

/** A process that lives in the namespace, because `ip netns attach` takes a pid. */
function holder(netns: string): number {
  const script = 'sleep 60 >/dev/null 2>&1 & echo $!';
  const pid = Number(
    execFileSync('nsenter', [`--net=${netns}`, 'sh', '-c', script], { encoding: 'utf8' }),
  );
  holders.push(() => process.kill(pid));
  return pid;
}

function stopHolders(): void {
  for (const stop of holders.splice(0)) stop();
}
