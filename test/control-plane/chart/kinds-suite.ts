import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import { nadCrd as nad, ourCrds as ours } from '../../support/our-crds.ts';
import { deleteKinds, kindsGone } from '../../support/kinds-gone.ts';
import {
  chart,
  type ChartWorld,
  namesOf,
  namespace,
  objectsOf,
  presetFile,
  release,
} from './world.ts';

const crdNames = '--output=jsonpath={.items[*].metadata.name}';
const nadFile = join(chart, 'files/crds/network-attachment-definitions.yaml');

/** Multus' own and those of distributions differ in descriptions. */
const inOtherWords = (): string =>
  readFileSync(nadFile, 'utf8').replace('description: How to attach.', 'description: Theirs.');

const early = (fields: object): string =>
  JSON.stringify({
    apiVersion: 'kubernetes-network.cni.cncf.io/v1',
    kind: 'Network',
    metadata: { name: 'early', namespace: 'default' },
    ...fields,
  });

const kindsIn = (manifest: string): readonly string[] =>
  namesOf(objectsOf(manifest))
    .filter((one) => one.startsWith('CustomResourceDefinition '))
    .map((one) => one.split(' ')[1] ?? '');

/** Who installs, keeps, upgrades and deletes the CRDs. It begins and ends with a release and all kinds installed. */
export function kindsSuite(given: () => ChartWorld): void {
  let world: ChartWorld;
  const installed = async (): Promise<readonly string[]> =>
    (await world.kubectl(['get', 'crd', crdNames])).split(' ').filter((name) => name !== '');
  const wipe = async (): Promise<void> => {
    await world.uninstall().catch(String);
    await deleteKinds(world.kubectl);
  };
  /** Names of the kinds that a release would have, and of those that it would make once, asked with the cluster in sight. */
  const planned = async (settings: readonly string[] = [], name = release) => {
    const dryRun = ['--dry-run=server', `--namespace=${namespace}`, '--create-namespace'];
    const said = await world.helm(['upgrade', '--install', name, chart, ...dryRun, ...settings]);
    const manifest = said.slice(said.indexOf('MANIFEST:\n') + 10, said.lastIndexOf('\nNOTES:'));
    const hooks = said.slice(said.indexOf('HOOKS:\n') + 7, said.indexOf('MANIFEST:\n'));
    return { objects: kindsIn(manifest), once: kindsIn(hooks) };
  };
  const ownerOf = (): Promise<string> =>
    world.kubectl([
      'get',
      'crd',
      nad,
      '--output=jsonpath={.metadata.annotations} {.metadata.labels}',
    ]);
  before(() => {
    world = given();
  });

  it('leaves all kinds and networks when the release goes, and nothing else', async () => {
    const network = {
      apiVersion: 'multinic.fms.io/v1',
      kind: 'MultiNicNetwork',
      metadata: { name: 'kept' },
      spec: {
        subnet: '192.168.0.0/16',
        ipam: '{"type":"multi-nic-ipam","hostBlock":6,"interfaceBlock":2}',
        multiNICIPAM: true,
        plugin: { cniVersion: '0.3.0', type: 'macvlan' },
      },
    };
    await world.kubectl(['create', '--filename=-'], JSON.stringify(network));
    const said = await world.uninstall();
    expect(said).to.include('[CustomResourceDefinition] multinicnetworks.multinic.fms.io');
    expect(await installed()).to.have.members([...ours, nad]);
    await world.kubectl(['get', 'multinicnetwork', 'kept']);
    const rest = await world.kubectl([
      'get',
      'configs.multinic.fms.io,deployments,daemonsets,jobs,clusterroles,clusterrolebindings,roles,rolebindings,' +
        'validatingadmissionpolicies,validatingadmissionpolicybindings,poddisruptionbudgets,serviceaccounts,configmaps',
      '--all-namespaces',
      '--selector=app.kubernetes.io/part-of=multi-nic-operator',
      '--output=name',
    ]);
    expect(rest).to.equal('');
  });

  it('takes kept kinds over, and has the Config in its first revision then', async () => {
    const said = await world.install();
    expect(said).to.include('REVISION: 1');
    await world.kubectl(['get', 'configs.multinic.fms.io/multi-nicd', 'multinicnetwork/kept']);
    await world.kubectl(['delete', 'multinicnetwork', 'kept', '--timeout=10s']);
  });

  it('leaves the NetworkAttachmentDefinition that it made alone from then on', async () =>
    expect(await planned()).to.deep.equal({ objects: ours, once: [] }));

  it('makes the NetworkAttachmentDefinition where there is none, outside of the release', async () => {
    await wipe();
    expect(await planned()).to.deep.equal({ objects: ours, once: [nad] });
    const set = '--set=crds.networkAttachmentDefinition';
    expect(await planned([`${set}=true`])).to.deep.equal({ objects: [...ours, nad], once: [] });
    expect(await planned([`${set}=false`])).to.deep.equal({ objects: ours, once: [] });
    expect(await planned(['--set=crds.install=false'])).to.deep.equal({ objects: [], once: [] });
    await world.install();
    expect(await installed()).to.have.members([...ours, nad]);
    expect(await ownerOf())
      .to.not.include('meta.helm.sh')
      .and.not.include('managed-by');
  });

  it('leaves somebody’s NetworkAttachmentDefinition alone, also when it goes', async () => {
    await wipe();
    await world.kubectl(['create', `--filename=${nadFile}`]);
    const version = ['get', 'crd', nad, '--output=jsonpath={.metadata.resourceVersion}'];
    expect(await planned()).to.deep.equal({ objects: ours, once: [] });
    const others = [
      { name: 'another', namespace },
      { name: release, namespace: 'another' },
    ];
    for (const owner of others) {
      await world.kubectl([
        'annotate',
        '--overwrite',
        'crd',
        nad,
        `meta.helm.sh/release-name=${owner.name}`,
        `meta.helm.sh/release-namespace=${owner.namespace}`,
      ]);
      expect((await planned()).objects).to.have.members(ours);
    }
    await world.install();
    const before = await world.kubectl(version);
    await world.install(['--set=config.logLevel=5']);
    await world.uninstall();
    expect(await world.kubectl(version)).to.equal(before);
    expect(await installed()).to.include(nad);
  });

  it('keeps a NetworkAttachmentDefinition that a release of before has in it', async () => {
    await wipe();
    await world.install(['--set=crds.networkAttachmentDefinition=true']);
    expect(await planned()).to.deep.equal({ objects: [...ours, nad], once: [] });
  });

  /** Of RKE2: the kind as an object of a release, in the words of another. */
  const rke2 = async (...flags: readonly string[]): Promise<string> => {
    const dir = join(world.dir, 'rke2-multus-crd');
    mkdirSync(join(dir, 'templates'), { recursive: true });
    writeFileSync(
      join(dir, 'Chart.yaml'),
      'apiVersion: v2\nname: rke2-multus-crd\nversion: 1.0.0\n',
    );
    writeFileSync(join(dir, 'templates/crd.yaml'), inOtherWords());
    const where = ['--install', 'rke2-multus-crd', dir, '--namespace=kube-system', ...flags];
    return world.helm(['upgrade', ...where]).catch(String);
  };

  it('lets the release of RKE2 that brings Multus’ kind take it over, and never touches it again', async () => {
    await wipe();
    await world.install([presetFile('rke2')]);
    expect(await rke2()).to.include('STATUS: deployed');
    await world.install([presetFile('rke2'), '--set=config.logLevel=5']);
    await world.uninstall();
    expect(await ownerOf()).to.include('rke2-multus-crd');
    expect(await world.kubectl(['get', 'crd', nad, '--output=yaml'])).to.include('Theirs.');
    await world.helm(['uninstall', 'rke2-multus-crd', '--namespace=kube-system']);
  });

  it('lets kubectl apply and another release with --take-ownership take it over', async () => {
    await wipe();
    await world.install();
    expect(await rke2()).to.include('cannot be imported into the current release');
    expect(await rke2('--take-ownership')).to.include('STATUS: deployed');
    await wipe();
    await world.install();
    const said = await world.kubectl(['apply', '--filename=-'], inOtherWords());
    expect(said).to.include(`${nad} configured`);
    await wipe();
    await world.install();
    const serverSide = ['apply', '--server-side', '--filename=-'];
    const refused = await world.kubectl(serverSide, inOtherWords()).catch(String);
    expect(refused).to.include('--force-conflicts');
    await world.kubectl([...serverSide, '--force-conflicts'], inOtherWords());
  });

  it('deletes the kinds with the release where it is told to, and says what that asks for', async () => {
    await wipe();
    const gone = ['--set=crds.keep=false', '--set=uninstall.cleanNetworks=true'];
    await world.install(gone);
    expect(await installed()).to.have.members([...ours, nad]);
    await world.uninstall();
    await kindsGone(world.kubectl, ours);
    expect(await installed()).to.deep.equal([nad]);
  });

  it('brings the kinds of an older chart up to date, and with them a Config that needs it', async () => {
    const old = join(world.dir, 'old-chart');
    cpSync(chart, old, { recursive: true });
    const file = join(old, 'files/crds/configs.yaml');
    const crd = parse(readFileSync(file, 'utf8'));
    delete crd.spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.meta;
    writeFileSync(file, stringify(crd));
    const template = join(old, 'templates/_config.tpl');
    const text = readFileSync(template, 'utf8');
    writeFileSync(template, text.replace(/ {2}meta:[^]*?(?= {2}daemon:)/, ''));
    writeFileSync(
      join(old, 'Chart.yaml'),
      readFileSync(join(old, 'Chart.yaml'), 'utf8').replace(/^version: .*/m, 'version: 1.9.0'),
    );
    await world.install([], old);
    await world.install([], old);
    const mode = [
      'get',
      'configs.multinic.fms.io/multi-nicd',
      '--output=jsonpath={.spec.meta.mode}',
    ];
    expect(await world.kubectl(mode)).to.equal('');
    await world.install(['--set=meta.enabled=false']);
    expect(await world.kubectl(mode)).to.equal('Off');
  });

  it('has the kind of early Multus on request', async () => {
    await world.install(['--set=crds.earlyNetwork=true']);
    const crd = 'crd/networks.kubernetes-network.cni.cncf.io';
    await world.kubectl(['wait', '--for=condition=Established', '--timeout=10s', crd]);
    const create = (fields: object) =>
      world.kubectl(['create', '--filename=-'], early(fields)).catch(String);
    expect(await create({ plugin: 'flannel' })).to.include('args: Required value');
    expect(await create({ args: '[]' })).to.include('plugin: Required value');
    await create({ plugin: 'flannel', args: '[{"delegate": {"isDefaultGateway": true}}]' });
    const path = '/apis/kubernetes-network.cni.cncf.io/v1/namespaces/default/networks/early';
    expect(await world.kubectl(['get', '--raw', path])).to.include('"plugin":"flannel"');
    expect(await world.kubectl(['get', 'net', 'early', '--output=name'])).to.include('early');
    await world.install();
    expect(await installed()).to.include('networks.kubernetes-network.cni.cncf.io');
  });
}
