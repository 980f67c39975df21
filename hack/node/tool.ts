import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Path of one of the programs that hack/tools/build lists: kube-apiserver, containerd, helm, cnitool, macvlan, … */
export function tool(name: string): string {
  const folder = process.env['MULTINIC_TOOLS'];
  if (folder === undefined) {
    throw new Error('MULTINIC_TOOLS is not set: export MULTINIC_TOOLS=$(hack/tools/build)');
  }
  const path = join(folder, name);
  if (!existsSync(path)) throw new Error(`${path} does not exist: run hack/tools/build`);
  return path;
}
