import type { Config, DaemonSet, FailedCreate } from '../../api/config-types.ts';

export type ConfigObserved = {
  readonly config: Config | undefined;
  /** ISO 8601. */
  readonly now: string;
  /** The operator's own: its DaemonSets lie there. */
  readonly namespace: string;
  /** The one of the Config's name, whoever made it. */
  readonly daemonSet: DaemonSet | undefined;
  /** Events of DaemonSets whose pods could not be made. */
  readonly failures: readonly FailedCreate[];
};

/** The same once the Config is known to exist. */
export type LiveConfig = ConfigObserved & { readonly config: Config };
