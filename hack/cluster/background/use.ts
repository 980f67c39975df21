import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { buildImages } from '../../images/build.ts';
import { tool } from '../../node/tool.ts';
import { type Argv, helmLine, kubectlLine, nodeLine, running } from './command-lines.ts';
import { importImages } from './images.ts';

/** Exit status of a command that has our own stdin, stdout and stderr. */
async function passOn([file, ...args]: Argv): Promise<number> {
  const child = spawn(file, args, { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

export const kubectl = async (args: readonly string[]): Promise<number> =>
  passOn(kubectlLine(running(), args));

export const helm = async (args: readonly string[]): Promise<number> =>
  passOn(helmLine(running(), args));

export async function enterNode([name = '', ...command]: readonly string[]): Promise<number> {
  const [file = 'sh', ...args] = command;
  return passOn(nodeLine(running(), name, [file, ...args]));
}

/** Builds the images of this tree and puts them on every node. */
export async function images(): Promise<number> {
  const cluster = running();
  const built = await buildImages(console.log);
  await importImages(cluster, built);
  for (const { ref } of built) console.log(ref);
  return 0;
}

export async function status(): Promise<number> {
  const state = running();
  const { kubeconfig, nodes } = state.ready;
  const command = 'npm run cluster --';
  console.log(`
A cluster runs in namespaces of process ${state.pid}; its disks and logs are below ${state.dir}.
  ${command} kubectl get pods --all-namespaces --output wide
  ${command} exec ${nodes[0]?.name ?? ''} ip address
  ${command} images
  nsenter --target ${state.pid} --net --mount ${tool('kubectl')} --kubeconfig ${kubeconfig}
  ${command} down
`);
  return kubectl(['get', 'nodes', '--output', 'wide']);
}
