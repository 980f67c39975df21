import { expect } from 'chai';

import { kindsGone } from '../../support/kinds-gone.ts';
import { ourCrds } from '../../support/our-crds.ts';
import { expectSame } from './changes.ts';
import { linesOf } from './lines.ts';
import { commands } from './manifest-commands.ts';
import { type Traces, whenQuiet } from './traces.ts';
import type { ReleaseWorld } from './world.ts';

const veths = { spec: { daemon: { nics: { kinds: ['physical', 'virtio', 'vf', 'veth'] } } } };

/** As a continuous delivery does it: operator, agents, their rights and their kinds in one breath, and nobody is asked before. */
export function deletedSuite(given: () => ReleaseWorld, first: () => Traces): void {
  const namesIn = async (folder: string): Promise<readonly string[]> => {
    const perNode = given().nodes.map((node) => given().onNode(node, ['ls', '-A', folder]));
    return (await Promise.all(perNode)).flatMap(linesOf);
  };
  /** One line is only for where that kind is missing. */
  const install = async (): Promise<void> => {
    const kind = 'network-attachment-definitions.k8s.cni.cncf.io';
    const lines = commands('To install').replace(
      /^kubectl create /m,
      `kubectl get crd ${kind} || kubectl create `,
    );
    await given().shell(lines);
  };
  const gone = (script: string): Promise<unknown> =>
    Promise.all([given().shell(script), kindsGone(given().kubectl, ourCrds)]);

  it('takes its configuration along, and plain pods start on every node', async () => {
    await install();
    await given().settled('multi-nic-operator');
    const own = '00-multi-nic-meta.conflist';
    expect(await namesIn('/etc/cni/net.d')).to.include(own);
    await gone('kubectl delete --filename manifests/install.yaml --timeout=120s');
    await whenQuiet(given());
    expect(await namesIn('/etc/cni/net.d')).to.not.include(own);
    expect(await namesIn('/opt/cni/bin')).to.include('multi-nic-meta');
    await given().runPlainPods('p1', 'p2');
  });

  it('is back after one apply, with networks for new pods', async () => {
    await install();
    const how = ['--type=merge', `--patch=${JSON.stringify(veths)}`];
    await given().kubectl(['patch', 'configs.multinic.fms.io/multi-nicd', ...how]);
    await given().settled('multi-nic-operator');
    await given().applyNetworks();
    await given().runPods('d1', 'd2');
    await given().reach(['d1', 'd2'], ['d2', 'd1']);
  });

  it('leaves nothing when it is removed as the manifest says', async () => {
    await given().kubectl(['delete', 'pods', '--all', '--timeout=60s']);
    await gone(commands('To remove'));
    const { kernel, files } = await whenQuiet(given());
    expectSame(kernel, first().kernel);
    expectSame(files, first().files);
  });
}
