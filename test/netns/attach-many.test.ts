import { expect } from 'chai';
import { collect } from '../../node-agent/attach/collect.ts';
import { failureOf, knownOf, macvlanConf, none, requestOf } from '../node-agent/attach/fixture.ts';
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

describe('attach: many at once', function () {
  this.timeout(60_000);
  let world: AttachWorld;
  before(async () => {
    world = await createAttachWorld();
  });
  after(() => world.destroy());
  afterEach(() => world.reset());

  it('GC keeps the valid ones, undoes the others and goes on over failures', async () => {
    const fault = { netns: '' };
    const agent = await world.startAgent({
      ip: ipBut(({ args, netns }) =>
        args?.[1] === 'del' && netns === fault.netns
          ? said(2, 'RTNETLINK answers: Input/output error')
          : undefined,
      ),
    });
    const pods = ['a', 'b', 'c', 'd', 'e'];
    for (const pod of pods) {
      world.addPod(pod);
      await add(agent, { containerID: pod });
    }
    const valid = ['a', 'c', 'e'].map((containerID) => ({ containerID, ifname: 'net1' }));
    const gc = (list: readonly { containerID: string; ifname: string }[]): Promise<void> => {
      const conf = { ...macvlanConf, 'cni.dev/valid-attachments': list };
      return agent.verbs['multi-nic'].gc(requestOf('GC', { containerID: '', conf }));
    };
    fault.netns = '/run/netns/b';
    const error = await failureOf(gc(valid));
    expect(error.message).to.contain('Input/output error').and.to.contain('net1 of b');
    expect(usage(agent)).to.deep.equal(none.map(() => 4));
    fault.netns = '';
    await gc(valid);
    expect(usage(agent)).to.deep.equal(none.map(() => 3));
    for (const pod of ['a', 'c', 'e']) await check(agent, pod);
    await gc([]);
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('survives 200 ADDs and 200 DELs at once with GC and collector among them', async () => {
    const known = knownOf(world.masters);
    const pools = known.pools.map((pool) => ({
      ...pool,
      spec: { ...pool.spec, podCIDR: pool.spec.podCIDR.replace('/26', '/23') },
    }));
    const agent = await world.startAgent({ known: () => ({ ...known, pools }) });
    const conf = { ...macvlanConf, args: { cni: { nics: 2 } } };
    const pods = Array.from({ length: 200 }, (_, index) => `p${index}`);
    for (const pod of pods) world.addPod(pod);
    const valid = pods.map((containerID) => ({ containerID, ifname: 'net1' }));
    const gcConf = { ...macvlanConf, 'cni.dev/valid-attachments': valid };
    const addresses: string[] = [];
    const attached = pods.map(async (containerID) => {
      const { ips } = await add(agent, { containerID, conf });
      addresses.push(...ips.map(({ address }) => address));
    });
    const gc = agent.verbs['multi-nic'].gc(requestOf('GC', { containerID: '', conf: gcConf }));
    await Promise.all([...attached, gc, collect(agent.context)]);
    expect(new Set(addresses).size).to.equal(400);
    const deleted = pods.map((containerID) => del(agent, { containerID, conf }));
    await Promise.all([...deleted, collect(agent.context)]);
    expect(await world.leaks()).to.deep.equal([]);
  });
});
