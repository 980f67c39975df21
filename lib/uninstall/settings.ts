import { type Env, readSettings, type Settings } from '../settings.ts';

const schema = {
  operatorNamespace: {
    doc: 'Namespace of the operator: the node agents run there',
    format: String,
    default: 'kube-system',
    env: 'OPERATOR_NAMESPACE',
    arg: 'operator-namespace',
  },
  configName: {
    doc: 'Name of the Config whose node agents are asked to clean up',
    format: String,
    default: 'multi-nicd',
    env: 'CONFIG_NAME',
    arg: 'config-name',
  },
  cleanNetworks: {
    doc: 'Whether all MultiNicNetworks are deleted, and with them their addresses and routes',
    format: Boolean,
    default: false,
    env: 'CLEAN_NETWORKS',
    arg: 'clean-networks',
  },
  timeoutSeconds: {
    doc: 'How long to wait for what goes by itself, before what is left is told',
    format: 'nat',
    default: 60,
    env: 'TIMEOUT_SECONDS',
    arg: 'timeout-seconds',
  },
};

export type UninstallSettings = Settings<typeof schema>;

/** @throws MultiNicError `CONFIG_INVALID`, naming the setting */
export function readUninstallSettings(env: Env, args: readonly string[]): UninstallSettings {
  return readSettings(schema, env, args);
}
