import { expect } from 'chai';

import { until } from '../until.ts';
import { namespace } from './chart.ts';
import { type KernelState, nodeState, podState } from './kernel-state.ts';
import type { Flow, Pings } from './pings.ts';
import { sandboxesOf, sandboxOf } from './sandboxes.ts';
import type { ReleaseWorld } from './world.ts';
import { expectSame } from './changes.ts';

const blocks =
  '{range .items[*]}{.kind} {.metadata.name} {.metadata.uid} {.spec.cidr} {.spec.podCIDR} {.spec.hostName} {.spec.interfaceName}{"\\n"}{end}';

/**
 * `helm uninstall` with networks, and with pods that run: a1 and a2 to the end, b1 and b2 until they are deleted without
 * the product. It ends with the release installed again.
 */
export function uninstallSuite(given: () => ReleaseWorld): void {
  let said = '';
  let pings: Pings;
  let flows: readonly Flow[] = [];
  let was: { readonly pods: KernelState; readonly nodes: KernelState; readonly blocks: string };
  const read = (what: string, path: string): Promise<string> =>
    given().kubectl(['get', what, `--output=jsonpath=${path}`]);
  const stayers = async (): Promise<KernelState> =>
    (await podState(given())).filter((line) => /^a[12]: /.test(line));
  const look = async (): Promise<typeof was> => ({
    pods: await stayers(),
    nodes: await nodeState(given()),
    blocks: await read('cidrs.multinic.fms.io,ippools.multinic.fms.io', blocks),
  });

  before(async () => {
    was = await look();
    pings = await given().ping(['a1', 'a2'], ['a2', 'a1']);
    said = await given().uninstall();
  });

  it('says what it leaves, where, and why', () => {
    expect(said).to.include('[CustomResourceDefinition] multinicnetworks.multinic.fms.io');
    expect(said).to.include('2 MultiNicNetworks (multi-nic-sample, routed)');
    expect(said).to.include('because nobody asked to delete them (uninstall.cleanNetworks');
    expect(said).to.include('- node node-1: left: 2 attachments');
    expect(said).to.include('- node node-2: left: 2 attachments');
  });

  it('says it once more in an Event, which is there when the Job and its log are gone', async () => {
    const events = '{.items[?(@.reason=="LeftBehind")].message}';
    const message = await read('events', events);
    expect(message).to.include('2 MultiNicNetworks').and.to.include('node node-1: left');
  });

  it('takes every program of the product away', async () => {
    const left = await until('no pod and no DaemonSet', async () => {
      const all = [
        'get',
        'pods,daemonsets,deployments',
        `--namespace=${namespace}`,
        '--output=name',
      ];
      return (await given().kubectl(all)) === '' ? '' : undefined;
    });
    expect(left).to.equal('');
    expect(await read('configs.multinic.fms.io', '{.items}')).to.equal('[]');
  });

  it('leaves new pods their primary network, and nothing that they would wait for', async () => {
    await given().runPods('c1', 'c2');
    const sandboxes = await sandboxesOf(given());
    for (const pod of ['c1', 'c2']) expect(sandboxOf(sandboxes, pod).nics).to.deep.equal([]);
  });

  it('changes nothing of pods that run', async () => expectSame(await stayers(), was.pods));

  it('gives the primary network its address back when such a pod goes', async () => {
    const addresses = await Promise.all(
      ['b1', 'b2'].map((pod) => read(`pod/${pod}`, '{.status.podIP}')),
    );
    const taken = async (): Promise<readonly string[]> => {
      const perNode = given().nodes.map((node) =>
        given().onNode(node, ['ls', '/var/lib/cni/networks/primary']),
      );
      const files = (await Promise.all(perNode)).join('\n').split('\n');
      return files.filter((file) => addresses.includes(file)).toSorted();
    };
    expect(await taken()).to.deep.equal(addresses.toSorted());
    await given().kubectl(['delete', 'pod', 'b1', 'b2', '--timeout=60s']);
    expect(await taken()).to.deep.equal([]);
  });

  it('is taken over by the next release: the same objects with the same blocks, pods and nodes as they were', async () => {
    await given().install();
    const is = await look();
    expect(is.blocks).to.deep.equal(was.blocks);
    expectSame(is.pods, was.pods);
    expectSame(is.nodes, was.nodes);
  });

  it('gives the next release the books: what pods left behind is free, what pods have is not', async () => {
    const path = '{range .items[*].spec.allocations[*]}{.pod} {end}';
    const pods = await until('the allocations of two pods', async () => {
      const found = (await read('ippools.multinic.fms.io', path)).trim().split(' ');
      return found.length === 8 ? found.toSorted() : undefined;
    });
    expect(pods).to.deep.equal([...Array<string>(4).fill('a1'), ...Array<string>(4).fill('a2')]);
    await given().runPods('d1');
    const sandboxes = await sandboxesOf(given());
    const mine = sandboxOf(sandboxes, 'd1').nics.map(({ address }) => address);
    const others = sandboxOf(sandboxes, 'a1').nics.map(({ address }) => address);
    expect(mine).to.have.length(4);
    expect(mine.filter((address) => others.includes(address))).to.deep.equal([]);
    await given().reach(['d1', 'a2']);
  });

  it('loses no packet between running pods at 1 kHz in all that time', async () => {
    flows = await pings.stop();
    expect(flows.filter(({ sent, received }) => received < sent)).to.deep.equal([]);
    expect(flows).to.have.length(8);
    for (const { sent } of flows) expect(sent).to.be.greaterThan(20_000);
  });
}
