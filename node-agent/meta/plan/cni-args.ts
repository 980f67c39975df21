import type { Request } from '../../../cni/protocol/types.ts';
import type { ArgsRequest } from './capabilities.ts';

/** Who the pod is: for every network, in the order in which Multus writes them. */
const podKeys: readonly string[] = [
  'K8S_POD_NAMESPACE',
  'K8S_POD_NAME',
  'K8S_POD_INFRA_CONTAINER_ID',
  'K8S_POD_UID',
];
/** What a runtime asks of the one network that it knows. */
const primaryKeys: readonly string[] = ['IP', 'MAC', 'GATEWAY'];

/**
 * CNI_ARGS of a network: who the pod is, then all else that the runtime gave, each key once. `IgnoreUnknown` is always
 * true, because a plugin reads only what it knows of keys that were meant for another.
 */
export function renderCniArgs(
  args: Request['args'],
  { ips, mac }: ArgsRequest,
  primary: boolean,
): string {
  const known = podKeys.filter((key) => Object.hasOwn(args, key));
  const others = Object.keys(args).filter(
    (key) =>
      !podKeys.includes(key) &&
      key !== 'IgnoreUnknown' &&
      (primary || !primaryKeys.includes(key)) &&
      !(key === 'IP' && ips !== undefined) &&
      !(key === 'MAC' && mac !== undefined),
  );
  const given = [...known, ...others].map((key) => `${key}=${args[key]}`);
  const asked = [
    ...(mac === undefined ? [] : [`MAC=${mac}`]),
    ...(ips === undefined ? [] : [`IP=${ips.join(',')}`]),
  ];
  return ['IgnoreUnknown=true', ...given, ...asked].join(';');
}
