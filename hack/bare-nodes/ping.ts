import { run } from '../node/run.ts';
import { mapLimited } from '../node/map-limited.ts';
import type { AttachedPod } from './pods.ts';

export type Reach = {
  readonly pod: string;
  readonly node: string;
  readonly link: string;
  readonly address: string;
  readonly reached: number;
  readonly peers: number;
  readonly lost: readonly string[];
};

/** Every pod to every other pod over every NIC: one row per pod and NIC. */
export async function pingMesh(pods: readonly AttachedPod[]): Promise<readonly Reach[]> {
  const rows = pods.flatMap((pod) => pod.addresses.map((own) => ({ pod, own })));
  return mapLimited(rows, 4, async ({ pod, own }) => {
    const targets = pods
      .filter((peer) => peer.netns !== pod.netns)
      .flatMap((peer) => peer.addresses.filter(({ link }) => link === own.link))
      .map(({ address }) => address);
    const lost = await unreached(pod.netns, own.link, targets);
    const { name, node } = pod;
    const reached = targets.length - lost.length;
    return { pod: name, node, ...own, reached, peers: targets.length, lost };
  });
}

/** One shell per source, all its pings side by side: three tries each, since the first frames warm the ARP tables. */
async function unreached(
  netns: string,
  link: string,
  targets: readonly string[],
): Promise<string[]> {
  const ping = (to: string): string =>
    `(ping -q -c 3 -i 0.1 -W 1 -I ${link} ${to} >/dev/null || echo ${to}) &`;
  const script = `${targets.map(ping).join('\n')}\nwait`;
  const output = await run(['nsenter', `--net=${netns}`, 'sh', '-c', script]);
  return output.split('\n').filter((line) => line !== '');
}
