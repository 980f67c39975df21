import { badField } from '../../../cni/protocol/field.ts';
import type { PlannedNetwork } from '../types.ts';
import { argsRequestOf, capabilityArgsOf, checkDeclared } from './capabilities.ts';
import { renderCniArgs } from './cni-args.ts';
import { claimDefaultRoutes, type Family } from './default-route-claims.ts';
import { formFor, selectEarly } from './early.ts';
import { findReferred, findSelected, firstOf, ofList } from './find-network.ts';
import { assignIfNames } from './if-names.ts';
import { annotationKeys, parseDefaultNetwork, parseSelections } from './selection.ts';
import type { Candidate, PlanInput } from './types.ts';

/**
 * The networks of a pod in the order in which they are attached, the primary one first: everything is decided, and every
 * error of the annotation found, before a plugin runs. Devices are put in by `assignDevices`.
 *
 * @throws CniError `badConfig`, `incompatibleVersion` or `unknownNetwork`, naming pod, annotation, item, reason and remedy;
 * `tryAgain` while the cluster's own network is not there
 */
export function planNetworks(given: PlanInput): readonly PlannedNetwork[] {
  const form = formFor(given);
  const input = { ...given, conf: { ...given.conf, form } };
  const candidates = form === 'early' ? earlyCandidates(input) : currentCandidates(input);
  const names = assignIfNames(candidates, input.request.ifName, form);
  const withoutDefault = claimDefaultRoutes(candidates.map(({ selection }) => selection));
  return candidates.map((candidate, index) =>
    planOne(input, candidate, {
      primary: index === 0,
      ifName: names[index] ?? '',
      withoutDefault: withoutDefault[index] ?? [],
    }),
  );
}

type ConfInput = Pick<PlanInput, 'conf' | 'folders' | 'findNetwork'>;

/**
 * The primary network of a pod that says nothing about it: whom STATUS and GC ask.
 * @throws CniError as `planNetworks`
 */
export function planPrimary(
  input: ConfInput,
  path: readonly string[],
): Pick<PlannedNetwork, 'list' | 'path'> {
  return { list: configuredPrimary(input).list, path: searchPath(input.conf.binDir, path) };
}

function currentCandidates(input: PlanInput): readonly Candidate[] {
  const { conf, pod } = input;
  const selections = parseSelections(pod, annotationKeys.networks);
  checkCount(input, selections.length);
  const system = conf.systemNamespaces.includes(pod.namespace);
  const byDefault = system ? [] : conf.defaultNetworks;
  return [
    primaryOf(input),
    ...conf.delegates.slice(1).map(delegate),
    ...byDefault.map((name, index) => findReferred(input, name, `defaultNetworks[${index}]`)),
    ...selections.map((selection) => findSelected(input, selection)),
  ];
}

/** Each network takes addresses of the node, and a pod that cannot start would take them again at each try. */
function checkCount({ pod, maxNetworks = Infinity }: PlanInput, count: number): void {
  if (count <= maxNetworks) return;
  const where = `pod ${pod.namespace}/${pod.name}: annotation ${annotationKeys.networks}`;
  const remedy = `name at most ${maxNetworks}, or raise META_MAX_NETWORKS of the node agent`;
  throw badField(where, `${count} networks`, remedy);
}

function primaryOf(input: PlanInput): Candidate {
  const { conf, pod } = input;
  const own = parseDefaultNetwork(pod);
  return own === undefined
    ? configuredPrimary(input)
    : findSelected(input, own, conf.multusNamespace);
}

function configuredPrimary(input: ConfInput): Candidate {
  const { conf, folders } = input;
  if (conf.clusterNetwork !== undefined)
    return findReferred(input, conf.clusterNetwork, 'clusterNetwork');
  const [first] = conf.delegates;
  return first === undefined ? firstOf(folders.own, 'primary network') : delegate(first);
}

/** Where neither configuration nor pod names a network, the cluster's own is better than none. */
function earlyCandidates(input: PlanInput): readonly Candidate[] {
  const { delegates, selections } = selectEarly(input);
  const named = [
    ...delegates.map(delegate),
    ...selections.map((selection) => findSelected(input, selection)),
  ];
  return named.length > 0 ? named : [firstOf(input.folders.own, 'primary network')];
}

function delegate(list: Candidate['list']): Candidate {
  return ofList(list, `delegate ${list.name}`);
}

function planOne(
  { conf, pod, request }: PlanInput,
  candidate: Candidate,
  place: {
    readonly primary: boolean;
    readonly ifName: string;
    readonly withoutDefault: readonly Family[];
  },
): PlannedNetwork {
  const { name, list, selection, resourceName } = candidate;
  const inArgs = argsRequestOf(candidate, conf.cniArgs);
  checkDeclared(candidate, inArgs);
  const { cniArgs, defaultRoute, deviceID } = selection ?? {};
  return {
    name,
    ifName: place.ifName,
    list,
    primary: place.primary,
    capabilityArgs: capabilityArgsOf(candidate, { conf, pod }, place.primary),
    ...(cniArgs === undefined ? {} : { cniArgs }),
    args: renderCniArgs(request.args, inArgs, place.primary),
    path: searchPath(conf.binDir, request.path),
    ...(defaultRoute === undefined ? {} : { defaultRoute }),
    withoutDefault: place.withoutDefault,
    ...(resourceName === undefined ? {} : { resourceName }),
    ...(deviceID === undefined ? {} : { deviceID }),
  };
}

function searchPath(binDir: string | undefined, path: readonly string[]): readonly string[] {
  return binDir === undefined ? path : [binDir, ...path.filter((folder) => folder !== binDir)];
}
