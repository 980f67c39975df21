import { byHandSuite } from './release/by-hand-suite.ts';
import { cleanSuite } from './release/clean-suite.ts';
import { configSuite } from './release/config-suite.ts';
import { manifestSuite } from './release/manifest-suite.ts';
import { rightsSuite } from './release/rights-suite.ts';
import { sameSuite } from './release/same-suite.ts';
import { deletedSuite } from './release/deleted-suite.ts';
import { firstTraces, type Traces } from './release/traces.ts';
import { uninstallSuite } from './release/uninstall-suite.ts';
import { upgradeSuite } from './release/upgrade-suite.ts';
import { type ReleaseWorld, startReleaseWorld } from './release/world.ts';

describe('a release of the chart, from its first day to its last', function () {
  this.timeout(300_000);
  let world: ReleaseWorld;
  let first: Traces;
  const given = (): ReleaseWorld => world;
  const untouched = (): Traces => first;
  before(async () => {
    world = await startReleaseWorld();
    first = await firstTraces(world);
  });
  after(() => world?.down());

  // In this order: each begins where the one before it ended.
  describe('upgraded from the release before', () => upgradeSuite(given));
  describe('asked for once more', () => sameSuite(given));
  describe('its node agents', () => rightsSuite(given));
  describe('its DaemonSet', () => configSuite(given));
  describe('uninstalled under running pods', () => uninstallSuite(given));
  describe('uninstalled with its networks', () => cleanSuite(given, untouched));
  describe('as one manifest', () => manifestSuite(given, untouched));
  describe('deleted with all that could clean up', () => deletedSuite(given, untouched));
  describe('taken away without asking', () => byHandSuite(given, untouched));
});
