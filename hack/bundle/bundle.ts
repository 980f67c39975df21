import { fileURLToPath } from 'node:url';

import { build, type Metafile } from 'esbuild';

import { slimClient } from './slim-client.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One program, one file: ES module for Node 24 with a source map beside it; names survive for the logs. */
export async function bundle(entry: string, outfile: string): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    // Paths in the output are told from here, so that the same bytes come out wherever this was started.
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minify: true,
    keepNames: true,
    sourcemap: true,
    metafile: true,
    legalComments: 'linked',
    plugins: [slimClient],
    // A dependency of the framework's asks for the package of this name that it depends on and would get Node's own, which
    // warns on stderr at every start.
    alias: { punycode: 'punycode/' },
    // Dependencies that are CommonJS ask for `require`, which an ES module does not have.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return metafile;
}
