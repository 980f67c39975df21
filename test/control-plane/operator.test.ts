import { configSuite } from './operator/config-suite.ts';
import { missingKindSuite } from './operator/missing-kind-suite.ts';
import { networkSuite } from './operator/network-suite.ts';
import { outageSuite } from './operator/outage-suite.ts';
import { replicasSuite } from './operator/replicas-suite.ts';
import { reservedSuite } from './operator/reserved-suite.ts';
import { rightsSuite } from './operator/rights-suite.ts';
import { uninstallSuite } from './operator/uninstall-suite.ts';
import { type OperatorWorld, startWorld } from './operator/world.ts';

describe('the operator process', function () {
  this.timeout(60_000);
  let world: OperatorWorld;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());

  describe('alone', () => networkSuite(() => world));
  describe('asked for what the cluster needs itself', () => reservedSuite(() => world));
  describe('with Configs', () => configSuite(() => world));
  describe('with a second replica', () => replicasSuite(() => world));
  describe('without its rights', () => rightsSuite(() => world));
  describe('without a kind that it needs', () => missingKindSuite(() => world));
  describe('without its API server', () => outageSuite(() => world));
  describe('uninstalling', () => uninstallSuite(() => world));
});
