import { join } from 'node:path';

import type { Files } from '../control-plane/flags.ts';
import type { ControlPlane } from '../control-plane/start.ts';
import type { User } from '../control-plane/users.ts';
import { startProgram } from '../node/program.ts';
import { tool } from '../node/tool.ts';
import { type Service, service } from './service.ts';

export type Controllers = { readonly manager: Service; readonly scheduler: Service };

/** One user runs all controllers, so it may do everything; the scheduler has its own rules on every API server. */
export const controllerUsers: readonly User[] = [
  { name: 'system:kube-controller-manager', groups: ['system:masters'] },
  { name: 'system:kube-scheduler', groups: [] },
];

/** One of each, hence no leader election, and nobody reads their metrics. */
const common = ['--leader-elect=false', '--secure-port=0', '--profiling=false'];

// A burst of pods should wait for the machine, not for the client's rate limit.
const rates = ['--kube-api-qps=200', '--kube-api-burst=400'];

function managerFlags(files: Files, kubeconfig: string): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--root-ca-file=${files.authority}`,
    `--service-account-private-key-file=${files.accountKey}`,
    '--controllers=*,-bootstrapsigner,-tokencleaner,-nodeipam,-service-lb-controller,-node-route-controller',
    ...common,
    ...rates,
  ];
}

/** Not started yet. @param dir gets the logs */
export function controllers(dir: string, files: Files, controlPlane: ControlPlane): Controllers {
  const one = (name: string, flags: readonly string[]): Service => {
    const logFile = join(dir, `${name}.log`);
    return service(name, logFile, () => startProgram({ argv: [tool(name), ...flags], logFile }));
  };
  const { kubeconfigOf } = controlPlane;
  const managerConfig = kubeconfigOf('system:kube-controller-manager');
  const scheduler = [`--kubeconfig=${kubeconfigOf('system:kube-scheduler')}`, ...common, ...rates];
  return {
    manager: one('kube-controller-manager', managerFlags(files, managerConfig)),
    scheduler: one('kube-scheduler', scheduler),
  };
}
