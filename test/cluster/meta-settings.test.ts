import { rolledOut } from './agents.ts';
import { type AnnotatedRoom, openAnnotatedRoom } from './annotated.ts';
import { earlySuite } from './meta/early-suite.ts';
import { isolationSuite } from './meta/isolation-suite.ts';

describe('values of the chart', function () {
  this.timeout(300_000);
  let room: AnnotatedRoom;
  const given = (): AnnotatedRoom => room;
  before(async () => {
    room = await openAnnotatedRoom('meta-settings');
    await room.installed.install([
      '--set=meta.namespaceIsolation=true',
      '--set=meta.globalNamespaces={shared}',
      '--set=meta.multusName=true',
      '--set=crds.earlyNetwork=true',
    ]);
    await room.installed.ready();
    await rolledOut(room.installed);
  });
  after(async () => {
    await room.remove();
    await room.installed.install();
    await room.installed.ready();
    await rolledOut(room.installed);
  });

  describe('meta.namespaceIsolation', () => isolationSuite(given));
  describe('crds.earlyNetwork and meta.multusName', () => earlySuite(given));
});
