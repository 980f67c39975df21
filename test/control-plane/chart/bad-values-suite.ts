import { expect } from 'chai';
import { render } from './world.ts';

type Bad = {
  readonly name: string;
  readonly set: string;
  /** As `--set-string`, or as `--set-json`. */
  readonly how?: 'string' | 'json';
  readonly want: readonly string[];
};

const cases: readonly Bad[] = [
  { name: 'an unknown value', set: 'operater.replicas=3', want: ["'operater' not allowed"] },
  {
    name: 'an unknown value of the operator',
    set: 'operator.replica=3',
    want: ["at '/operator'", "'replica' not allowed"],
  },
  {
    name: 'an unknown value of the agents',
    set: 'daemon.hostNetwork=false',
    want: ["at '/daemon'", "'hostNetwork' not allowed"],
  },
  {
    name: 'an unknown pull policy',
    set: 'image.pullPolicy=always',
    want: ['/image/pullPolicy', "'Always'"],
  },
  {
    name: 'a registry with a scheme',
    set: 'image.registry=https://registry.example.com',
    want: ['/image/registry'],
  },
  { name: 'a tag with a colon', set: 'image.tag=a:b', want: ['/image/tag'] },
  {
    name: 'a tag in the repository',
    set: 'operator.image.repository=multi-nic:v1',
    want: ['/operator/image/repository'],
  },
  {
    name: 'no repository',
    how: 'json',
    set: 'daemon.image.repository=""',
    want: ['/daemon/image/repository'],
  },
  { name: 'half a digest', set: 'daemon.image.digest=sha256:abc', want: ['/daemon/image/digest'] },
  {
    name: 'a Secret that is no name',
    set: 'image.pullSecrets={My_Secret}',
    want: ['/image/pullSecrets/0'],
  },
  {
    name: 'replicas as text',
    how: 'string',
    set: 'operator.replicas=2',
    want: ['/operator/replicas', 'want integer'],
  },
  {
    name: 'a hundred replicas',
    set: 'operator.replicas=100',
    want: ['/operator/replicas', 'want 9'],
  },
  { name: 'no worker', set: 'operator.workers=0', want: ['/operator/workers', 'want 1'] },
  {
    name: 'an unknown log level',
    set: 'operator.logLevel=trace',
    want: ['/operator/logLevel', "'debug'"],
  },
  {
    name: 'a level of Config out of range',
    set: 'config.logLevel=0',
    want: ['/config/logLevel', 'want 1'],
  },
  { name: 'a port out of range', set: 'daemon.port=70000', want: ['/daemon/port', 'want 65,535'] },
  { name: 'health port 0', set: 'operator.healthPort=0', want: ['/operator/healthPort', 'want 1'] },
  {
    name: 'the health port of both',
    set: 'daemon.healthPort=11000',
    want: ['are both 11000', 'another number'],
  },
  {
    name: 'a lease in no order',
    set: 'operator.lease.retryMs=12000',
    want: ['retryMs 12000 < renewDeadlineMs 10000', 'does not hold'],
  },
  {
    name: 'a lease of no time',
    set: 'operator.lease.durationMs=5',
    want: ['/operator/lease/durationMs', 'want 100'],
  },
  {
    name: 'a CNI folder that is relative',
    set: 'daemon.cniBinDir=opt/cni/bin',
    want: ['/daemon/cniBinDir', 'opt/cni/bin'],
  },
  {
    name: 'a CNI folder that goes up',
    set: 'daemon.cniConfDir=/etc/../root',
    want: ['/daemon/cniConfDir'],
  },
  {
    name: 'a kind of link in capitals',
    set: 'daemon.nics.kinds={Physical}',
    want: ['/daemon/nics/kinds/0', 'Physical'],
  },
  {
    name: 'a rollout of nothing',
    set: 'daemon.updateStrategy.maxUnavailable=0',
    want: ['/daemon/updateStrategy/maxUnavailable'],
  },
  {
    name: 'a part of more than all',
    set: 'operator.podDisruptionBudget.maxUnavailable=150%',
    want: ['/operator/podDisruptionBudget/maxUnavailable'],
  },
  {
    name: 'a toleration with an unknown effect',
    set: 'daemon.tolerations[0].effect=Never',
    want: ['/daemon/tolerations/0/effect', "'NoSchedule'"],
  },
  {
    name: 'a mount without podpath',
    how: 'json',
    set: 'daemon.mounts=[{"name":"a","hostpath":"/a"}]',
    want: ['/daemon/mounts/0', "'podpath'"],
  },
  {
    name: 'a variable without name',
    how: 'json',
    set: 'daemon.env=[{"value":"a"}]',
    want: ['/daemon/env/0', "'name'"],
  },
  {
    name: 'memory in no unit',
    set: 'daemon.resources.requests.memory=1GB',
    want: ['/daemon/resources/requests/memory', '1GB'],
  },
  { name: 'an unknown mode of meta', set: 'meta.enabled=on', want: ['/meta/enabled', "'auto'"] },
  {
    name: 'a namespace in capitals',
    set: 'meta.globalNamespaces={Default}',
    want: ['/meta/globalNamespaces/0'],
  },
  {
    name: 'crds.keep as text',
    how: 'string',
    set: 'crds.keep=true',
    want: ['/crds/keep', 'want boolean'],
  },
  {
    name: 'kinds that go with networks in them',
    set: 'crds.keep=false',
    want: ['uninstall.cleanNetworks=true', 'keep the CRDs'],
  },
  {
    name: 'an uninstall without patience',
    set: 'uninstall.timeoutSeconds=1',
    want: ['/uninstall/timeoutSeconds', 'want 5'],
  },
  {
    name: 'an unknown writer of the Config',
    set: 'config.by=argo',
    want: ['/config/by', "'release'"],
  },
  {
    name: 'an API server without port',
    how: 'json',
    set: 'networkPolicy.apiServerPorts=[]',
    want: ['/networkPolicy/apiServerPorts'],
  },
  {
    name: 'more links than a HostInterface may list',
    set: 'agentPolicy.maxInterfaces=513',
    want: ['/agentPolicy/maxInterfaces', 'want 512'],
  },
  {
    name: 'an heir without namespace',
    set: 'crds.networkAttachmentDefinitionHeir=rke2-multus-crd',
    want: ['/crds/networkAttachmentDefinitionHeir'],
  },
  { name: 'a CNI type with a slash', set: 'config.cniType=a/b', want: ['/config/cniType', 'a/b'] },
];

/** Each refused with the path of the value and what would do. */
export function badValuesSuite(): void {
  for (const { name, set, how, want } of cases) {
    it(`${name}: ${set}`, async () => {
      const flag = how === undefined ? '--set' : `--set-${how}`;
      const said = await render([`${flag}=${set}`]).catch(String);
      expect(said).to.match(/^Error: /);
      for (const text of want) expect(said).to.include(text);
    });
  }
}
