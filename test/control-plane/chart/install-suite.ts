import { expect } from 'chai';
import { runConfigJob } from './config-job.ts';
import { type ChartWorld, namespace, render } from './world.ts';

const crds = 'customresourcedefinitions.apiextensions.k8s.io';
const config = 'configs.multinic.fms.io/multi-nicd';

/** `helm upgrade --install` on a cluster that knows nothing of us, and the revisions after it. */
export function installSuite(given: () => ChartWorld): void {
  let world: ChartWorld;
  const get = async (what: string, path: string): Promise<string> =>
    world.kubectl(['get', what, `--namespace=${namespace}`, `--output=jsonpath=${path}`]);
  const jobs = (): Promise<string> => get('jobs', '{.items[*].metadata.name}');
  /** What kubectl would change of the release if its manifest were applied again; '' when nothing. */
  const difference = async (settings: readonly string[] = []): Promise<string> => {
    const manifest = await render(settings);
    return world.kubectl(['diff', '--filename=-'], manifest).catch(String);
  };
  before(() => {
    world = given();
  });

  it('takes one command', async () => {
    const notes = await world.install();
    expect(notes).to.include('STATUS: deployed');
    expect(notes).to.include('kubectl wait --for=condition=Ready --timeout=180s configs');
    const conditions = '{.items[*].status.conditions[?(@.type=="Established")].status}';
    await world.kubectl(['wait', '--for=condition=Established', '--timeout=30s', crds, '--all']);
    expect((await get(crds, conditions)).split(' ')).to.deep.equal(Array(7).fill('True'));
  });

  it('leaves the first Config to a Job, whose program makes it with the Job’s own rights', async () => {
    expect(await get('configs.multinic.fms.io', '{.items[*].metadata.name}')).to.equal('');
    expect(await runConfigJob(world, 'multi-nic-first-config'))
      .to.include('"created"')
      .and.include('Config multi-nicd');
    expect(await get(config, '{.spec.daemon.image}')).to.match(
      /^localhost\/multi-nic-node-agent:\d/,
    );
    expect(await get(config, '{.metadata.ownerReferences[0].name}')).to.equal('multi-nic-operator');
  });

  it('is then what helm template says, field by field', async () =>
    expect(await difference()).to.equal(''));

  it('has the Config in the next revision, with a Job that applies it for a Helm that would not', async () => {
    await world.install(['--set=config.logLevel=6', '--set=daemon.cniBinDir=/usr/libexec/cni']);
    const manifest = await world.helm(['get', 'manifest', 'multi-nic-operator', `-n=${namespace}`]);
    expect(manifest).to.include('kind: Config\n');
    expect(await jobs()).to.equal('multi-nic-take-config-2');
    // As Helm 3 leaves it: nothing but who owns it is changed.
    const spec = { logLevel: 4, daemon: { cniBinDir: '/opt/cni/bin' } };
    const stale = ['patch', config, '--type=merge', `--patch=${JSON.stringify({ spec })}`];
    await world.kubectl(stale);
    expect(await runConfigJob(world, 'multi-nic-take-config-2')).to.include('"applied"');
    expect(await get(config, '{.spec.logLevel} {.spec.daemon.cniBinDir}')).to.equal(
      '6 /usr/libexec/cni',
    );
    expect(await get(config, '{.metadata.ownerReferences}')).to.equal('');
  });

  it('needs no Job any more', async () => {
    await world.install(['--set=config.logLevel=6', '--set=daemon.cniBinDir=/usr/libexec/cni']);
    expect(await jobs()).to.equal('');
  });

  it('is again what helm template says', async () => {
    const same = ['--set=config.logLevel=6', '--set=daemon.cniBinDir=/usr/libexec/cni'];
    expect(await difference(same)).to.equal('');
    // Ended with 1 and without an error: there is a difference.
    expect(await difference()).to.include('diff --filename=-: Command failed');
  });

  it('takes a value back to its default', async () => {
    await world.install();
    expect(await get(config, '{.spec.logLevel} {.spec.daemon.cniBinDir}')).to.equal(
      '4 /opt/cni/bin',
    );
    expect(await difference()).to.equal('');
  });

  it('changes nothing when nothing has changed', async () => {
    const versions = '{range .items[*]}{.kind} {.metadata.name} {.metadata.resourceVersion} {end}';
    const kinds = [
      'configs.multinic.fms.io,deployments,serviceaccounts,roles,rolebindings,clusterroles,clusterrolebindings',
      `${crds},poddisruptionbudgets,validatingadmissionpolicies,validatingadmissionpolicybindings`,
    ].join(',');
    const before = await get(kinds, versions);
    await world.install();
    expect(await get(kinds, versions)).to.equal(before);
  });

  it('keeps what the operator writes beside it', async () => {
    const status = JSON.stringify({ status: { nodes: '3/3', readyNodes: 3 } });
    await world.kubectl(['patch', config, '--subresource=status', '--type=merge', `-p=${status}`]);
    await world.install(['--set=config.logLevel=5']);
    expect(await get(config, '{.status.nodes} {.spec.logLevel}')).to.equal('3/3 5');
    expect(await difference(['--set=config.logLevel=5'])).to.equal('');
    await world.install();
  });
}
