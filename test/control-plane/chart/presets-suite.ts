import { expect } from 'chai';
import { kinds } from '../../../lib/api/group.ts';
import type { Config } from '../../../lib/api/config-types.ts';
import { wildcards } from './roles.ts';
import { type ChartWorld, namesOf, objectsOf, presetFile, presets, render } from './world.ts';

/** Where the container runtime of each distribution has its folders, and what else is different there. */
const want: Readonly<
  Record<string, { folders: readonly [string, string]; has?: readonly string[] }>
> = {
  bottlerocket: { folders: ['/opt/cni/bin', '/etc/cni/net.d'] },
  eks: { folders: ['/opt/cni/bin', '/etc/cni/net.d'] },
  gke: {
    folders: ['/home/kubernetes/bin', '/etc/cni/net.d'],
    has: ['ResourceQuota multi-nic-critical-pods'],
  },
  'ibm-roks': {
    folders: ['/var/lib/cni/bin', '/etc/kubernetes/cni/net.d'],
    has: ['ClusterRole multi-nic-node-agent-scc', 'RoleBinding multi-nic-node-agent-scc'],
  },
  k3s: {
    folders: ['/var/lib/rancher/k3s/data/cni', '/var/lib/rancher/k3s/agent/etc/cni/net.d'],
  },
  kubeadm: { folders: ['/opt/cni/bin', '/etc/cni/net.d'] },
  openshift: {
    folders: ['/var/lib/cni/bin', '/etc/kubernetes/cni/net.d'],
    has: ['ClusterRole multi-nic-node-agent-scc', 'RoleBinding multi-nic-node-agent-scc'],
  },
  rke2: { folders: ['/opt/cni/bin', '/etc/cni/net.d'] },
  talos: { folders: ['/opt/cni/bin', '/etc/cni/net.d'] },
};

const everything = [
  '--set=uninstall.hook=true',
  '--set=uninstall.cleanNetworks=true',
  '--set=crds.networkAttachmentDefinition=true',
  '--set=crds.earlyNetwork=true',
  '--set=openshift.enabled=true',
  '--set=criticalPodsQuota.create=true',
  '--set=networkPolicy.enabled=true',
  '--set=image.pullSecrets={one,two}',
  '--set=operator.podLabels.a=b',
  '--set=operator.podAnnotations.a=b',
  '--set=operator.nodeSelector.a=b',
  '--set=daemon.nodeSelector.a=b',
  '--set=daemon.nics.kinds={physical,vlan}',
  '--set=daemon.nics.pattern=^tenant',
  '--set=daemon.tolerations[0].operator=Exists',
  '--set=daemon.env[0].name=LOG_LEVEL',
  '--set=daemon.env[0].value=debug',
  '--set=meta.globalNamespaces={default,shared}',
  '--set=operator.podDisruptionBudget.maxUnavailable=50%',
];

const scc = 'security.openshift.io/v1/SecurityContextConstraints';

const configOf = (manifest: string): Config =>
  objectsOf(manifest).find(({ kind }) => kind === kinds.config.kind) as unknown as Config;

const namesWith = async (settings: readonly string[]): Promise<readonly string[]> =>
  namesOf(objectsOf(await render(settings)));

/** What the chart makes of the presets, judged by the API server. The kinds are there already. */
export function presetsSuite(given: () => ChartWorld): void {
  const dryRun = (manifest: string): Promise<string> => {
    const how = ['--dry-run=server', '--server-side', '--force-conflicts', '--validate=strict'];
    return given().kubectl(['apply', ...how, '--filename=-'], manifest);
  };

  it('has a preset for each, and no other', () =>
    expect(Object.keys(want)).to.have.members([...presets]));

  for (const preset of presets) {
    it(`${preset} is taken by the API server`, async () => {
      const manifest = await render([presetFile(preset)]);
      const said = await dryRun(manifest);
      expect(said.trim().split('\n')).to.have.length(objectsOf(manifest).length);
      const { daemon } = configOf(manifest).spec;
      expect([daemon.cniBinDir, daemon.cniConfDir]).to.deep.equal(want[preset]?.folders);
      expect(namesOf(objectsOf(manifest))).to.include.members([...(want[preset]?.has ?? [])]);
    });

    it(`${preset} gives no right by a wildcard`, async () => {
      const manifest = await render([presetFile(preset), `--api-versions=${scc}`, ...everything]);
      expect(wildcards(objectsOf(manifest))).to.deep.equal([]);
    });
  }

  it('is taken with every optional part in it', async () => {
    const manifest = await render([...everything, '--set=config.by=release']);
    expect((await dryRun(manifest)).trim().split('\n')).to.have.length(objectsOf(manifest).length);
  });

  it('is taken with the Job that makes the Config', async () => {
    const manifest = await render(['--set=config.by=job']);
    expect(await dryRun(manifest)).to.include('job.batch/multi-nic-first-config');
    expect(configOf(manifest)).to.equal(undefined);
  });

  it('has a SecurityContextConstraints only where the API has the kind', async () => {
    const name = 'SecurityContextConstraints multi-nic-node-agent';
    expect(await namesWith([presetFile('openshift')])).to.not.include(name);
    expect(await namesWith([presetFile('openshift'), `--api-versions=${scc}`])).to.include(name);
    expect(await namesWith([`--api-versions=${scc}`])).to.include(name);
    expect(
      await namesWith([`--api-versions=${scc}`, '--set=openshift.enabled=false']),
    ).to.not.include(name);
  });

  for (const { where, settings, hostNetwork } of [
    { where: 'on the host network', settings: [], hostNetwork: true },
    { where: 'on the pod network of OpenShift', settings: ['--set=openshift.enabled=true'] },
  ]) {
    it(`uninstalls ${where}`, async () => {
      const objects = objectsOf(await render(['--set=uninstall.hook=true', ...settings]));
      const job = objects.find((one) => one.metadata.name === name && one.kind === 'Job');
      const { spec } = job as unknown as {
        spec: { template: { spec: { hostNetwork?: boolean } } };
      };
      expect(spec.template.spec.hostNetwork).to.equal(hostNetwork);
    });
  }
  const name = 'multi-nic-operator-uninstall';

  it('puts both images where the values say', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const manifest = await render([
      '--set=image.registry=registry.example.com/team/',
      '--set=image.tag=v9',
      `--set=daemon.image.digest=${digest}`,
    ]);
    expect(manifest).to.include('image: "registry.example.com/team/multi-nic-operator:v9"\n');
    expect(configOf(manifest).spec.daemon.image).to.equal(
      `registry.example.com/team/multi-nic-node-agent:v9@${digest}`,
    );
  });

  it('is no danger to whoever applies it as it is: no hook runs at once', async () =>
    expect(await render()).to.not.include('helm.sh/hook'));
}
