import { readFileSync } from 'node:fs';

import type { Generated } from './validators.ts';

const path = 'chart/Chart.yaml';

/** `text` with both versions of a Chart.yaml replaced. */
export function withVersion(text: string, version: string): string {
  return text.replace(/^(version|appVersion): .*$/gm, `$1: ${version}`);
}

/** The chart, the images and the programs are one release. */
export const chartVersion: Generated = {
  path,
  render: async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    return withVersion(readFileSync(path, 'utf8'), version);
  },
};
