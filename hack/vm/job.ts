import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { hostAddress, jobFolder, machineAddress } from './qemu.ts';

export type Job = {
  /** Shell command, run in the repository's folder. */
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
};

/** Root of the repository: the machine sees the host's files under the same paths. */
export const repository = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** Lays the files of /run/job: the start script, the environment, the command. */
export async function writeJob(folder: string, kit: string, job: Job): Promise<void> {
  const target = jobFolder(folder);
  const environment = {
    ...job.environment,
    PATH: `${repository}/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    MULTINIC_VM_KIT: kit,
    MULTINIC_VM_REPOSITORY: repository,
    MULTINIC_VM_ADDRESS: machineAddress,
    MULTINIC_VM_HOST: hostAddress,
  };
  await mkdir(target);
  await copyFile(`${repository}/hack/vm/guest/start`, `${target}/start`);
  await writeFile(`${target}/environment`, shellExports(environment));
  await writeFile(`${target}/command`, `${job.command}\n`);
}

/** Lines that give a shell these variables, whatever their values contain. */
export function shellExports(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}=${shellWord(value)}\n`)
    .join('');
}

/** One argument for a shell, whatever it contains. */
export function shellWord(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
