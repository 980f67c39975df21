import { KubeConfig } from '@kubernetes/client-node';
import { MultiNicError } from '../errors.ts';

/**
 * Finds the API server as every Kubernetes program does: KUBECONFIG, `~/.kube/config`, the service account of the pod.
 *
 * @throws MultiNicError `CONFIG_INVALID` when the file that should say it cannot be used
 */
export function loadKubeConfig(): KubeConfig {
  const kubeConfig = new KubeConfig();
  try {
    kubeConfig.loadFromDefault();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new MultiNicError(
      'CONFIG_INVALID',
      `kubeconfig cannot be loaded: ${why}; set KUBECONFIG to a readable kubeconfig file`,
      { cause },
    );
  }
  const cluster = kubeConfig.getCurrentCluster();
  if (cluster === null) {
    throw new MultiNicError(
      'CONFIG_INVALID',
      `kubeconfig has no cluster for its current context "${kubeConfig.getCurrentContext()}": set current-context`,
    );
  }
  if (cluster.server === nowhere) {
    throw new MultiNicError(
      'CONFIG_INVALID',
      'no API server is known: set KUBECONFIG, or run in a pod that gets the token of its service account (automountServiceAccountToken)',
    );
  }
  return kubeConfig;
}

/** What client-node gives when it has found nothing; over plain HTTP, which no API server speaks any more. */
const nowhere = 'http://localhost:8080';

/**
 * The same configuration without the credentials that its authenticators keep for a minute or until they expire: what
 * the server no longer accepts is read again from its file or asked for again.
 */
export function withoutCachedCredentials(kubeConfig: KubeConfig): KubeConfig {
  const fresh = new KubeConfig();
  fresh.loadFromOptions({
    clusters: kubeConfig.getClusters(),
    users: kubeConfig.getUsers(),
    contexts: kubeConfig.getContexts(),
    currentContext: kubeConfig.getCurrentContext(),
  });
  return fresh;
}

/** Host name or address of the API server; empty where the kubeconfig's URL has none. */
export function serverHost(kubeConfig: KubeConfig): string {
  const server = kubeConfig.getCurrentCluster()?.server ?? '';
  return URL.canParse(server) ? new URL(server).hostname : '';
}
