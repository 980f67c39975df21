import { expect } from 'chai';

import { nadCrd, ourCrds } from '../../support/our-crds.ts';
import { deleteKinds } from '../../support/kinds-gone.ts';
import { namespace } from './chart.ts';
import { type Traces, tracesOf, whenQuiet } from './traces.ts';
import type { ReleaseWorld } from './world.ts';
import { expectSame } from './changes.ts';

const crds = [...ourCrds, nadCrd];

/** What the chart's README says that stays. */
const promised = [
  ...crds.map((name) => `CustomResourceDefinition /${name}`),
  'APIService /v1.k8s.cni.cncf.io',
  'APIService /v1.multinic.fms.io',
  'HostInterface /node-1',
  'HostInterface /node-2',
  `Namespace /${namespace}`,
  `ConfigMap ${namespace}/kube-root-ca.crt`,
  `Lease ${namespace}/multi-nic-operator`,
  `ServiceAccount ${namespace}/default`,
];

/** `helm uninstall` with `uninstall.cleanNetworks`, on nodes whose pods are gone; then what is left by hand. */
export function cleanSuite(given: () => ReleaseWorld, first: () => Traces): void {
  let said = '';
  let is: Traces;
  before(async () => {
    await given().kubectl(['delete', 'pods', '--all', '--timeout=60s']);
    await given().install(['--set=uninstall.cleanNetworks=true']);
    said = await given().uninstall();
    is = await whenQuiet(given());
  });

  it('says that nothing is left on the nodes', () => {
    expect(said).to.include('all MultiNicNetworks are gone');
    expect(said).to.include('nothing of multi-nic-operator is left on the nodes');
  });

  it('leaves links, addresses, routes, rules, next hops and namespaces of the nodes as they were before it came', () =>
    expectSame(is.kernel, first().kernel));

  it('leaves no file on the nodes', () => expectSame(is.files, first().files));

  it('leaves the objects that it promised, and no other', () => {
    const left = is.objects.filter((one) => !first().objects.includes(one));
    expect(left).to.have.members(promised);
  });

  it('is gone without a trace after the two commands of the README', async () => {
    await deleteKinds(given().kubectl, crds);
    await given().kubectl(['delete', 'namespace', namespace, '--timeout=60s']);
    const { kernel, files, objects } = await tracesOf(given());
    expectSame([...kernel, ...files, ...objects], Object.values(first()).flat());
  });
}
