import { longestIpam } from '../../../lib/api/ipam.ts';
import type { KubeObject } from '../../../lib/api/types.ts';

const times = <T>(length: number, make: (at: number) => T): T[] =>
  Array.from({ length }, (_, at) => make(at));

const ipamOf = (excludeCIDRs: readonly string[]): string =>
  JSON.stringify({ type: 'multi-nic-ipam', interfaceBlock: 7, vlanMode: 'l3', excludeCIDRs });

function longIpam(): string {
  const excludes = times(2000, (at) => `10.${at >> 8}.${at & 255}.0/24`);
  while (ipamOf(excludes).length > longestIpam) excludes.pop();
  return ipamOf(excludes);
}

const ofKind = (kind: string, spec: object): KubeObject => ({
  apiVersion: 'multinic.fms.io/v1',
  kind,
  metadata: { name: 'largest' },
  spec,
});

/** One of each kind whose rules walk lists, every list and text as long as its schema allows. */
export function largest(): KubeObject[] {
  const args = Object.fromEntries(times(63, (at) => [`key${at}`, 'v'.repeat(1024)]));
  return [
    ofKind('MultiNicNetwork', {
      subnet: '10.0.0.0/8',
      ipam: longIpam(),
      masterNets: times(128, (at) => `172.16.${at}.0/24`),
      plugin: { cniVersion: '0.3.0', type: 'ipvlan', args: { ...args, mode: 'l3' } },
      namespaces: times(8192, (at) => `${'n'.repeat(58)}-${at}`),
    }),
    ofKind('HostInterface', {
      hostName: 'largest',
      interfaces: times(512, (at) => ({
        interfaceName: `eth${at}`,
        netAddress: '10.0.0.0/16',
        hostIP: '10.0.1.1',
      })),
    }),
    ofKind('IPPool', {
      podCIDR: '10.0.0.0/16',
      vlanCIDR: '10.0.0.0/8',
      netAttachDef: 'largest',
      hostName: 'largest',
      interfaceName: 'eth1',
      excludes: times(4096, (at) => `10.0.${at >> 4}.${at & 15}`),
      allocations: times(8192, (at) => ({
        pod: `pod-${at}`,
        namespace: 'default',
        index: at,
        address: `10.0.${at >> 8}.${at & 255}`,
      })),
    }),
    ofKind('Config', {
      cniType: 'c'.repeat(253),
      ipamType: 'multi-nic-ipam',
      joinPath: '/join',
      getInterfacePath: '/interface',
      meta: { mode: 'On', globalNamespaces: times(64, () => 'n'.repeat(63)) },
      daemon: {
        image: 'i'.repeat(1024),
        port: 65_535,
        healthPort: 65_535,
        cniBinDir: `/${'b'.repeat(4095)}`,
        cniConfDir: `/${'c'.repeat(4095)}`,
        nics: { kinds: times(64, () => 'k'.repeat(64)), pattern: 'p'.repeat(1024) },
        mounts: times(64, (at) => ({
          name: `m${at}`,
          podpath: `/${'p'.repeat(4095)}`,
          hostpath: `/${'h'.repeat(4095)}`,
        })),
      },
    }),
    ofKind('DeviceClass', {
      ids: times(64, () => ({ vendor: '15b3', products: times(512, () => '1019') })),
    }),
  ];
}
