import { readFileSync } from 'node:fs';
import { expect } from 'chai';

import { kindsGone } from '../../support/kinds-gone.ts';
import { ourCrds } from '../../support/our-crds.ts';
import { expectSame } from './changes.ts';
import { namespace, release, uninstallGuide } from './chart.ts';
import { type Traces, whenQuiet } from './traces.ts';
import type { ReleaseWorld } from './world.ts';

/** The shell blocks of that section of the guide: for a node, and for the objects. */
function blocks(section: string): readonly string[] {
  const [, text = ''] = readFileSync(uninstallGuide, 'utf8').split(`\n## ${section}\n`);
  const [own = ''] = text.split('\n## ');
  return [...own.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
}

/** Somebody took the programs away piece by piece: nobody cleaned the nodes, nobody will finish a deletion. */
export function byHandSuite(given: () => ReleaseWorld, first: () => Traces): void {
  const [onNode = '', onObjects = ''] = blocks('By hand');
  before(async () => {
    await given().install();
    await given().applyNetworks();
    await given().runPods('h1', 'h2');
    const inNamespace = `--namespace=${namespace}`;
    // The agents lose the right to ask whether they go for good while their Config is still there.
    for (const what of [
      'deployment/multi-nic-operator',
      'role/multi-nic-node-agent',
      'daemonset/multi-nicd',
    ])
      await given().kubectl(['delete', what, inNamespace, '--timeout=60s']);
    const end = async (...pods: readonly string[]): Promise<string> =>
      given().kubectl(['wait', '--for=delete', '--timeout=120s', 'pods', inNamespace, ...pods]);
    await end('--selector=app=multi-nicd');
    await given().helm(['uninstall', release, inNamespace, '--no-hooks']);
    await end('--all');
    // Nobody hands these to the primary network: their shim finds no agent.
    await given().kubectl(['delete', 'pods', '--all', '--timeout=60s']);
  });

  it('leaves files, routes and addresses of the primary network on every node', async () => {
    const { kernel, files } = await whenQuiet(given());
    for (const node of given().nodes) {
      expect(files).to.include(`${node}: /etc/cni/net.d/00-multi-nic-meta.conflist`);
      const addresses = `${node}: /var/lib/cni/networks/primary/`;
      expect(files.filter((file) => file.startsWith(addresses))).to.not.deep.equal([]);
      expect(
        kernel.filter((line) => line.startsWith(node) && line.includes('proto 155')),
      ).to.not.deep.equal([]);
    }
  });

  it('leaves none after the guide’s commands, which can be given twice', async () => {
    expect(onNode).to.include('rm ').and.to.include('ip nexthop');
    for (const node of [...given().nodes, ...given().nodes]) {
      await given().onNode(node, ['bash', '-euo', 'pipefail', '-c', onNode]);
    }
    const { kernel, files } = await whenQuiet(given());
    expectSame(kernel, first().kernel);
    expectSame(files, first().files);
  });

  it('has no object that cannot be deleted, after those for objects', async () => {
    await Promise.all([given().shell(onObjects), kindsGone(given().kubectl, ourCrds)]);
    const { objects } = await whenQuiet(given());
    expect(
      objects.filter((one) =>
        /multinic\.fms\.io|^(MultiNicNetwork|CIDR|IPPool|HostInterface|Config) /.test(one),
      ),
    ).to.deep.equal([]);
  });
}
