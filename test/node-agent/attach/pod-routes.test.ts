import { expect } from 'chai';
import { planPodRoutes } from '../../../node-agent/attach/pod-routes.ts';

describe('planPodRoutes', () => {
  const links = [
    { name: 'net1-0', addresses: [{ address: '10.0.0.5/18', gateway: '10.0.0.1' }] },
    { name: 'net1-1', addresses: [{ address: '10.1.0.5/18' }] },
  ];
  it('sends each route out of the link whose network holds the gateway', () =>
    expect(planPodRoutes(links, [{ route: { dst: '10.9.0.0/16', gw: '10.1.3.3' } }])).to.deep.equal(
      [{ dst: '10.9.0.0/16', hops: [{ via: '10.1.3.3', dev: 'net1-1' }] }],
    ));
  it('joins the gateways of one destination', () => {
    const routes = ['10.0.0.9', '10.1.0.9', '10.0.0.9'].map((gw) => ({
      route: { dst: '10.9.0.0/16', gw },
    }));
    expect(planPodRoutes(links, routes)).to.deep.equal([
      {
        dst: '10.9.0.0/16',
        hops: [
          { via: '10.0.0.9', dev: 'net1-0' },
          { via: '10.1.0.9', dev: 'net1-1' },
        ],
      },
    ]);
  });
  it('keeps destinations of different tables apart, and what a route says beside', () => {
    const route = { dst: '10.9.0.0/16', gw: '10.0.0.9' };
    const planned = planPodRoutes(links, [{ route }, { route: { ...route, table: 7, mtu: 1400 } }]);
    expect(planned.map(({ table, mtu }) => [table, mtu])).to.deep.equal([
      [undefined, undefined],
      [7, 1400],
    ]);
  });
  it("takes the link's own gateway, or none, for a route without one", () =>
    expect(
      planPodRoutes(links, [
        { route: { dst: '0.0.0.0/0' }, link: 0 },
        { route: { dst: '10.9.0.0/16' }, link: 1 },
      ]),
    ).to.deep.equal([
      { dst: '0.0.0.0/0', hops: [{ via: '10.0.0.1', dev: 'net1-0' }] },
      { dst: '10.9.0.0/16', hops: [{ dev: 'net1-1' }] },
    ]));
  it('refuses a gateway that no link reaches, naming both', () =>
    expect(() => planPodRoutes(links, [{ route: { dst: '10.9.0.0/16', gw: '9.9.9.9' } }])).to.throw(
      'gateway 9.9.9.9 of 10.9.0.0/16 is in the network of no link (net1-0 10.0.0.5/18, net1-1 10.1.0.5/18)',
    ));
});
