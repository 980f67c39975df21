import type { ConfObserved } from '../../../../node-agent/meta/conf/decide.ts';
import { ownFile } from '../../../../node-agent/meta/conf/own-conf.ts';
import { type ConfFile, parseConfFolder } from '../../../../node-agent/meta/plan/conf-folder.ts';
import type { MetaConfig } from '../../../../node-agent/meta/settings.ts';

export const defaults: MetaConfig = {
  mode: 'auto',
  names: ['multi-nic-meta'],
  namespaceIsolation: false,
  maxNetworks: 32,
  globalNamespaces: ['default'],
};
export const withMultus = { ...defaults, names: ['multi-nic-meta', 'multus'] };

export const single = (name: string, type: string): ConfFile => ({
  name,
  text: JSON.stringify({ cniVersion: '0.4.0', name: 'net', type }),
});
export const flannel: ConfFile = {
  name: '10-flannel.conflist',
  text: JSON.stringify({
    cniVersion: '1.0.0',
    name: 'cbr0',
    disableCheck: true,
    plugins: [
      { type: 'flannel', delegate: { hairpinMode: true } },
      { type: 'portmap', capabilities: { portMappings: true, bandwidth: false } },
      { type: 'bandwidth', capabilities: { bandwidth: true, portMappings: true } },
    ],
  }),
};
export const multus = single('00-multus.conf', 'multus');

/** What Multus writes of the conf that it found first: embedded whole, or named as its thick daemon names it. */
const wrapping = (members: object): ConfFile => ({
  name: '00-multus.conf',
  text: JSON.stringify({ cniVersion: '0.3.1', name: 'multus-cni-network', ...members }),
});
const ourList = { name: 'multi-nic-meta', plugins: [{ type: 'multi-nic-meta' }] };
export const wrapped: Readonly<Record<string, ConfFile>> = {
  'a list in delegates': wrapping({ type: 'multus', delegates: [ourList] }),
  'a plugin in delegates': wrapping({ type: 'multus', delegates: [{ type: 'multi-nic-meta' }] }),
  'a member of a list of Multus': wrapping({
    plugins: [{ type: 'multus-shim', delegates: [{ type: 'bridge' }, ourList] }],
  }),
  'clusterNetwork inline': wrapping({ type: 'multus', clusterNetwork: ourList }),
  'clusterNetwork as text': wrapping({ type: 'multus', clusterNetwork: JSON.stringify(ourList) }),
  'clusterNetwork by name': wrapping({ type: 'multus-shim', clusterNetwork: 'multi-nic-meta' }),
  'clusterNetwork by path': wrapping({
    type: 'multus-shim',
    clusterNetwork: `/host/etc/cni/net.d/${ownFile}`,
  }),
  'defaultNetworks by name': wrapping({ type: 'multus', defaultNetworks: ['multi-nic-meta'] }),
};
export const ours = single(ownFile, 'multi-nic-meta');

export const observe = (
  files: readonly ConfFile[],
  multusPrograms: readonly string[] = [],
): ConfObserved => ({
  files,
  folder: parseConfFolder(
    '/conf',
    files.filter(({ name }) => !name.startsWith(ownFile)),
  ),
  multusPrograms,
});
