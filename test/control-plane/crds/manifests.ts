import { readdirSync, readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../lib/api/types.ts';

const fixtures = new URL('../../fixtures/manifests/', import.meta.url);
const crds = new URL('../../../crds/', import.meta.url);

function documents<T>(file: URL): T[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as T);
}

export const upstream = (file: string): KubeObject[] =>
  documents<KubeObject>(new URL(`upstream/${file}.yaml`, fixtures));

export type StoredStatus = {
  readonly kind: string;
  readonly name: string;
  readonly status: object;
};

export const upstreamStatuses = (): StoredStatus[] =>
  documents<StoredStatus>(new URL('upstream/status.yaml', fixtures));

/** Deep enough for what the tests ask: the rest is the API server's to judge. */
export type Schema = {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
};

export type Crd = {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly [{ readonly schema: { readonly openAPIV3Schema: Schema } }];
  };
};

/** Our six kinds and, from its own folder, the NetworkAttachmentDefinition. */
export function allCrds(): Crd[] {
  return ['', 'npwg/'].flatMap((folder) => {
    const where = new URL(folder, crds);
    return readdirSync(where)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => parse(readFileSync(new URL(name, where), 'utf8')) as Crd);
  });
}

export type Bad = {
  readonly name: string;
  readonly object: KubeObject;
  readonly want: readonly string[];
};

type Row = {
  readonly name: string;
  readonly kind?: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly want: readonly string[];
};

const rows = (file: string): Row[] =>
  parse(readFileSync(new URL(`bad/${file}.yaml`, fixtures), 'utf8')) as Row[];

/** The object of every row of `bad/*.yaml`, with its spec laid over that of a good one. */
export function badObjects(): Bad[] {
  const [guide] = upstream('guide-network') as [KubeObject];
  const good = upstream('objects');
  const goodOf = (kind: string): KubeObject => {
    const found = good.find((object) => object.kind === kind);
    if (found === undefined) throw new Error(`upstream/objects.yaml has no ${kind}`);
    return found;
  };
  return [
    ...rows('networks').map((row) => lay(row, guide)),
    ...rows('others').map((row) => lay(row, goodOf(row.kind ?? ''))),
  ];
}

function lay({ name, spec, want }: Row, good: KubeObject): Bad {
  const base = good.spec as Record<string, unknown>;
  const ipam = spec['ipam'];
  const text = typeof ipam === 'object' && ipam !== null ? { ipam: over(base['ipam'], ipam) } : {};
  return { name, want, object: { ...good, spec: without({ ...base, ...spec, ...text }) } };
}

function over(text: unknown, keys: object): string {
  return JSON.stringify(without({ ...(JSON.parse(String(text)) as object), ...keys }));
}

/** As in a JSON merge patch: null removes. */
function without(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
