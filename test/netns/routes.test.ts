import { expect } from 'chai';

import { parseRoutes } from '../../node-agent/iproute2/parse.ts';
import { printRoutes } from '../support/print-routes.ts';
import { routeFaultSuite } from '../support/route-fault-suite.ts';
import { clean, made, net, network, nothing, pass } from '../support/route-lab.ts';
import { routeSuite } from '../support/route-suite.ts';
import { listenIn } from './monitor-world.ts';
import { fleet, fleetSize } from './route-fleet.ts';
import { type Namespace, openLab, openNamespace } from './route-world.ts';

const opened: Namespace[] = [];

async function open(): Promise<Namespace> {
  const lab = await openLab();
  opened.push(lab);
  return lab;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((lab) => lab.destroy()));
});

describe('observe, plan and apply on the kernel', () => {
  routeSuite(open);
  describe('when something is in the way', () => routeFaultSuite(open));

  it('does not make the kernel say a word the second time', async () => {
    const lab = await open();
    await pass(lab.ip, net);
    const monitor = await listenIn(lab.netns);
    await pass(lab.ip, net);
    expect(await monitor.stop()).to.deep.equal([]);
  });

  it('makes the kernel route by it', async () => {
    const lab = await open();
    await pass(lab.ip, net);
    await lab.ipIn('address add 192.168.0.1/32 dev lo');
    expect(await lab.ipIn('route get 192.168.65.9 from 192.168.0.1')).to.include(
      'via 10.0.2.2 dev eth2 table 20000',
    );
    const elsewhere = await lab.ipIn('route get 192.168.65.9 from 10.0.1.1').catch(String);
    expect(elsewhere).to.include('Network is unreachable');
  });

  it('rebuilds what went with a cable, as soon as it is back', async () => {
    const lab = await open();
    await pass(lab.ip, net);
    await lab.setUp('wire-eth1', false);
    expect(await printRoutes(lab.ip)).to.have.length(3);
    const { plan } = await pass(lab.ip, net);
    expect(plan.findings.map(({ reason }) => reason)).to.deep.equal(['NicDown']);
    await lab.setUp('wire-eth1', true);
    await pass(lab.ip, net);
    expect(await printRoutes(lab.ip)).to.deep.equal(made);
  });

  it('replaces a route in place: the kernel tells of no deletion', async () => {
    const lab = await open();
    await pass(lab.ip, net);
    const monitor = await listenIn(lab.netns);
    const moved = network('net', '192.168.0.0/16', [
      ['192.168.1.0/24', '10.0.1.3', 'eth1'],
      ['192.168.65.0/24', '10.0.2.2', 'eth2'],
    ]);
    await pass(lab.ip, moved);
    const lines = await monitor.stop();
    expect(lines.filter((line) => line.includes('Deleted 192.168.1.0/24'))).to.deep.equal([]);
  });
});

describe('40,000 routes', () => {
  it('are in the kernel one by one, stay untouched, and go without a trace', async () => {
    const lab = await openNamespace();
    opened.push(lab);
    for (let nic = 1; nic <= fleetSize.nics; nic += 1) {
      // oxlint-disable-next-line no-await-in-loop -- the kernel makes links one at a time
      await lab.addNic(`eth${nic}`, `10.${nic}.0.1/16`);
    }
    const desired = fleet();
    expect((await pass(lab.ip, desired)).applied).to.deep.equal(clean);

    const command = ['-N', '-j', 'route', 'show', 'table', '20000'];
    const rows = parseRoutes(command, await lab.ip({ args: command }), undefined, 20_000);
    const found = new Map(rows.map(({ dst, via, dev }) => [dst, `${via} ${dev}`]));
    const wanted = (desired.networks[0]?.routes ?? []).map(
      ({ dst, via, dev }) => [dst, `${via} ${dev}`] as const,
    );
    expect(wanted.length).to.equal(40_000);
    expect(rows.length).to.equal(40_000);
    expect(wanted.filter(([dst, hop]) => found.get(dst) !== hop)).to.deep.equal([]);

    expect((await pass(lab.ip, desired)).plan.steps).to.deep.equal([]);
    await pass(lab.ip, nothing);
    expect(await printRoutes(lab.ip)).to.deep.equal([]);
  }).timeout(60_000);
});
