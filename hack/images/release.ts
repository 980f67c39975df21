import manifest from '../../package.json' with { type: 'json' };
import type { Release } from './oci.ts';

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** Version as in package.json, for the machine that we are on. */
export const release: Release = {
  version: manifest.version,
  architecture: architectures[process.arch] ?? process.arch,
};
