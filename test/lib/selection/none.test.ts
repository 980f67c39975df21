import { expect } from 'chai';
import * as fc from 'fast-check';
import { none } from '../../../lib/selection/none.ts';
import type { Candidate } from '../../../lib/selection/types.ts';

const eth1: Candidate = { name: 'eth1', netAddress: '10.0.1.0/24', up: true };
const eth2: Candidate = { name: 'eth2', netAddress: '10.0.2.0/24', up: true };
const eth3: Candidate = { name: 'eth3', netAddress: '10.0.10.0/24', up: true };
const host = [eth3, eth1, eth2];
const [net1, net2, net10, net9] = ['10.0.1.0/24', '10.0.2.0/24', '10.0.10.0/24', '9.9.9.0/24'];

type Case = {
  readonly name: string;
  readonly candidates?: readonly Candidate[];
  readonly masterNets?: readonly string[];
  readonly nics?: number;
  readonly masters?: readonly string[];
  readonly want: readonly string[] | string;
};

/** The vectors of multi-nic-cni; where we differ on purpose, the name says what upstream does. */
const cases: readonly Case[] = [
  {
    name: 'all NICs, in numeric order (upstream: eth1, eth3, eth2)',
    want: ['eth1', 'eth2', 'eth3'],
  },
  {
    name: 'a NIC that came late its numeric place, before those that were there',
    candidates: [...host, { name: 'eth9', netAddress: '10.0.0.0/24', up: true }],
    want: ['eth9', 'eth1', 'eth2', 'eth3'],
  },
  {
    name: 'a NIC that came late no place where masterNets lists others',
    candidates: [...host, { name: 'eth9', netAddress: '10.0.0.0/24', up: true }],
    masterNets: [net1, net2, net10],
    want: ['eth1', 'eth2', 'eth3'],
  },
  { name: 'the order of masterNets', masterNets: [net2, net1], want: ['eth2', 'eth1'] },
  { name: 'the first of masterNets', masterNets: [net2, net1], nics: 1, want: ['eth2'] },
  { name: 'the first two of all (upstream: eth1, eth3)', nics: 2, want: ['eth1', 'eth2'] },
  { name: 'what there is', masterNets: [net2, net1], nics: 9, want: ['eth2', 'eth1'] },
  { name: 'no limit for nics 0', masterNets: [net2, net1], nics: 0, want: ['eth2', 'eth1'] },
  { name: 'no limit below 0', masterNets: [net2, net1], nics: -1, want: ['eth2', 'eth1'] },
  {
    name: 'named masters, also outside masterNets',
    masterNets: [net2, net1],
    masters: ['eth3', 'eth1'],
    want: ['eth3', 'eth1'],
  },
  {
    name: 'the first of the named masters',
    masterNets: [net2, net1],
    masters: ['eth3', 'eth1'],
    nics: 1,
    want: ['eth3'],
  },
  {
    name: 'an error for an unknown master (upstream: all NICs)',
    masters: ['nope'],
    want: 'masters nope are not among the NICs of this host (eth3, eth1, eth2)',
  },
  {
    name: 'an error for one unknown among known ones (upstream: eth2 alone)',
    masters: ['nope', 'eth2'],
    want: 'masters nope are not among',
  },
  {
    name: 'nics after networks that the host lacks (upstream: none)',
    masterNets: [net9, net1],
    nics: 1,
    want: ['eth1'],
  },
  { name: 'an error when no network is here', masterNets: [net9], want: 'is up in 9.9.9.0/24' },
  {
    name: 'both NICs of one network (upstream: one at random)',
    candidates: [
      { ...eth2, name: 'eth10', netAddress: net1 },
      { ...eth1, name: 'eth9' },
    ],
    masterNets: [net1],
    want: ['eth9', 'eth10'],
  },
  {
    name: 'a network given twice once',
    masterNets: [net10, net10],
    want: ['eth3'],
  },
  { name: 'a master given twice once', masters: ['eth2', 'eth2'], want: ['eth2'] },
  { name: 'a network written with host bits', masterNets: ['10.0.2.7/24'], want: ['eth2'] },
  {
    name: 'no NIC that is down',
    candidates: [{ ...eth1, up: false }, eth2],
    want: ['eth2'],
  },
  {
    name: 'an error for a named master that is down',
    candidates: [{ ...eth1, up: false }, eth2],
    masters: ['eth1'],
    want: 'masters eth1 are down',
  },
  {
    name: 'a NIC without an address by its name only',
    candidates: [{ name: 'eth8', up: true }, eth2],
    masters: ['eth8'],
    want: ['eth8'],
  },
  {
    name: 'no NIC without an address by policy',
    candidates: [{ name: 'eth8', up: true }, eth2],
    want: ['eth2'],
  },
  { name: 'an error on a host without NICs', candidates: [], want: 'there are: none' },
];

const select = (candidates: readonly Candidate[]) =>
  none.select({ candidates, masterNets: [], wanted: {} });

describe('none', () => {
  for (const { name, candidates = host, masterNets = [], want, ...wanted } of cases) {
    it(`gives ${name}`, () => {
      const selected = none.select({ candidates, masterNets, wanted });
      if (typeof want !== 'string') expect(selected).to.deep.equal({ ok: true, masters: want });
      else expect(selected).to.have.property('reason').that.contains(want);
    });
  }

  it('sorts the same whatever the order of the candidates', () => {
    const nic = fc.record({
      name: fc.stringMatching(/^[a-z]{1,3}[0-9]{1,3}$/),
      netAddress: fc.constantFrom(net1, net2, net10),
      up: fc.constant(true),
    });
    const nics = fc.uniqueArray(nic, { selector: (one) => one.name, minLength: 1 });
    fc.assert(
      fc.property(nics, fc.infiniteStream(fc.nat()), (candidates, keys) => {
        const order = new Map(candidates.map((one) => [one, keys.next().value ?? 0]));
        const shuffled = candidates.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
        expect(select(shuffled)).to.deep.equal(select(candidates));
      }),
    );
  });
});
