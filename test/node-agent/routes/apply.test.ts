import { fakeIp } from '../../support/fake-ip.ts';
import { routeFaultSuite } from '../../support/route-fault-suite.ts';
import type { Lab } from '../../support/route-lab.ts';
import { routeSuite } from '../../support/route-suite.ts';

const setup = [
  'link add eth1',
  'address add 10.0.1.1/24 dev eth1',
  'link add eth2',
  'address add 10.0.2.1/24 dev eth2',
];

async function open(): Promise<Lab> {
  const ip = fakeIp({ setup });
  const run = async (line: string): Promise<void> => {
    await ip({ batch: [line] });
  };
  return {
    ip,
    remove: (dev) => run(`link del ${dev}`),
    setUp: (dev, up) => run(`link ${up ? 'up' : 'down'} ${dev}`),
  };
}

describe('observe, plan and apply on the fake kernel', () => {
  routeSuite(open);
  describe('when something is in the way', () => routeFaultSuite(open));
});
