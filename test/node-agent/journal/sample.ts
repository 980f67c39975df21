import type { Attachment, JournalRecord } from '../../../node-agent/journal/types.ts';

/** An attachment with the given addresses, `pool#index`; everything else is plausible filling. */
export function sampleAttachment(
  containerID: string,
  taken: readonly { readonly pool: string; readonly index: number }[],
): Attachment {
  return {
    key: { plugin: 'multi-nic', containerID, ifName: 'net1', network: 'net' },
    plugin: 'multi-nic',
    netns: { path: `/run/netns/${containerID}`, identity: `boot/4:${containerID}` },
    pod: { namespace: 'default', name: `pod-${containerID}`, uid: 'uid-ä' },
    group: 1_296_957_440,
    links: [],
    reservations: taken.map(({ pool, index }) => ({
      pool,
      index,
      address: `10.0.0.${index}`,
      master: 'eth1',
    })),
    delegates: [],
    cniArgs: 'IgnoreUnknown=1',
    cniPath: ['/opt/cni/bin'],
    result: { interfaces: [], ips: [], routes: [], dns: {} },
  };
}

export const add = (attachment: Attachment): JournalRecord => ({ op: 'add', attachment });
export const done = ({ key }: Attachment): JournalRecord => ({ op: 'done', key });
export const del = ({ key }: Attachment): JournalRecord & { readonly op: 'del' } => ({
  op: 'del',
  key,
});
