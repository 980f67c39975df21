import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ControlPlane, startControlPlane } from '../../hack/control-plane/start.ts';
import { type Api, createApi } from './crds/api.ts';
import { columnsSuite } from './crds/columns.ts';
import { explainSuite } from './crds/explain.ts';
import { establishedSuite, takeoverSuite } from './crds/install.ts';
import { ipamLawsSuite, largestSuite, refusalsSuite, samplesSuite } from './crds/samples.ts';
import { writersSuite } from './crds/writers.ts';

describe('crds', function crds() {
  this.timeout(60_000);
  const dir = mkdtempSync(join(tmpdir(), 'multinic-crds-'));
  let plane: ControlPlane | undefined;
  let client: Api | undefined;
  const api = (): Api => client as Api;
  const kubeconfig = (): string => plane?.kubeconfig ?? '';

  before(async () => {
    plane = await startControlPlane({ dir, log: () => {} });
    client = createApi(plane.kubeconfig);
  });

  after(async () => {
    client?.close();
    await plane?.stop();
    rmSync(dir, { recursive: true });
  });

  // In this order: the takeover finds objects that were stored before any rule existed.
  takeoverSuite(api);
  establishedSuite(api);
  samplesSuite(api);
  refusalsSuite(api);
  largestSuite(api);
  ipamLawsSuite(api);
  writersSuite(api);
  explainSuite({ api, kubeconfig });
  columnsSuite({ api, kubeconfig });
});
