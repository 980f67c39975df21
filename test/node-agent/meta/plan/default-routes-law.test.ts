import { expect } from 'chai';
import * as fc from 'fast-check';
import type { RouteRow } from '../../../../node-agent/iproute2/types.ts';
import {
  type DefaultRouteStep,
  type ObservedRoutes,
  planDefaultRoutes,
} from '../../../../node-agent/meta/plan/default-routes.ts';
import { renderDefaultRoute } from '../../../../node-agent/meta/plan/render-default-route.ts';
import { asking, eth0, many, net1, observe, row } from './routes.ts';

type Given = Partial<RouteRow> & { readonly dev: string; readonly via: string | undefined };

const toRow = ({ dev, via, ...over }: Given): RouteRow => row(dev, via, over);

describe('planDefaultRoutes, for any routes', () => {
  it('is a fixed point: planning after applying plans nothing', () => {
    const link = fc.constantFrom('eth0', 'net1', 'net2-0', 'net2-1', 'tun0');
    const v4 = fc.record({
      dev: link,
      via: fc.constantFrom('10.0.0.1', '10.2.0.1', undefined),
      metric: fc.constantFrom(0, 200),
    });
    const v6 = fc.record({
      dev: link,
      via: fc.constantFrom('fd00::1', 'fd01::1'),
      metric: fc.constantFrom(512, 1024),
      protocol: fc.constantFrom(3, 9),
    });
    const claims = fc.constantFrom(undefined, [], ['10.2.0.1'], ['fd01::1', '10.0.0.1']);
    fc.assert(
      fc.property(fc.array(v4), fc.array(v6), claims, claims, (four, six, one, two) => {
        const networks = [
          eth0,
          one === undefined ? net1 : asking(...one),
          { ...many, ...(one === undefined && two !== undefined ? { defaultRoute: two } : {}) },
        ];
        const before = observe(four.map(toRow), six.map(toRow));
        const after = apply(before, planDefaultRoutes(networks, before));
        expect(planDefaultRoutes(networks, after).map(renderDefaultRoute)).to.deep.equal([]);
      }),
      { numRuns: 1000 },
    );
  });
});

/** What the kernel has after the steps. */
function apply(observed: ObservedRoutes, steps: readonly DefaultRouteStep[]): ObservedRoutes {
  const change = (family: 4 | 6): readonly RouteRow[] =>
    steps
      .filter((step) => step.family === family)
      .reduce<readonly RouteRow[]>((routes, { verb, hops: [hop], metric }) => {
        if (verb === 'add') return [...routes, row(hop?.dev ?? '', hop?.via, { metric })];
        const same = (route: RouteRow): boolean =>
          route.protocol !== 9 &&
          route.dev === hop?.dev &&
          route.via === hop?.via &&
          route.metric === metric;
        const at = routes.findIndex(same);
        expect(at, 'what is deleted is there').not.to.equal(-1);
        return routes.toSpliced(at, 1);
      }, observed[family]);
  return { 4: change(4), 6: change(6) };
}
