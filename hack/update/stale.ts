import { existsSync, readFileSync } from 'node:fs';

import type { Generated } from './validators.ts';

export type Stale = { readonly path: string; readonly text: string };

/** The derived files whose content is not what their generators make of the sources now, with what they make. */
export async function findStale(generators: readonly Generated[]): Promise<Stale[]> {
  const rendered = await Promise.all(
    generators.map(async ({ path, render }) => ({ path, text: await render() })),
  );
  return rendered.filter(
    ({ path, text }) => text !== (existsSync(path) ? readFileSync(path, 'utf8') : ''),
  );
}
