import { run } from '../../../hack/node/run.ts';

/** What `ip -j -d link` says of a link, as far as the tests look. */
export type Link = {
  readonly ifname: string;
  readonly address: string;
  readonly link_index?: number;
  readonly master?: string;
  readonly linkinfo?: {
    readonly info_kind?: string;
    readonly info_data?: Readonly<Record<string, unknown>>;
  };
};

/** @param netns name of a network namespace */
export async function showLink(netns: string, ifname: string): Promise<Link> {
  const [link] = JSON.parse(
    await run(['ip', '-j', '-d', '-n', netns, 'link', 'show', 'dev', ifname]),
  ) as Link[];
  if (link === undefined) throw new Error(`ip says nothing of ${ifname} in ${netns}`);
  return link;
}

export async function linkNames(netns: string): Promise<string[]> {
  const links = JSON.parse(await run(['ip', '-j', '-n', netns, 'link'])) as Link[];
  return links.map(({ ifname }) => ifname);
}

/** The IPv4 addresses of a link, without prefix lengths. */
export async function linkAddresses(netns: string, ifname: string): Promise<string[]> {
  const command = ['ip', '-j', '-4', '-n', netns, 'addr', 'show', 'dev', ifname] as const;
  const links = JSON.parse(await run([...command])) as { addr_info: { local: string }[] }[];
  return links.flatMap(({ addr_info }) => addr_info.map(({ local }) => local));
}

/** Runs one `ip` command that must be refused and returns what iproute2 said; rejects when it succeeded. */
export async function refusal(command: string): Promise<string> {
  const failure = await run(['ip', ...command.split(' ')] as [string, ...string[]]).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
  if (failure === undefined) throw new Error(`not refused: ip ${command}`);
  return failure;
}

/** Packets that each link of a namespace has received so far. */
export async function receivedPackets(netns: string): Promise<Map<string, number>> {
  const text = await run(['ip', '-j', '-s', '-n', netns, 'link']);
  const links = JSON.parse(text) as { ifname: string; stats64: { rx: { packets: number } } }[];
  return new Map(links.map(({ ifname, stats64 }) => [ifname, stats64.rx.packets]));
}
