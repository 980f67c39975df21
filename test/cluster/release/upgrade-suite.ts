import { expect } from 'chai';

import { release as present } from '../../../hack/images/release.ts';
import { type KernelState, nodeState, podState } from './kernel-state.ts';
import type { Flow } from './pings.ts';
import { previousVersion } from './previous.ts';
import { startRouteMonitor } from './route-monitor.ts';
import { namespace } from './chart.ts';
import type { ReleaseWorld } from './world.ts';
import { expectSame } from './changes.ts';

type Moment = {
  readonly pods: KernelState;
  readonly nodes: KernelState;
  /** `node-agent sha256:…` of every container of ours. */
  readonly programs: readonly string[];
};

/** From the release before, while pods run; it ends with this tree's chart installed, and the pods running. */
export function upgradeSuite(given: () => ReleaseWorld): void {
  let was: Moment;
  let is: Moment;
  let flows: readonly Flow[] = [];
  let changes: readonly string[] = [];
  const look = async (): Promise<Moment> => ({
    pods: await podState(given()),
    nodes: await nodeState(given()),
    programs: await programsOf(given()),
  });

  before(async function () {
    this.timeout(400_000);
    const world = given();
    await world.install([], world.previousChart);
    await world.applyNetworks();
    await world.runPods('a1', 'b1', 'a2', 'b2');
    was = await look();
    const monitor = await startRouteMonitor(world);
    const pings = await world.ping(['a1', 'a2'], ['b2', 'b1']);
    try {
      await world.install();
    } finally {
      flows = await pings.stop();
      changes = await monitor.stop();
    }
    is = await look();
  });

  it('replaces every program by the new one', () => {
    expect(versions(was.programs)).to.deep.equal(four(previousVersion));
    expect(versions(is.programs)).to.deep.equal(four(present.version));
    expect(is.programs.filter((program) => was.programs.includes(program))).to.deep.equal([]);
  });

  it('loses no packet between running pods at 1 kHz, over none of their NICs', () => {
    const lossy = flows.filter(({ sent, received }) => received < sent);
    expect(lossy).to.deep.equal([]);
    expect(flows).to.have.length(8);
    for (const { sent } of flows) expect(sent).to.be.greaterThan(5_000);
  });

  it('changes no route, rule or next hop of a node at any time', () =>
    expect(changes).to.deep.equal([]));

  it('leaves links, addresses, routes, rules and next hops of the nodes as they were', () => {
    expect(was.nodes.some((line) => line.includes('proto 155'))).to.equal(true);
    expectSame(is.nodes, was.nodes);
  });

  it('leaves those of the pods as they were', () => {
    expect(was.pods.filter((line) => / net1-\d\b/.test(line)).length).to.be.greaterThan(4 * 4);
    expectSame(is.pods, was.pods);
  });
}

/** The programs of two nodes. */
const four = (version: string): string[] =>
  ['multi-nic-node-agent', 'multi-nic-operator'].flatMap((name) =>
    Array<string>(2).fill(`${name}:${version}`),
  );

const versions = (programs: readonly string[]): string[] =>
  programs.map((one) => one.split(' ')[0] ?? '');

type Pod = {
  readonly status: {
    readonly phase: string;
    readonly containerStatuses?: readonly { readonly image: string; readonly imageID: string }[];
  };
};

async function programsOf({ kubectl }: ReleaseWorld): Promise<readonly string[]> {
  const text = await kubectl(['get', 'pods', `--namespace=${namespace}`, '--output=json']);
  const { items } = JSON.parse(text) as { readonly items: readonly Pod[] };
  const running = items.filter(({ status }) => status.phase === 'Running');
  const containers = running.flatMap(({ status }) => status.containerStatuses ?? []);
  return containers
    .map(({ image, imageID }) => `${image.replace('localhost/', '')} ${imageID}`)
    .toSorted();
}
