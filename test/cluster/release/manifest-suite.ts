import { expect } from 'chai';

import { kindsGone } from '../../support/kinds-gone.ts';
import { ourCrds } from '../../support/our-crds.ts';
import { commands } from './manifest-commands.ts';
import { sandboxesOf, sandboxOf } from './sandboxes.ts';
import { type Traces, whenQuiet } from './traces.ts';
import type { ReleaseWorld } from './world.ts';
import { expectSame } from './changes.ts';

const onlyNad = [
  'APIService /v1.k8s.cni.cncf.io',
  'CustomResourceDefinition /network-attachment-definitions.k8s.cni.cncf.io',
];

/** Without Helm, on a cluster that knows nothing of the product: what the manifest's header says, word for word. */
export function manifestSuite(given: () => ReleaseWorld, first: () => Traces): void {
  it('is Ready after four commands', async () => {
    expect(commands('To install').match(/^kubectl /gm)).to.have.length(4);
    await given().shell(commands('To install'));
    const path = '--output=jsonpath={.status.nodes}';
    expect(await given().kubectl(['get', 'configs.multinic.fms.io/multi-nicd', path])).to.equal(
      '2/2',
    );
  });

  it('gives pods their NICs', async () => {
    const patch = { spec: { daemon: { nics: { kinds: ['physical', 'virtio', 'vf', 'veth'] } } } };
    const how = ['--type=merge', `--patch=${JSON.stringify(patch)}`];
    await given().kubectl(['patch', 'configs.multinic.fms.io/multi-nicd', ...how]);
    await given().settled('multi-nic-operator');
    await given().applyNetworks();
    await given().runPods('m1', 'm2');
    expect(sandboxOf(await sandboxesOf(given()), 'm1').nics).to.have.length(4);
    await given().reach(['m1', 'm2'], ['m2', 'm1']);
  });

  it('is gone after four more, with all that it brought', async () => {
    await given().kubectl(['delete', 'pods', '--all', '--timeout=60s']);
    expect(commands('To remove').match(/^kubectl /gm)).to.have.length(4);
    await Promise.all([given().shell(commands('To remove')), kindsGone(given().kubectl, ourCrds)]);
    const { kernel, files, objects } = await whenQuiet(given());
    expectSame(kernel, first().kernel);
    expectSame(files, first().files);
    const left = objects.filter((one) => !first().objects.includes(one));
    expect(left).to.have.members(onlyNad);
  });
}
