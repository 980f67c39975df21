import { expect } from 'chai';
import { eventually } from '../operator/world.ts';
import { runConfigJob } from './config-job.ts';
import { deleteKinds, kindsGone } from '../../support/kinds-gone.ts';
import type { ChartWorld } from './world.ts';

const path = new URL('../../../manifests/install.yaml', import.meta.url).pathname;
const manifest = `--filename=${path}`;
const job = 'multi-nic-first-config';
const config = 'configs.multinic.fms.io/multi-nicd';

/** For people without Helm. It leaves nothing behind. */
export function manifestSuite(given: () => ChartWorld): void {
  let world: ChartWorld;
  before(async () => {
    world = given();
    await world.uninstall();
    await deleteKinds(world.kubectl);
  });

  it('is applied in one go to a cluster that knows nothing of us', async () => {
    const said = await world.kubectl(['apply', manifest]);
    expect(said).to.include('deployment.apps/multi-nic-operator created');
    expect(said).to.include('multinicnetworks.multinic.fms.io created');
  });

  it('has its Config from the Job, as nobody’s release', async () => {
    expect(await runConfigJob(world, job)).to.include('"created"');
    const annotations = ['get', config, '--output=jsonpath={.metadata.annotations}'];
    expect(await world.kubectl(annotations)).to.not.include('meta.helm.sh');
    expect(await runConfigJob(world, job)).to.include('left as it is');
  });

  it('has nothing to change when it is applied again', async () =>
    expect(await world.kubectl(['diff', manifest])).to.equal(''));

  it('is removed by the commands of its header', async () => {
    await world.kubectl(['delete', 'multinicnetworks.multinic.fms.io', '--all']);
    await world.kubectl(['annotate', config, 'multinic.fms.io/uninstall=true']);
    // The namespace would wait for a controller that does not run here.
    await world.kubectl(['delete', manifest, '--wait=false']);
    await kindsGone(world.kubectl);
    const left = ['get', 'clusterroles,validatingadmissionpolicies', '--output=name'];
    await eventually('nothing of ours', async () => !(await world.kubectl(left)).includes('multi'));
  });
}
