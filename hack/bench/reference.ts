import { mustExec } from './exec.ts';

/** The peer: one exec of the reference `macvlan` per NIC, each of which execs `host-local`. */
export type Reference = {
  readonly binDir: string;
  readonly dataDir: string;
};

export async function referenceAdd(peer: Reference, netns: string, nics: number): Promise<void> {
  for (let nic = 1; nic <= nics; nic += 1) await call(peer, 'ADD', netns, nic);
}

export async function referenceDel(peer: Reference, netns: string, nics: number): Promise<void> {
  for (let nic = 1; nic <= nics; nic += 1) await call(peer, 'DEL', netns, nic);
}

function call(peer: Reference, command: string, netns: string, nic: number): Promise<void> {
  const env = {
    CNI_COMMAND: command,
    CNI_CONTAINERID: netns.replaceAll('/', '-').slice(1),
    CNI_NETNS: netns,
    CNI_IFNAME: `net1-${nic - 1}`,
    CNI_PATH: peer.binDir,
    PATH: process.env['PATH'] ?? '',
  };
  const config = {
    cniVersion: '0.3.1',
    name: `reference-${nic}`,
    type: 'macvlan',
    master: `eth${nic}`,
    mode: 'bridge',
    ipam: { type: 'host-local', subnet: `172.${15 + nic}.0.0/16`, dataDir: peer.dataDir },
  };
  return mustExec(`${peer.binDir}/macvlan`, env, JSON.stringify(config));
}
