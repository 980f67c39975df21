import { expect } from 'chai';

import type { Applied } from '../../../node-agent/routes/apply.ts';
import { routeStatus } from '../../../node-agent/routes/status.ts';
import type { RoutePlan } from '../../../node-agent/routes/types.ts';
import { clean, join, net, network } from '../../support/route-lab.ts';

const desired = join(net, network('other', '10.99.0.0/16', []));
const plan: RoutePlan = {
  steps: [],
  findings: [],
  tables: new Map([
    ['192.168.0.0/16', 20_000],
    ['10.99.0.0/16', 20_001],
  ]),
};
const ready = (name: string) => ({ name, routes: 'Ready' });

const refused = (table: number): Applied => ({
  ...clean,
  failed: 1,
  failures: [
    {
      step: {
        object: 'route',
        verb: 'replace',
        dst: '10.99.1.0/24',
        table,
        protocol: 155,
        nhid: 7,
      },
      command: 'route replace 10.99.1.0/24 nhid 7',
      reason: 'Error: Nexthop id does not exist.',
    },
  ],
});

describe('routeStatus', () => {
  it('is Ready when nothing is in the way', () => {
    const status = routeStatus({ desired, plan, applied: clean });
    expect(status).to.deep.equal([ready('net'), ready('other')]);
  });

  it('gives a finding to its network alone', () => {
    const findings = [{ reason: 'NicDown', message: 'NIC eth1 is down', network: 'net' }];
    const status = routeStatus({ desired, plan: { ...plan, findings }, applied: clean });
    expect(status).to.deep.equal([
      { name: 'net', routes: 'Failed', message: 'NIC eth1 is down' },
      ready('other'),
    ]);
  });

  it('lists a network that has no routes because of a finding', () => {
    const findings = [{ reason: 'SubnetUnusable', message: 'no subnet', network: 'third' }];
    const status = routeStatus({
      desired: { ...desired, findings },
      plan: { ...plan, findings },
      applied: clean,
    });
    expect(status.at(-1)).to.deep.equal({ name: 'third', routes: 'Failed', message: 'no subnet' });
  });

  it('gives a refused step to the network of its table, with the command to try', () => {
    const [one, other] = routeStatus({ desired, plan, applied: refused(20_001) });
    expect(one).to.deep.equal(ready('net'));
    expect(other?.message).to.include(
      '`ip route replace 10.99.1.0/24 nhid 7` failed: Error: Nexthop',
    );
  });

  it('fails every network when the batch was given up', () => {
    const applied = { ...clean, givenUp: 'Error: argument "eth1" is wrong' };
    const status = routeStatus({ desired, plan, applied });
    expect(status.map(({ routes }) => routes)).to.deep.equal(['Failed', 'Failed']);
  });
});
