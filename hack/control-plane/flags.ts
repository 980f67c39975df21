import { join } from 'node:path';

/** All that a control plane keeps, in one folder. */
export type Files = ReturnType<typeof filesIn>;

export function filesIn(dir: string): Record<FileName, string> {
  const at = (name: string): string => join(dir, name);
  return {
    etcdData: at('etcd'),
    etcdLog: at('etcd.log'),
    apiServerLog: at('kube-apiserver.log'),
    auditLog: at('audit.log'),
    auditPolicy: at('audit-policy.yaml'),
    certificates: at('certificates'),
    authority: at('certificates/apiserver.crt'),
    accountKey: at('service-account.key'),
    tokens: at('tokens.csv'),
    kubeconfigs: at('kubeconfig'),
  };
}

type FileName =
  | 'etcdData'
  | 'etcdLog'
  | 'apiServerLog'
  | 'auditLog'
  | 'auditPolicy'
  | 'certificates'
  | 'authority'
  | 'accountKey'
  | 'tokens'
  | 'kubeconfigs';

export type Ports = {
  readonly client: number;
  readonly peer: number;
  readonly api: number;
};

/** @param ports all on loopback */
export function etcdFlags(files: Files, ports: Ports): string[] {
  const client = `http://127.0.0.1:${ports.client}`;
  const peer = `http://127.0.0.1:${ports.peer}`;
  return [
    `--data-dir=${files.etcdData}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

/** The first address of the service range, which is the `kubernetes` service's. */
export const serviceAddress = '10.96.0.1';

export type Serving = {
  readonly address: string;
  /** Whether kubelets and a controller manager will join: then nodes and ServiceAccounts count, as on a user's cluster. */
  readonly joined: boolean;
};

/** The server makes its own certificate for `address`, its loopback and the service address; nobody needs its endpoints. */
export function apiServerFlags(files: Files, ports: Ports, { address, joined }: Serving): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${ports.client}`,
    `--secure-port=${ports.api}`,
    `--bind-address=${address === '127.0.0.1' ? address : '0.0.0.0'}`,
    `--advertise-address=${address}`,
    '--endpoint-reconciler-type=none',
    `--cert-dir=${files.certificates}`,
    `--service-account-key-file=${files.accountKey}`,
    `--service-account-signing-key-file=${files.accountKey}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.96.0.0/16',
    `--token-auth-file=${files.tokens}`,
    ...(joined ? joinedFlags : aloneFlags),
    '--allow-privileged',
    `--audit-policy-file=${files.auditPolicy}`,
    `--audit-log-path=${files.auditLog}`,
    '--audit-log-mode=blocking-strict',
    '--profiling=false',
  ];
}

// Without the controller manager there are no ServiceAccounts, hence that admission plugin would refuse every pod.
const aloneFlags = ['--authorization-mode=RBAC', '--disable-admission-plugins=ServiceAccount'];

// Nobody resolves a node's name here, which is what the server would try first for `kubectl exec`.
const joinedFlags = [
  '--authorization-mode=Node,RBAC',
  '--enable-admission-plugins=NodeRestriction',
  '--kubelet-preferred-address-types=InternalIP',
];

/** What the server asks of itself would drown what our programs ask of it. */
export const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: None
    users: ["system:apiserver"]
  - level: Metadata
`;
