import { expect } from 'chai';
import type { DefaultRouteStep } from '../../../../node-agent/meta/plan/default-routes.ts';
import { rewriteResults } from '../../../../node-agent/meta/plan/result-rewrite.ts';
import { attached } from './fixture.ts';

const routes = [
  { dst: '0.0.0.0/0', gw: '10.244.0.1' },
  { dst: '::/0', gw: 'fd00::1' },
  { dst: '0.0.0.0/0', gw: '10.244.0.1', table: 100 },
  { dst: '0.0.0.0/0', gw: '10.244.0.9', priority: 300 },
  { dst: '10.0.0.0/8', gw: '10.244.0.1' },
];
const networks = [attached('eth0', { routes }), attached('net1', { routes: [] })];
const del: DefaultRouteStep = {
  verb: 'del',
  family: 4,
  hops: [{ via: '10.244.0.1', dev: 'eth0' }],
  metric: 0,
};
const add: DefaultRouteStep = {
  verb: 'add',
  family: 4,
  hops: [{ via: '10.1.1.254', dev: 'net1' }],
  metric: 0,
};

describe('rewriteResults', () => {
  it('moves the default route from one result to the other, and nothing else', () =>
    expect(rewriteResults(networks, [del, add]).map(({ result }) => result?.routes)).to.deep.equal([
      routes.slice(1),
      [{ dst: '0.0.0.0/0', gw: '10.1.1.254' }],
    ]));
  it('is the same network where nothing changed', () => {
    const [primary, secondary] = rewriteResults(networks, [add]);
    expect(primary).to.equal(networks[0]);
    expect(secondary).not.to.equal(networks[1]);
  });
  it('takes an IPv6 default away, in any spelling', () => {
    const odd = attached('eth0', { routes: [{ dst: '::0/0', gw: 'fd00::1' }] });
    const step: DefaultRouteStep = { ...del, family: 6, metric: 1024 };
    expect(rewriteResults([odd], [step])[0]?.result?.routes).to.deep.equal([]);
  });
  it('adds an IPv6 default', () => {
    const step: DefaultRouteStep = {
      ...add,
      family: 6,
      hops: [{ via: 'fd01::1', dev: 'net1' }],
      metric: 512,
    };
    expect(rewriteResults(networks, [step])[1]?.result?.routes).to.deep.equal([
      { dst: '::/0', gw: 'fd01::1' },
    ]);
  });
});
