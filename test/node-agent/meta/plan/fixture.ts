import { expect } from 'chai';
import { CniError } from '../../../../cni/protocol/error.ts';
import { cniErrorCodes, type JsonObject, type Result } from '../../../../cni/protocol/types.ts';
import type {
  AttachedNetwork,
  ConfFolder,
  NetworkObject,
  PlannedNetwork,
  PodFacts,
} from '../../../../node-agent/meta/types.ts';
import { parseConfFolder } from '../../../../node-agent/meta/plan/conf-folder.ts';
import { parseMetaConf } from '../../../../node-agent/meta/plan/meta-conf.ts';
import { planNetworks } from '../../../../node-agent/meta/plan/plan-networks.ts';
import type { PlanInput } from '../../../../node-agent/meta/plan/types.ts';
import { frozen } from '../../../lib/reconcile/frozen.ts';

export const networksKey = 'k8s.v1.cni.cncf.io/networks';
export const defaultKey = 'v1.multus-cni.io/default-network';

export function podOf(annotations: Readonly<Record<string, string>> = {}): PodFacts {
  return { namespace: 'default', name: 'trainer-0', uid: 'u-1', annotations };
}

export const primaryConf = {
  cniVersion: '1.0.0',
  name: 'cluster-net',
  plugins: [
    { type: 'bridge', ipam: { type: 'host-local', subnet: '10.1.0.0/24' } },
    { type: 'portmap', capabilities: { portMappings: true } },
  ],
};

export function folderOf(
  files: Readonly<Record<string, unknown>> = { '10-cluster.conflist': primaryConf },
  path = '/etc/cni/net.d',
): ConfFolder {
  const texts = Object.entries(files).map(([name, content]) => ({
    name,
    text: typeof content === 'string' ? content : JSON.stringify(content),
  }));
  return frozen(parseConfFolder(path, texts));
}

/** A NetworkAttachmentDefinition of namespace `default`, or of the one before "/". */
export function nad(
  key: string,
  config: unknown = { cniVersion: '1.0.0', type: 'macvlan', master: 'eth1' },
  resourceName?: string,
): NetworkObject {
  const [name = '', namespace = 'default'] = key.split('/').toReversed();
  return {
    kind: 'NetworkAttachmentDefinition',
    namespace,
    name,
    config: typeof config === 'string' ? config : JSON.stringify(config),
    ...(resourceName === undefined ? {} : { resourceName }),
  };
}

export function early(key: string, plugin: string, args: unknown): NetworkObject {
  const [name = '', namespace = 'default'] = key.split('/').toReversed();
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  return { kind: 'Network', namespace, name, plugin, args: text };
}

export type World = {
  readonly conf?: JsonObject;
  readonly folder?: ConfFolder;
  readonly others?: ReadonlyMap<string, ConfFolder>;
  readonly objects?: readonly NetworkObject[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly args?: Readonly<Record<string, string>>;
};

export const metaConf = { cniVersion: '1.0.0', name: 'multi-nic-meta', type: 'multi-nic-meta' };

export function inputOf(world: World): PlanInput {
  const { conf = {}, objects = [], others = new Map<string, ConfFolder>() } = world;
  const pod = podOf(world.annotations);
  const namespace = world.namespace ?? pod.namespace;
  const input: PlanInput = {
    conf: parseMetaConf({ ...metaConf, ...conf }),
    folders: { own: world.folder ?? folderOf(), others },
    pod: { ...pod, namespace },
    request: {
      containerID: 'c0ffee',
      ifName: 'eth0',
      args: world.args ?? { K8S_POD_NAME: 'trainer-0', K8S_POD_NAMESPACE: namespace },
      path: ['/opt/cni/bin'],
    },
    findNetwork: (kind, space, name) =>
      objects.find((one) => one.kind === kind && one.namespace === space && one.name === name),
  };
  return frozen(input);
}

export const plan = (world: World): readonly PlannedNetwork[] => planNetworks(inputOf(world));

/** `name as ifName`, in order. */
export const named = (world: World): readonly string[] =>
  plan(world).map(({ name, ifName }) => `${name} as ${ifName}`);

/** A network as it is after its chain. */
export function attached(
  ifName: string,
  result: Partial<Result>,
  over: Partial<AttachedNetwork> = {},
): AttachedNetwork {
  const list = {
    name: ifName,
    cniVersion: '1.0.0',
    disableCheck: false,
    disableGC: false,
    plugins: [{ type: 'macvlan' }],
  } as const;
  return frozen({
    name: `default/${ifName}`,
    ifName,
    list,
    primary: ifName === 'eth0',
    capabilityArgs: {},
    args: '',
    path: [],
    withoutDefault: [],
    result: {
      interfaces: [{ name: ifName, mac: '02:00:00:00:00:01', sandbox: '/run/netns/p' }],
      ips: [],
      routes: [],
      dns: {},
      ...result,
    },
    ...over,
  });
}

export type BadRow = {
  readonly name: string;
  readonly run: () => unknown;
  readonly want: RegExp;
  readonly code?: keyof typeof cniErrorCodes;
};

/** One test for each row: it is refused with this code and a message that says this. */
export function refuses(rows: readonly BadRow[]): void {
  for (const { name, run, want, code = 'badConfig' } of rows)
    it(`refuses ${name}`, () => {
      const error = thrownBy(run);
      expect(error.message).to.match(want);
      expect(error.code).to.equal(cniErrorCodes[code]);
    });
}

export function thrownBy(run: () => unknown): CniError {
  try {
    run();
  } catch (error) {
    if (error instanceof CniError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** For laws: whatever `run` does, it does not fail in a way that nobody foresaw. */
export function onlyCniErrors(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof CniError)) throw error;
    expect(error.message).to.match(/\S: \S/);
  }
}
