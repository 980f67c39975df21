import type { Fabric } from '../../../hack/node/fabric.ts';
import { forward, outerHost } from './forward.ts';

export type ApiServer = {
  /** Path of the kubeconfig of `admin`, `operator`, `node-agent-1`…; good in the machine and in its nodes. */
  readonly kubeconfigOf: (user: string) => string;
  readonly close: () => Promise<void>;
};

/**
 * Opens the nodes' way to the API server outside: it listens on the fabric's management address, by which the server's
 * certificate and its kubeconfigs name it.
 */
export async function openApiServer(fabric: Fabric): Promise<ApiServer> {
  const port = Number(given('MULTINIC_VM_API_PORT'));
  const folder = given('MULTINIC_VM_KUBECONFIGS');
  const { close } = await forward({ address: fabric.managementAddress, port }, outerHost(port));
  return { kubeconfigOf: (user) => `${folder}/${user}`, close };
}

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: start the tests with hack/vm/main.ts`);
  return value;
}
