import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

import type { Generated } from './validators.ts';

/** Paths of all CRDs below crds/, from the top of the tree. */
export function crdFiles(): readonly string[] {
  const below = new URL('../../crds/', import.meta.url);
  const files = readdirSync(below, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `crds/${file}`)
    .sort();
}

/** Helm reads nothing outside of the chart's folder, so the chart has copies. */
export const chartCrds: readonly Generated[] = crdFiles().map((file) => ({
  path: `chart/files/crds/${basename(file)}`,
  render: async () => readFileSync(file, 'utf8'),
}));
