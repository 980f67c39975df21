import { mapLimited } from '../node/map-limited.ts';
import type { DemoPod } from './pods.ts';
import type { Shell } from './shell.ts';
import { renderTable } from './table.ts';

/** What one pod reached from one of its links. */
export type Reach = {
  readonly pod: DemoPod;
  readonly link: string;
  readonly address: string;
  readonly targets: readonly string[];
  readonly lost: readonly string[];
};

/** Every pod pings every pod of the other nodes on all their NICs, each over the link of that NIC. */
export async function pingPods(
  { kubectl }: Shell,
  pods: readonly DemoPod[],
): Promise<readonly Reach[]> {
  const perPod = await mapLimited(pods, 4, async (pod) => {
    const plan = planFrom(pod, pods);
    const script = plan.flatMap(({ link, targets }) => targets.map((to) => ping(link, to)));
    const said = await kubectl('exec', pod.name, '--', 'sh', '-c', `${script.join('\n')}\nwait`);
    const lost = new Set(said.split('\n'));
    return plan.map((row) => ({
      pod,
      ...row,
      lost: row.targets.filter((to) => lost.has(`${row.link} ${to}`)),
    }));
  });
  return perPod.flat();
}

function planFrom(pod: DemoPod, pods: readonly DemoPod[]): readonly Omit<Reach, 'pod' | 'lost'>[] {
  const others = pods.filter(({ node }) => node !== pod.node);
  const on = (link: string): readonly string[] =>
    others
      .flatMap(({ addresses }) => addresses.filter((one) => one.link === link))
      .map(({ address }) => address);
  return pod.addresses.map(({ link, address }) => ({ link, address, targets: on(link) }));
}

// Three tries, since the first frames warm the ARP tables; all side by side.
const ping = (link: string, to: string): string =>
  `(ping -q -c 3 -W 1 -I ${link} ${to} >/dev/null || echo ${link} ${to}) &`;

export function reachTable(rows: readonly Reach[]): string {
  const heading = ['POD', 'NODE', 'NIC', 'ADDRESS', 'REACHED', 'NOT REACHED'];
  const lines = rows.map(({ pod, link, address, targets, lost }) => [
    pod.name,
    pod.node,
    link,
    address,
    `${targets.length - lost.length}/${targets.length}`,
    lost.join(' '),
  ]);
  return renderTable([heading, ...lines]);
}
