import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../../cni/protocol/types.ts';
import type { MetaPlan, Planner } from '../run/types.ts';
import type { MetaEffects, PodFacts, PodRef } from '../types.ts';
import { assignDevices, needsDevices } from './devices.ts';
import { foldersNeeded, multusFolder } from './find-network.ts';
import { parseMetaConf } from './meta-conf.ts';
import { NoListOnDisk } from './network-object.ts';
import { planNetworks, planPrimary } from './plan-networks.ts';
import type { Folders, MetaConf, PlanInput } from './types.ts';

type Needs = Pick<
  MetaEffects,
  | 'readLists'
  | 'findNetwork'
  | 'networksListed'
  | 'primaryOnly'
  | 'findPod'
  | 'devicesOf'
  | 'waitForFile'
>;

/** kubelet says with this annotation where a pod comes from. */
const sourceKey = 'kubernetes.io/config.source';

/** Asks the world for what a plan needs, and for no more: pods are looked up only where the runtime keeps annotations to itself. */
export function createPlanner(effects: Needs, maxNetworks?: number): Planner {
  const limit = maxNetworks === undefined ? {} : { maxNetworks };
  return {
    planPod: (request, signal) => planPod(effects, request, { signal, ...limit }),
    findPrimary: async (request) => {
      const conf = parseMetaConf(request.config.raw);
      const folders = await readFolders(effects, conf);
      return planPrimary({ conf, folders, findNetwork: effects.findNetwork }, request.path);
    },
  };
}

async function planPod(
  effects: Needs,
  request: Request,
  { signal, ...limit }: { readonly signal: AbortSignal; readonly maxNetworks?: number },
): Promise<MetaPlan> {
  const conf = parseMetaConf(request.config.raw);
  if (conf.readinessFile !== undefined) await effects.waitForFile(conf.readinessFile, signal);
  const ref = effects.primaryOnly?.() === true ? ofNoPod : refOf(request);
  const [folders, pod] = await Promise.all([
    readFolders(effects, conf),
    factsOf(effects, { conf, ref, signal }),
  ]);
  const planned = await planListed(effects, { conf, folders, pod, request, ...limit }, signal);
  const { containerID } = request;
  const networks = needsDevices(planned)
    ? assignDevices(planned, { devices: await effects.devicesOf(ref), containerID })
    : planned;
  return { networks, pod: { ...ref, static: isStatic(ref, pod) } };
}

/**
 * A second time where the objects were not listed yet, or where a list may be in Multus' folder, which hardly a node has.
 * @throws CniError as `planNetworks`
 */
async function planListed(
  effects: Needs,
  input: Omit<PlanInput, 'findNetwork'>,
  signal: AbortSignal,
): Promise<MetaPlan['networks']> {
  const { findNetwork, networksListed } = effects;
  try {
    return planNetworks({ ...input, findNetwork });
  } catch (error) {
    if (error instanceof NoListOnDisk) return planWithMultusFolder(effects, input, error);
    const passing = error instanceof CniError && error.code === cniErrorCodes.tryAgain;
    if (!passing || networksListed === undefined) throw error;
  }
  await networksListed(signal);
  return planNetworks({ ...input, findNetwork });
}

/** @throws `otherwise` where there is no such folder */
async function planWithMultusFolder(
  { findNetwork, readLists }: Needs,
  input: Omit<PlanInput, 'findNetwork'>,
  otherwise: NoListOnDisk,
): Promise<MetaPlan['networks']> {
  const { own, others } = input.folders;
  const multus = await readLists(multusFolder).catch(() => undefined);
  if (multus === undefined || others.has(multusFolder)) throw otherwise;
  const folders = { own, others: new Map([...others, [multusFolder, multus]]) };
  return planNetworks({ ...input, folders, findNetwork });
}

/** Its status is then not ours to tell either. */
const ofNoPod: PodRef = { namespace: '', name: '', uid: '' };

function refOf({ args }: Request): PodRef {
  return {
    namespace: args['K8S_POD_NAMESPACE'] ?? '',
    name: args['K8S_POD_NAME'] ?? '',
    uid: args['K8S_POD_UID'] ?? '',
  };
}

/** An early configuration without `kubeconfig` knows nothing of pods, and a call without a pod's name is of none. */
async function factsOf(
  { findPod }: Needs,
  of: { readonly conf: MetaConf; readonly ref: PodRef; readonly signal: AbortSignal },
): Promise<PodFacts> {
  const { conf, ref, signal } = of;
  if (ref === ofNoPod) return { ...ref, annotations: {} };
  if (conf.podAnnotations !== undefined) return { ...ref, annotations: conf.podAnnotations };
  const alone = conf.form === 'early' && conf.kubeconfig === undefined;
  return alone || ref.name === '' ? { ...ref, annotations: {} } : findPod(ref, signal);
}

function isStatic({ uid }: PodRef, pod: PodFacts): boolean {
  const source = Object.hasOwn(pod.annotations, sourceKey) ? pod.annotations[sourceKey] : undefined;
  if (source !== undefined) return source !== 'api';
  return uid !== '' && pod.uid !== uid;
}

async function readFolders({ readLists }: Needs, conf: MetaConf): Promise<Folders> {
  const paths = foldersNeeded(conf);
  const [own, ...others] = await Promise.all([
    readLists(),
    ...paths.map((path) => readLists(path)),
  ]);
  return { own, others: new Map(paths.map((path, index) => [path, others[index] ?? own])) };
}
