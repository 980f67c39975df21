import type { Request } from '../../../cni/protocol/types.ts';
import type { Context } from '../../attach/types.ts';
import type { MetaEffects, NetworkList, PlannedNetwork, PodRef } from '../types.ts';

/** What a pod shall have, the primary network first. */
export type MetaPlan = {
  readonly networks: readonly PlannedNetwork[];
  /** `static`: the API server knows the pod under another uid than the runtime. */
  readonly pod: PodRef & { readonly static: boolean };
};

/** The cluster's primary network as it is configured now. */
export type Primary = { readonly list: NetworkList; readonly path: readonly string[] };

/** The decisions that the meta verbs act on. Both read and change nothing. */
export type Planner = {
  /** @throws CniError when the pod, its annotation or a network that it names is not as it must be */
  readonly planPod: (request: Request, signal: AbortSignal) => Promise<MetaPlan>;
  /** @throws CniError `unavailable` without a primary network, or when the pods' facts cannot be had */
  readonly findPrimary: (request: Request) => Promise<Primary>;
};

/** What the meta verbs have of the world and of the planning. */
export type Meta = {
  readonly context: Context;
  readonly effects: MetaEffects;
  readonly planner: Planner;
};
