import { expect } from 'chai';

import { applySteps } from '../../node-agent/routes/apply.ts';
import { observeRoutes } from '../../node-agent/routes/observe.ts';
import { planRoutes } from '../../node-agent/routes/plan.ts';
import { defaultRouteConfig } from '../../node-agent/routes/types.ts';
import type { Ip } from '../../node-agent/types.ts';
import { printRoutes } from './print-routes.ts';
import { clean, type Lab, made, net, network, nothing, pass } from './route-lab.ts';

/** What holds, on the fake and on the kernel alike, when something is cut off, full, missing or refused. */
export function routeFaultSuite(open: () => Promise<Lab>): void {
  let lab: Lab;
  let ip: Ip;
  beforeEach(async () => {
    lab = await open();
    ({ ip } = lab);
  });
  const run = async (...batch: string[]): Promise<void> => {
    const { status, stderr } = await ip({ batch });
    if (status !== 0) throw new Error(stderr);
  };

  it('goes on where a pass was cut off: same table, only what is missing', async () => {
    const { steps } = planRoutes(net, await observeRoutes(ip), defaultRouteConfig);
    await applySteps(ip, steps.slice(0, 3));
    const { plan } = await pass(ip, net);
    expect(plan.steps.map(({ object }) => object)).to.deep.equal(['route', 'rule']);
    expect(await printRoutes(ip)).to.deep.equal(made);
  });

  it('moves its rule to another priority', async () => {
    await pass(ip, net);
    await pass(ip, net, { ...defaultRouteConfig, rulePriority: 31_000 });
    expect(await printRoutes(ip)).to.deep.equal([
      ...made.slice(0, 4),
      'rule 31000 from 192.168.0.0/16 table 20000 protocol 155',
    ]);
  });

  it('says so when no table is free', async () => {
    await run('rule add from 10.1.0.0/16 table 20000 priority 31000 protocol 3');
    const config = { ...defaultRouteConfig, tables: { first: 20_000, last: 20_000 } };
    const { plan } = await pass(ip, net, config);
    expect(plan.steps).to.deep.equal([]);
    expect(plan.findings.map(({ reason }) => reason)).to.deep.equal(['NoFreeTable']);
  });

  it('leaves out the routes of a NIC that is down, and brings them back with it', async () => {
    await pass(ip, net);
    await lab.setUp('eth2', false);
    const { plan, applied } = await pass(ip, net);
    expect(applied).to.deep.equal(clean);
    expect(plan.findings.map(({ reason }) => reason)).to.deep.equal(['NicDown']);
    expect(plan.findings[0]?.message).to.include('NIC eth2 is down, 1 routes');
    expect(await printRoutes(ip)).to.deep.equal([made[0], made[2], made[4]]);
    await lab.setUp('eth2', true);
    await pass(ip, net);
    expect(await printRoutes(ip)).to.deep.equal(made);
  });

  it('leaves out the routes of a NIC that is missing', async () => {
    await lab.remove('eth2');
    const { plan, applied } = await pass(ip, net);
    expect(applied).to.deep.equal(clean);
    expect(plan.findings.map(({ reason }) => reason)).to.deep.equal(['NicMissing']);
    expect(await printRoutes(ip)).to.deep.equal([made[0], made[2], made[4]]);
  });

  it('applies the rest when the kernel refuses a step, and names it', async () => {
    const off = network('net', '192.168.0.0/16', [
      ['192.168.1.0/24', '10.77.0.2', 'eth1'],
      ['192.168.65.0/24', '10.0.2.2', 'eth2'],
    ]);
    const { applied } = await pass(ip, off);
    expect(applied.failures.map(({ command, reason }) => [command, reason])).to.deep.equal([
      [
        'nexthop add id 20000000 via 10.77.0.2 dev eth1 protocol 155',
        'Error: Nexthop has invalid gateway.',
      ],
      [
        'route replace 192.168.1.0/24 nhid 20000000 table 20000 protocol 155',
        'Error: Nexthop id does not exist.',
      ],
    ]);
    expect(await printRoutes(ip)).to.deep.equal([made[1], made[3], made[4]]);
  });

  it('keeps the old route until its replacement worked', async () => {
    await pass(ip, net);
    const off = network('net', '192.168.0.0/16', [['192.168.1.0/24', '10.77.0.2', 'eth1']]);
    const { applied } = await pass(ip, off);
    expect(applied.held).to.equal(2);
    expect(await printRoutes(ip)).to.include.members([made[0], made[2], made[4]]);
  });

  it('tolerates that a step deletes what is gone', async () => {
    await pass(ip, net);
    const { steps } = planRoutes(nothing, await observeRoutes(ip), defaultRouteConfig);
    expect(await applySteps(ip, steps)).to.deep.equal(clean);
    expect(await applySteps(ip, steps)).to.deep.equal(clean);
  });

  it('tells when a NIC vanished between looking and acting', async () => {
    const { steps } = planRoutes(net, await observeRoutes(ip), defaultRouteConfig);
    await lab.remove('eth1');
    const applied = await applySteps(ip, steps);
    expect(applied.givenUp).to.include('Device does not exist');
    expect((await pass(ip, net)).applied).to.deep.equal(clean);
    expect(await printRoutes(ip)).to.have.length(3);
  });
}
