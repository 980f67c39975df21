export type Plant = {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** Rule that must object, and a word of what it must say. */
  readonly want: { readonly rule: string; readonly says: string };
};

const imports = (what: string): { rule: string; says: string } => ({
  rule: 'no-restricted-imports',
  says: what,
});
const global = (what: string): { rule: string; says: string } => ({
  rule: 'no-restricted-globals',
  says: what,
});
const take = (from: string): string =>
  `import { thing } from '${from}';\nexport const x = thing;\n`;
const takeType = (from: string): string =>
  `import type { Thing } from '${from}';\nexport type X = Thing;\n`;

/** Rule of style: only main.ts, lib/operator.ts, kube/ and host/ touch the world. */
const purity: readonly Plant[] = [
  'lib/net/pure.ts',
  'lib/api/pure.ts',
  'lib/main-plugin/pure.ts',
  'lib/selection/pure.ts',
  'lib/reconcile/pure.ts',
  'lib/pure.ts',
  'cni/protocol/pure.ts',
  'node-agent/pure.ts',
  'node-agent/iproute2/pure.ts',
  'node-agent/discover/pure.ts',
  'node-agent/routes/pure.ts',
  'node-agent/attach/pure.ts',
  'node-agent/journal/pure.ts',
  'node-agent/server/pure.ts',
].flatMap((path): Plant[] => {
  const at = (name: string): string => path.replace('pure', name);
  const plant = (name: string, text: string, want: Plant['want']): Plant => ({
    name: `${path}: ${name}`,
    path: at(name),
    text,
    want,
  });
  return [
    plant('node-builtin', take('node:fs'), imports('pure code')),
    plant('bare-builtin', take('fs'), { rule: 'prefer-node-protocol', says: 'node:' }),
    plant(
      'import-call',
      "export const x = await import('node:child_process');\n",
      imports('pure code'),
    ),
    plant('process-env', "export const x = process.env['HOME'];\n", global('process')),
    plant('the-clock', 'export const x = new Date();\n', global('Date')),
    plant('a-timer', 'export const x = setTimeout(String, 1);\n', global('setTimeout')),
    plant('the-network', "export const x = fetch('http://x');\n", global('fetch')),
    plant('by-the-back-door', 'export const x = globalThis.process;\n', global('globalThis')),
    plant('chance', 'export const x = Math.random();\n', {
      rule: 'no-restricted-properties',
      says: 'random',
    }),
    plant('a-hidden-timer', 'export const x = AbortSignal.timeout(1);\n', {
      rule: 'no-restricted-properties',
      says: 'timeout',
    }),
    plant('api-client', take('@kubernetes/client-node'), imports('types only')),
    plant('framework', take('@dot-i/k8s-operator'), imports('operator.ts alone')),
    plant('tests', take('../../test/support/x.ts'), imports('test/ or hack/')),
    plant('tooling', take('../../hack/x.ts'), imports('test/ or hack/')),
    plant('a-start', take('./main.ts'), imports('main.ts')),
  ];
});

/** One row per arrow that must not exist: a folder and what it may not even name. */
const arrows: readonly (readonly [folder: string, from: string, says: string])[] = [
  ['lib/net', '../api/types.ts', 'nothing of Kubernetes'],
  ['lib/net', '../selection/x.ts', 'nothing of Kubernetes'],
  ['lib/net', '../main-plugin/x.ts', 'nothing of Kubernetes'],
  ['lib/net', '../reconcile/x.ts', 'nothing of Kubernetes'],
  ['lib/net', '../kube/types.ts', 'nothing of Kubernetes'],
  ['lib/net', '../../cni/protocol/types.ts', 'or CNI'],
  ['lib/net', '../../node-agent/types.ts', 'nothing of the agent'],
  ['lib/api', '../selection/x.ts', 'lib/net alone'],
  ['lib/api', '../main-plugin/x.ts', 'lib/net alone'],
  ['lib/api', '../reconcile/x.ts', 'lib/net alone'],
  ['lib/api', '../../node-agent/types.ts', 'nothing of the agent'],
  ['lib/selection', '../reconcile/x.ts', 'below lib/reconcile'],
  ['lib/main-plugin', '../reconcile/x.ts', 'below lib/reconcile'],
  ['lib/reconcile', '../../node-agent/types.ts', 'nothing of the agent'],
  ['lib/kube', '../../node-agent/types.ts', 'nothing of the agent'],
  ['lib', '../node-agent/types.ts', 'nothing of the agent'],
  ['cni/protocol', '../../lib/errors.ts', 'nothing of ours'],
  ['cni/protocol', '../../node-agent/types.ts', 'nothing of ours'],
  ['node-agent/routes', '../server/x.ts', 'below what calls them'],
  ['node-agent/attach', '../server/x.ts', 'below what calls them'],
  ['node-agent/journal', '../loops/x.ts', 'below what calls them'],
  ['node-agent/server', '../../lib/reconcile/types.ts', "operator's own"],
  ['node-agent/routes', '../../lib/reconcile/types.ts', "operator's own"],
  ['node-agent/host', '../../lib/reconcile/types.ts', "operator's own"],
];

