import type { Node } from '../node/fabric.ts';
import { containerdSocket } from './containerd.ts';

export const staticPodFolder = '/etc/kubernetes/manifests';

/** @param node `address` is the one that the API server reaches the kubelet by */
export function kubeletArgv({ name, address }: Node): string[] {
  return [
    'kubelet',
    '--config=/etc/kubernetes/kubelet.json',
    '--kubeconfig=/etc/kubernetes/kubelet.kubeconfig',
    `--hostname-override=${name}`,
    `--node-ip=${address}`,
  ];
}

/**
 * Everybody in this world may ask the kubelet: it has no certificate of the API server's to trust. Nothing is evicted
 * and no image is collected, for the disk and the memory are the machine's and other things run on it.
 *
 * @param cgroupRoot a folder of every hierarchy, `/…`
 */
export function kubeletConfig(cgroupRoot: string): string {
  return JSON.stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: 'AlwaysAllow' },
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    staticPodPath: staticPodFolder,
    fileCheckFrequency: '1s',
    cgroupDriver: 'cgroupfs',
    cgroupRoot,
    failCgroupV1: false,
    enforceNodeAllocatable: [],
    failSwapOn: false,
    localStorageCapacityIsolation: false,
    evictionHard: {
      'memory.available': '20Mi',
      'nodefs.available': '1%',
      'imagefs.available': '1%',
    },
    imageGCHighThresholdPercent: 100,
    resolvConf: '/etc/resolv.conf',
    serializeImagePulls: false,
    enableProfilingHandler: false,
    // The defaults spare a server of thousands of nodes; here they would be what a test waits for.
    kubeAPIQPS: 200,
    kubeAPIBurst: 400,
    eventRecordQPS: 0,
  });
}
