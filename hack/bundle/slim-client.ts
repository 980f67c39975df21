import { sep } from 'node:path';

import type { OnLoadResult, Plugin } from 'esbuild';

// Of @kubernetes/client-node we use KubeConfig: finding the API server, TLS, credentials. Its module also imports the
// generated models of all of Kubernetes and undici, for clients that it can make and that we do not: 10 MiB each in
// every process, one process per node.
const client = ['@kubernetes', 'client-node'].join(sep);
const own = (importer: string): boolean => importer.includes(`${sep}node_modules${sep}${client}`);

const absent: Readonly<Record<string, readonly string[]>> = {
  './gen/index.js': ['createConfiguration', 'ServerConfiguration'],
  undici: ['Agent', 'ProxyAgent'],
};

/** Stands in for a module; whoever calls something of it after all is told why it is not there. */
function stub(module: string): OnLoadResult {
  const names = absent[module] ?? [];
  const said = JSON.stringify(
    `${module} is not part of this program: lib/kube speaks HTTP itself (hack/bundle/slim-client.ts)`,
  );
  const functions = names.map((name) => `export function ${name}() { throw new Error(${said}); }`);
  return { contents: functions.join('\n'), loader: 'js' };
}

/** Leaves out of @kubernetes/client-node what KubeConfig does not need. */
export const slimClient: Plugin = {
  name: 'slim-client',
  setup(build) {
    build.onResolve({ filter: /^(\.\/gen\/index\.js|undici)$/ }, ({ path, importer }) =>
      own(importer) && importer.endsWith(`${sep}dist${sep}config.js`)
        ? { path, namespace: 'absent' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'absent' }, ({ path }) => stub(path));
    // The package does not say that its modules have no side effects, which lets esbuild drop those that nobody uses.
    const filter = /^(@kubernetes\/client-node|\.\/[a-z_]+\.js)$/;
    build.onResolve({ filter }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      const index = own(importer) && importer.endsWith(`${sep}dist${sep}index.js`);
      if (pluginData === 'asked' || !(index || path === '@kubernetes/client-node'))
        return undefined;
      const options = { importer, resolveDir, kind, pluginData: 'asked' };
      return { ...(await build.resolve(path, options)), sideEffects: false };
    });
  },
};
