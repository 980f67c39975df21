import { badValuesSuite } from './chart/bad-values-suite.ts';
import { installSuite } from './chart/install-suite.ts';
import { kindsSuite } from './chart/kinds-suite.ts';
import { manifestSuite } from './chart/manifest-suite.ts';
import { policySuite } from './chart/policy-suite.ts';
import { presetsSuite } from './chart/presets-suite.ts';
import { programsSuite } from './chart/programs-suite.ts';
import { rightsSuite } from './chart/rights-suite.ts';
import { textSuite } from './chart/text-suite.ts';
import { type ChartWorld, startChartWorld } from './chart/world.ts';

describe('the chart', function () {
  this.timeout(120_000);
  let world: ChartWorld | undefined;
  before(async () => {
    world = await startChartWorld();
  });
  after(() => world?.stop());

  const started = (): ChartWorld => {
    if (world === undefined) throw new Error('the world did not start');
    return world;
  };
  describe('installed by helm', () => installSuite(started));
  describe('gives each program its rights', () => rightsSuite(started));
  describe('holds the node agents', () => policySuite(started));
  describe('of each preset', () => presetsSuite(started));
  describe('and its kinds', () => kindsSuite(started));
  describe('runs programs that', () => programsSuite(started));
  describe('as one manifest', () => manifestSuite(started));
  describe('with bad values', () => badValuesSuite());
  describe('with odd words', () => textSuite(started));
});
