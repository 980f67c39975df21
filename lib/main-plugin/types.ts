import type { MainPluginSpec } from '../api/types.ts';

/** The `plugin` part of a NetworkAttachmentDefinition's config; keys in alphabetical order. */
export type PluginConf = Readonly<Record<string, unknown>> & {
  readonly cniVersion: string;
  readonly type: string;
};

export type MainPlugin = {
  /** `spec.plugin.type` of a MultiNicNetwork. */
  readonly type: string;
  readonly netConf: (spec: MainPluginSpec) => PluginConf;
  /** Arguments that the plugin would refuse or misread, each a sentence with field and remedy. */
  readonly problems: (spec: MainPluginSpec) => readonly string[];
};
