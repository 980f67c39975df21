import { run } from '../node/run.ts';
import { tool } from '../node/tool.ts';
import type { Generated } from './validators.ts';

const name = 'multi-nic-operator';

const header = `# Made by "npm run update" from chart/: all of multi-nic-operator in one file, for people without Helm.
#
# The images are those of "npm run images", imported into every node. From a registry instead:
#   sed s,localhost/multi-nic,REGISTRY/multi-nic, manifests/install.yaml | kubectl apply -f -
#
# To install (the second line only where \`kubectl get crd network-attachment-definitions.k8s.cni.cncf.io\` finds none):
#   kubectl apply -f manifests/install.yaml
#   kubectl create -f crds/npwg/network-attachment-definitions.yaml
#   kubectl wait --for=create --timeout=120s configs.multinic.fms.io/multi-nicd
#   kubectl wait --for=condition=Ready --timeout=180s configs.multinic.fms.io/multi-nicd
#
# To remove: delete the networks, let the agents take their files off the nodes, and only then delete the rest (with the
# kinds). Without the first two lines, links and files of ours stay on the nodes until they are rebooted or cleaned.
#   kubectl delete multinicnetworks.multinic.fms.io --all
#   kubectl annotate configs.multinic.fms.io/multi-nicd multinic.fms.io/uninstall=true
#   kubectl wait hostinterfaces.multinic.fms.io --all --timeout=60s --for=jsonpath='{.metadata.annotations.multinic\\.fms\\.io/uninstalled}'=true
#   kubectl delete -f manifests/install.yaml
---
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    # The node agents need the host's network, processes and folders.
    pod-security.kubernetes.io/enforce: privileged
    pod-security.kubernetes.io/audit: privileged
    pod-security.kubernetes.io/warn: privileged
`;

const settings = ['image.registry=localhost', 'config.by=job'];

async function render(): Promise<string> {
  const set = settings.map((one) => `--set=${one}`);
  const args = ['template', name, 'chart', `--namespace=${name}`, '--no-hooks', ...set];
  const rendered = await run([tool('helm'), ...args]);
  // Nobody's release: what Helm sees of this it must not take for one of its own.
  const text = rendered.replace(/(app\.kubernetes\.io\/managed-by"?: "?)Helm/g, '$1kubectl');
  return `${header}${text}`;
}

/** For `kubectl apply`; needs helm. */
export const manifest: Generated = { path: 'manifests/install.yaml', render };
