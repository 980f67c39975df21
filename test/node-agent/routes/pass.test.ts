import { expect } from 'chai';

import { commands } from '../../../node-agent/iproute2/commands.ts';
import { planPass } from '../../../node-agent/routes/pass.ts';
import { defaultRouteConfig } from '../../../node-agent/routes/types.ts';
import type { Ip } from '../../../node-agent/types.ts';
import { fakeIp } from '../../support/fake-ip.ts';
import { net, pass } from '../../support/route-lab.ts';

const setup = [
  'link add eth1',
  'address add 10.0.1.1/24 dev eth1',
  'link add eth2',
  'address add 10.0.2.1/24 dev eth2',
];

/** Counts how often the nexthops are asked for. */
function counting(ip: Ip): { ip: Ip; asked: () => number } {
  let asked = 0;
  const counted: Ip = (call) => {
    if (call.args === commands.nexthops) asked += 1;
    return ip(call);
  };
  return { ip: counted, asked: () => asked };
}

describe('planPass', () => {
  it('does not ask for the nexthops while every route is right', async () => {
    const fake = fakeIp({ setup });
    await pass(fake, net);
    const { ip, asked } = counting(fake);
    expect((await planPass(ip, net, defaultRouteConfig)).steps).to.deep.equal([]);
    expect(asked()).to.equal(0);
  });

  it('finds one that was left behind when no network is left', async () => {
    const left = `nexthop add id ${defaultRouteConfig.nexthopBase} via 10.0.1.9 dev eth1 protocol 155`;
    const { ip } = counting(fakeIp({ setup: [...setup, left] }));
    const { steps } = await planPass(ip, { networks: [], findings: [] }, defaultRouteConfig);
    expect(steps).to.have.length(1);
    expect(steps[0]).to.include({ object: 'nexthop', verb: 'del' });
  });

  it('asks for them before it changes anything', async () => {
    const fake = fakeIp({
      setup: [...setup, 'nexthop add id 20000000 via 10.0.1.9 dev eth1 protocol 3'],
    });
    const { ip, asked } = counting(fake);
    const { steps } = await planPass(ip, net, defaultRouteConfig);
    expect(asked()).to.equal(1);
    expect(steps[0]).to.include({ object: 'nexthop', verb: 'add', id: 20_000_001 });
  });
});
