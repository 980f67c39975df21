import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { applyCrds } from '../control-plane/crds.ts';
import { startControlPlane } from '../control-plane/start.ts';
import { managementAddress } from '../node/plan.ts';

/** What runs outside while the machine runs its tests. */
export type HostSide = {
  /** Tells the tests in the machine how to reach it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

/** A web server on this host's loopback that answers with the path it was asked for: proof of the way out. */
export async function startEcho(): Promise<HostSide> {
  const server = createServer((request, response) => response.end(`echo ${request.url}`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { environment: { MULTINIC_VM_ECHO_PORT: String(port) }, stop };
}

/**
 * etcd and kube-apiserver with our CRDs, which take half a minute to start when emulated. The server bears the address by which the
 * nodes in the machine reach it (`test/vm/support/api-server.ts`), so its certificate and the kubeconfigs hold there.
 */
export async function startApiServer(): Promise<HostSide> {
  const folder = await mkdtemp(`${tmpdir()}/multinic-vm-api-`);
  const plane = await startControlPlane({ dir: folder, address: managementAddress, log: say });
  await applyCrds(plane.kubeconfig);
  const environment = {
    MULTINIC_VM_API_PORT: new URL(plane.server).port,
    MULTINIC_VM_KUBECONFIGS: plane.kubeconfigOf('admin').replace(/\/admin$/, ''),
  };
  const stop = async (): Promise<void> => {
    await plane.stop();
    await rm(folder, { recursive: true });
  };
  return { environment, stop };
}

function say(line: string): void {
  console.log(`vm: ${line}`);
}
