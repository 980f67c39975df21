/** A NIC of this host that a pod's link may hang on, as the strategies see it. */
export type Candidate = {
  readonly name: string;
  /** Network of its address; absent for a NIC without one, which only its name can select. */
  readonly netAddress?: string;
  /** A NIC that is down is never chosen by a policy, and refused when it is named. */
  readonly up: boolean;
};

export type SelectionInput = {
  readonly candidates: readonly Candidate[];
  /** Networks that the pod's masters may come from, in order; empty means all. */
  readonly masterNets: readonly string[];
  /** What the pod asks for (`cni-args`). */
  readonly wanted: { readonly nics?: number; readonly masters?: readonly string[] };
};

export type Selected =
  | { readonly ok: true; readonly masters: readonly string[] }
  /** `reason` names what was asked and what there is; `remedy` says what to change. */
  | { readonly ok: false; readonly reason: string; readonly remedy: string };

/** How a network's `attachPolicy.strategy` picks the masters of one pod. Pure: same input, same order. */
export type Strategy = {
  readonly name: string;
  /** What it does, for `kubectl explain`. */
  readonly words: string;
  readonly select: (input: SelectionInput) => Selected;
};
