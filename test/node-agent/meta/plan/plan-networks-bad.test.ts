import {
  type BadRow,
  defaultKey,
  folderOf,
  nad,
  networksKey,
  plan,
  refuses,
  type World,
} from './fixture.ts';

const objects = [nad('mv'), nad('hl'), nad('kube-system/storage'), nad('other/far')];
const networks = (value: string): Readonly<Record<string, string>> => ({ [networksKey]: value });
const json = (...elements: readonly object[]): Readonly<Record<string, string>> =>
  networks(JSON.stringify(elements));
const isolation = { namespaceIsolation: true };
const other = folderOf({ '20-b.conf': { name: 'b', type: 'y' } }, '/etc/other');
const others = new Map([['/etc/other', other]]);

describe('planNetworks, what it refuses', () => {
  const bad: readonly (Omit<BadRow, 'run'> & World)[] = [
    {
      name: 'a network that is not there',
      annotations: networks('mv,gone'),
      want: /^pod default\/trainer-0: .*networks\[1\]: there is no NetworkAttachmentDefinition default\/gone; create it/,
      code: 'unknownNetwork',
    },
    {
      name: 'a default network that is not there',
      annotations: { [defaultKey]: 'gone' },
      want: /default-network\[0\]: there is no NetworkAttachmentDefinition kube-system\/gone/,
      code: 'unknownNetwork',
    },
    {
      name: 'a clusterNetwork that is not there',
      conf: { clusterNetwork: 'gone' },
      want: /^clusterNetwork: there is no NetworkAttachmentDefinition kube-system\/gone, nor a network gone in \/etc\/cni\/net\.d/,
      code: 'unknownNetwork',
    },
    {
      name: 'a clusterNetwork file that is not there',
      conf: { clusterNetwork: '/etc/other/30-c.conf' },
      others,
      want: /^clusterNetwork: there is no \/etc\/other\/30-c\.conf/,
      code: 'unknownNetwork',
    },
    {
      name: 'a clusterNetwork file that cannot be read, with the reason',
      conf: { clusterNetwork: '/etc/bad/a.conf' },
      others: new Map([['/etc/bad', folderOf({ 'a.conf': '{' }, '/etc/bad')]]),
      want: /no \/etc\/bad\/a\.conf that can be read: a\.conf: not valid JSON/,
      code: 'unknownNetwork',
    },
    {
      name: 'a folder without a network, to be tried again',
      folder: folderOf({ '10-bad.conf': '{' }),
      want: /^primary network: \/etc\/cni\/net\.d has no network; 10-bad\.conf was refused: /,
      code: 'tryAgain',
    },
    {
      name: 'a network of another namespace under isolation',
      conf: isolation,
      annotations: networks('other/far'),
      want: /network other\/far is of another namespace and namespaceIsolation is on; use one of namespace default, or add other/,
    },
    {
      name: 'a default network of another namespace under isolation',
      conf: isolation,
      annotations: { [defaultKey]: 'other/far' },
      want: /default-network\[0\]: network other\/far is of another namespace/,
    },
    {
      name: 'the name of the primary interface',
      annotations: networks('mv@eth0'),
      want: /networks\[0\]: interface eth0 is that of .*10-cluster\.conflist already; give one/,
    },
    {
      name: 'an interface name twice',
      annotations: networks('mv@a,hl@a'),
      want: /networks\[1\]: interface a is that of pod .*networks\[0\] already/,
    },
    {
      name: 'an interface name that another network gets by its place',
      annotations: networks('mv@net2,hl'),
      want: /networks\[1\]: interface net2 is that of/,
    },
    {
      name: 'another interface for the primary network',
      annotations: { [defaultKey]: 'storage@wan0' },
      want: /default-network\[0\]: interface wan0 for the primary network, which is eth0/,
    },
    {
      name: 'two IPv4 gateways in one element',
      annotations: json({ name: 'mv', 'default-route': ['10.0.0.1', '10.0.0.2'] }),
      want: /networks\[0\]\.default-route: an IPv4 gateway, and .*\[0\] has one already/,
    },
    {
      name: 'two IPv6 gateways in two elements',
      annotations: json(
        { name: 'mv', 'default-route': ['fd00::1'] },
        { name: 'hl', 'default-route': ['fd00::2'] },
      ),
      want: /networks\[1\]\.default-route: an IPv6 gateway/,
    },
    {
      name: 'an empty default-route beside another',
      annotations: json(
        { name: 'mv', 'default-route': [] },
        { name: 'hl', 'default-route': ['10.0.0.1'] },
      ),
      want: /networks\[0\]\.default-route: \[\] asks for the pod's default routes, and so does .*\[1\]/,
    },
    {
      name: 'two empty default-routes',
      annotations: json({ name: 'mv', 'default-route': [] }, { name: 'hl', 'default-route': [] }),
      want: /default-route: \[\] asks/,
    },
  ];
  refuses(
    bad.map(({ name, want, code = 'badConfig', ...world }) => ({
      name,
      want,
      code,
      run: () => plan({ objects, ...world }),
    })),
  );
});
