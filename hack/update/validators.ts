import { readdirSync, readFileSync } from 'node:fs';
import { Ajv, type SchemaObject } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { transform } from 'esbuild';
import { parse } from 'yaml';
import { kinds } from '../../lib/api/group.ts';

/** A file that is made from others: `update` writes it, `verify` renders it again and compares. */
export type Generated = {
  /** Below the top of the tree. */
  readonly path: string;
  readonly render: () => Promise<string>;
};

type Crd = {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly [{ readonly schema: { readonly openAPIV3Schema: SchemaObject } }];
  };
};

const crds = new URL('../../crds/', import.meta.url);
const text = { type: 'string', pattern: '^.' };

/** What the API server checks of every object without being told by a CRD. */
function whole(kind: string, schema: SchemaObject): SchemaObject {
  return {
    ...schema,
    $id: kind,
    required: ['apiVersion', 'kind', 'metadata', ...schema['required']],
    properties: {
      ...schema['properties'],
      apiVersion: { const: kinds.network.apiVersion },
      kind: { const: kind },
      metadata: { type: 'object', required: ['name'], properties: { name: text, uid: text } },
    },
  };
}

/**
 * Only the API server acts on x-kubernetes-*. Bounds on lengths are there for its estimate of what a rule costs; an
 * object stored before them may exceed them and is no less readable. The descriptions would be half of the file.
 */
const left = new Set(['description', 'maxLength', 'maxItems', 'maxProperties']);

function leave(key: string, value: unknown): unknown {
  if (key.startsWith('x-kubernetes-')) return undefined;
  if (left.has(key) && typeof value !== 'object') return undefined;
  const schema = value as { readonly 'x-kubernetes-int-or-string'?: true } | null;
  const either = schema?.['x-kubernetes-int-or-string'] === true;
  return either ? { ...schema, type: ['integer', 'string'] } : value;
}

/** @returns one for each of our kinds, by file name */
function readSchemas(): readonly SchemaObject[] {
  const files = readdirSync(crds).filter((name) => name.endsWith('.yaml'));
  return files.sort().map((name) => {
    const crd = parse(readFileSync(new URL(name, crds), 'utf8')) as Crd;
    const { openAPIV3Schema } = crd.spec.versions[0].schema;
    const schema = JSON.parse(JSON.stringify(openAPIV3Schema, leave)) as SchemaObject;
    return whole(crd.spec.names.kind, schema);
  });
}

async function render(): Promise<string> {
  const schemas = [...readSchemas()];
  const ajv = new Ajv({
    schemas,
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    formats: { int64: true, 'date-time': true },
    code: { source: true, esm: true },
  });
  const names = Object.fromEntries(schemas.map(({ $id = '' }) => [`is${$id}`, $id]));
  const code = standalone.default(ajv, names);
  const slim = await transform(code, { minify: true, treeShaking: true, lineLimit: 120 });
  if (slim.code.includes('require(')) throw new Error('a validator needs a package to run');
  return `// Made by "npm run update" from crds/*.yaml.\n/* oxlint-disable */\n${slim.code}`;
}

export const validators: Generated = { path: 'lib/api/generated/validators.js', render };

export const validatorTypes: Generated = {
  path: 'lib/api/generated/validators.d.ts',
  render: async () => `// Made by "npm run update" from crds/*.yaml.
import type { Validate } from '../parse.ts';

${readSchemas()
  .map(({ $id }) => `export const is${$id}: Validate;`)
  .join('\n')}
`,
};
