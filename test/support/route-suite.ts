import { expect } from 'chai';

import type { Ip } from '../../node-agent/types.ts';
import { printRoutes } from './print-routes.ts';
import { clean, join, type Lab, made, net, network, nothing, pass } from './route-lab.ts';

/** Foreign entries of every sort, none of which stands in our way. */
const foreign = [
  'nexthop add id 20000000 via 10.0.1.99 dev eth1 protocol 3',
  'route replace 172.16.0.0/12 nhid 20000000 table 254 protocol 3',
  'route replace 192.168.1.0/24 via 10.0.1.98 dev eth1 table 20000 protocol 3',
  'route replace 172.16.0.0/12 via 10.0.1.98 dev eth1 table 20001 protocol 155 metric 7',
  'rule add from 192.168.0.0/16 table 20002 priority 31000 protocol 3',
];

/** What holds on the fake and on the kernel alike. */
export function routeSuite(open: () => Promise<Lab>): void {
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

  it('makes nexthops, routes and the rule', async () => {
    expect((await pass(ip, net)).applied).to.deep.equal(clean);
    expect(await printRoutes(ip)).to.deep.equal(made);
  });

  it('plans nothing the second time', async () => {
    await pass(ip, net);
    expect((await pass(ip, net)).plan.steps).to.deep.equal([]);
  });

  it('follows a peer to its new address', async () => {
    await pass(ip, net);
    const moved = network('net', '192.168.0.0/16', [
      ['192.168.1.0/24', '10.0.1.3', 'eth1'],
      ['192.168.65.0/24', '10.0.2.2', 'eth2'],
    ]);
    await pass(ip, moved);
    expect(await printRoutes(ip)).to.include.members([
      'nexthop 20000002 via 10.0.1.3 dev eth1 protocol 155',
      'route 192.168.1.0/24 nhid 20000002 via 10.0.1.3 dev eth1 table 20000 protocol 155',
    ]);
    expect(await printRoutes(ip)).to.have.length(5);
  });

  it('takes away what a peer and then the network leave behind', async () => {
    await pass(ip, net);
    await pass(ip, network('net', '192.168.0.0/16', [['192.168.1.0/24', '10.0.1.2', 'eth1']]));
    expect(await printRoutes(ip)).to.deep.equal([made[0], made[2], made[4]]);
    expect((await pass(ip, nothing)).applied).to.deep.equal(clean);
    expect(await printRoutes(ip)).to.deep.equal([]);
  });

  it('shares nexthops between networks, and gives each its table', async () => {
    const other = network('other', '10.99.0.0/16', [['10.99.1.0/24', '10.0.1.2', 'eth1']]);
    await pass(ip, join(net, other));
    expect(await printRoutes(ip)).to.include.members([
      'route 10.99.1.0/24 nhid 20000000 via 10.0.1.2 dev eth1 table 20001 protocol 155',
      'rule 32000 from 10.99.0.0/16 table 20001 protocol 155',
    ]);
    await pass(ip, net);
    expect(await printRoutes(ip)).to.deep.equal(made);
  });

  it('puts networks with one subnet into one table', async () => {
    const twin = network('twin', '192.168.0.0/16', [['192.168.9.0/24', '10.0.1.9', 'eth1']]);
    const { applied } = await pass(ip, join(net, twin));
    expect(applied).to.deep.equal(clean);
    expect(await printRoutes(ip)).to.include.members([
      ...made,
      'route 192.168.9.0/24 nhid 20000002 via 10.0.1.9 dev eth1 table 20000 protocol 155',
    ]);
  });

  it('goes around ids and tables that others use, and leaves them as they were', async () => {
    await run(...foreign.filter((line) => !line.includes('protocol 155')));
    const before = await printRoutes(ip);
    const { plan, applied } = await pass(ip, net);
    expect(applied).to.deep.equal(clean);
    expect(plan.tables.get('192.168.0.0/16')).to.equal(20_001);
    expect(await printRoutes(ip)).to.include.members(before);
    await pass(ip, nothing);
    expect(await printRoutes(ip)).to.deep.equal(before);
  });

  it('keeps its table when others put routes there, and those stay', async () => {
    await pass(ip, net);
    await run('route replace 192.168.77.0/24 via 10.0.1.98 dev eth1 table 20000 protocol 3');
    expect((await pass(ip, net)).plan.steps).to.deep.equal([]);
    await pass(ip, nothing);
    expect(await printRoutes(ip)).to.deep.equal([
      'route 192.168.77.0/24 via 10.0.1.98 dev eth1 table 20000 protocol 3',
    ]);
  });

  it('reports a foreign route in the place of one of ours, and leaves it', async () => {
    const stranger = 'route 192.168.1.0/24 via 10.0.1.2 dev eth1 table 20000 protocol 3';
    await pass(ip, net);
    await run(
      'route del 192.168.1.0/24 table 20000 protocol 155',
      'route replace 192.168.1.0/24 via 10.0.1.2 dev eth1 table 20000 protocol 3',
    );
    const { plan } = await pass(ip, net);
    expect(plan.steps).to.deep.equal([]);
    expect(plan.findings.map(({ reason, network: name }) => [reason, name])).to.deep.equal([
      ['ForeignRoute', 'net'],
    ]);
    expect(plan.findings[0]?.message).to.include('table 20000 has a route to 192.168.1.0/24');
    expect(await printRoutes(ip)).to.include(stranger);
  });

  it('keeps a nexthop of ours that a foreign route uses', async () => {
    await pass(ip, net);
    await run('route replace 172.16.0.0/12 nhid 20000001 table 254 protocol 3');
    await pass(ip, nothing);
    expect(await printRoutes(ip)).to.deep.equal([
      made[1],
      'route 172.16.0.0/12 nhid 20000001 via 10.0.2.2 dev eth2 table 254 protocol 3',
    ]);
  });

  it('deletes a route of ours that it does not want, also with a metric', async () => {
    await pass(ip, net);
    await run(
      'route replace 192.168.1.0/24 nhid 20000000 table 20000 protocol 155 metric 7',
      'route replace 192.168.3.0/24 via 10.0.1.98 dev eth1 table 20000 protocol 155',
    );
    expect((await pass(ip, net)).applied).to.deep.equal(clean);
    expect(await printRoutes(ip)).to.deep.equal(made);
  });
}
