import { statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The path of a program that is found by its name in PATH, the name itself when it is nowhere: whoever executes it says so.
 * A busybox shell takes its own `ip` for the name `ip`; a path it leaves alone.
 */
export function findProgram(name: string, path = process.env['PATH'] ?? ''): string {
  if (name.includes('/')) return name;
  const found = path
    .split(':')
    .map((folder) => join(folder, name))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
  return found ?? name;
}
