import { expect } from 'chai';

import { renderStep } from '../../../node-agent/iproute2/render.ts';
import type { Step } from '../../../node-agent/iproute2/types.ts';

const cases: { want: string; step: Step }[] = [
  {
    want: 'nexthop add id 20000000 via 10.0.1.2 dev eth1 protocol 155',
    step: {
      object: 'nexthop',
      verb: 'add',
      id: 20000000,
      via: '10.0.1.2',
      dev: 'eth1',
      protocol: 155,
    },
  },
  { want: 'nexthop del id 20000000', step: { object: 'nexthop', verb: 'del', id: 20000000 } },
  {
    want: 'route replace 192.168.1.0/24 nhid 20000000 table 20000 protocol 155',
    step: {
      object: 'route',
      verb: 'replace',
      dst: '192.168.1.0/24',
      table: 20000,
      protocol: 155,
      nhid: 20000000,
    },
  },
  {
    want: 'route del 192.168.1.0/24 table 20000 protocol 155 metric 5',
    step: {
      object: 'route',
      verb: 'del',
      dst: '192.168.1.0/24',
      table: 20000,
      protocol: 155,
      metric: 5,
    },
  },
  {
    want: 'rule add from 192.168.0.0/16 table 20000 priority 32000 protocol 155',
    step: {
      object: 'rule',
      verb: 'add',
      from: '192.168.0.0/16',
      table: 20000,
      priority: 32000,
      protocol: 155,
    },
  },
];

describe('renderStep', () => {
  for (const { want, step } of cases) {
    it(want, () => expect(renderStep(step)).to.equal(want));
  }
});