/** Values are forbidden, types are welcome. */
export const typesOnly: readonly (readonly [folder: string, from: string, says: string])[] = [
  ['lib/api', '../kube/client.ts', 'effects as arguments'],
  ['lib/reconcile', '../kube/client.ts', 'effects as arguments'],
  ['lib/reconcile', '../operator.ts', 'effects as arguments'],
  ['lib/main-plugin', '../../cni/protocol/result.ts', "the CNI protocol is the agent's"],
  ['lib/kube', '../../cni/protocol/result.ts', "the CNI protocol is the agent's"],
  ['node-agent/server', '../host/ip.ts', 'effects as arguments'],
  ['node-agent/attach', '../host/ip.ts', 'effects as arguments'],
  ['node-agent/host', '../../lib/kube/client.ts', 'joins the agent with lib/kube'],
  ['node-agent/host', '@kubernetes/client-node', 'types only'],
  ['lib/selection', '@kubernetes/client-node', 'types only'],
];

const named = (folder: string, from: string, suffix: string): { name: string; path: string } => ({
  name: `${folder}: ${suffix} of ${from}`,
  path: `${folder}/${from.replaceAll(/[^a-z0-9]+/g, '-')}-${suffix}.ts`,
});

const layers: readonly Plant[] = [
  ...arrows.flatMap(([folder, from, says]) => [
    { ...named(folder, from, 'value'), text: take(from), want: imports(says) },
    { ...named(folder, from, 'type'), text: takeType(from), want: imports(says) },
  ]),
  ...typesOnly.map(([folder, from, says]) => ({
    ...named(folder, from, 'value'),
    text: take(from),
    want: imports(says),
  })),
];

/** The framework and the client, where the world may be touched but not that part of it. */
const worldly: readonly Plant[] = [
  ...['lib/kube/x.ts', 'lib/main.ts', 'node-agent/main.ts', 'node-agent/host/y.ts'].map((path) => ({
    name: `${path}: framework`,
    path,
    text: take('@dot-i/k8s-operator'),
    want: imports('operator.ts alone'),
  })),
  {
    name: 'lib/operator.ts: client of the API server',
    path: 'lib/operator.ts',
    text: take('@kubernetes/client-node'),
    want: imports('types only'),
  },
];

const everywhere: readonly Plant[] = [
  {
    name: 'a cycle',
    path: 'lib/ring/one.ts',
    text: "import { two } from './two.ts';\nexport const one = (): unknown => two;\n",
    want: { rule: 'no-cycle', says: 'cycle' },
  },
  {
    name: 'a default export',
    path: 'lib/default.ts',
    text: 'export default 1;\n',
    want: { rule: 'no-default-export', says: 'default' },
  },
  {
    name: 'the console',
    path: 'node-agent/host/console.ts',
    text: "console.log('x');\n",
    want: { rule: 'no-console', says: 'console' },
  },
  {
    name: 'a swallowed error',
    path: 'lib/swallowed.ts',
    text: 'export function x(f: () => void): void {\n  try {\n    f();\n  } catch {}\n}\n',
    want: { rule: 'no-empty', says: 'empty' },
  },
  {
    name: 'a type that is none',
    path: 'lib/any.ts',
    text: 'export type X = any;\n',
    want: { rule: 'no-explicit-any', says: 'any' },
  },
  {
    name: 'a silenced compiler',
    path: 'lib/ignore.ts',
    text: '// @ts-ignore\nexport const x = 1;\n',
    want: { rule: 'ban-ts-comment', says: 'ts-ignore' },
  },
];

export const plants: readonly Plant[] = [...purity, ...layers, ...worldly, ...everywhere];

/** What the plants need beside them, and what must pass without a word. */
export const clean: ReadonlyMap<string, string> = new Map([
  ['lib/ring/two.ts', "import { one } from './one.ts';\nexport const two = (): unknown => one;\n"],
  ['lib/net/cidr.ts', take('netmask')],
  ['lib/net/fails.ts', take('../errors.ts')],
  ['lib/api/of-net.ts', take('../net/cidr.ts')],
  ['lib/reconcile/of-selection.ts', take('../selection/x.ts')],
  ['lib/reconcile/of-api.ts', take('../api/x.ts')],
  ['lib/kube/client.ts', take('@kubernetes/client-node')],
  [
    'lib/kube/clock.ts',
    "import { get } from 'node:https';\nexport const x = [get, new Date(), setTimeout];\n",
  ],
  [
    'node-agent/host/world.ts',
    "import { spawn } from 'node:child_process';\nexport const x = [spawn, process.env];\n",
  ],
  ['node-agent/attach/of-protocol.ts', take('../../cni/protocol/result.ts')],
  ['node-agent/routes/of-net.ts', take('../../lib/net/cidr.ts')],
  ['node-agent/server/of-attach.ts', take('../attach/add.ts')],
  ['cni/protocol/own.ts', take('./types.ts')],
  [
    'hack/anything.ts',
    "import { x } from '../lib/x.ts';\nconsole.log(x, process.env, Math.random());\n",
  ],
  [
    'test/lib/anything.test.ts',
    "import { x } from '../../hack/x.ts';\nconsole.log(x, new Date());\n",
  ],
  ...typesOnly.map(([folder, from]) => [named(folder, from, 'type').path, takeType(from)] as const),
]);
