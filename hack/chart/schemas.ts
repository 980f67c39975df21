/** JSON Schema, as far as it is looked into. */
export type Schema = {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
};

/** A file name as kubeconform asks for it, `deployment-apps-v1`, and what an object of that kind must be. */
export type NamedSchema = readonly [name: string, schema: Schema];

type GroupVersionKind = {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
};

/** `swagger.json` of Kubernetes. */
export type OpenApi = { readonly definitions: Readonly<Record<string, Schema>> };

export type Crd = {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
};

const nameOf = ({ group, version, kind }: GroupVersionKind): string =>
  [kind, group.split('.')[0], version]
    .filter((part) => part !== '')
    .join('-')
    .toLowerCase();

const textOrNumber: Schema = { type: ['string', 'integer'] };

/** Types of Kubernetes whose JSON is more than OpenAPI says: a quantity may be `1`, a patch's value anything. */
const special: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': textOrNumber,
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
};

/** A schema for each kind that the API server has itself, with the definitions that it needs. An unknown field is an error. */
export function builtInSchemas({ definitions }: OpenApi): readonly NamedSchema[] {
  const all = mapValues(definitions, (one, name) => special[name] ?? strict(one));
  return Object.entries(definitions).flatMap(([name, one]) => {
    const kinds = (one['x-kubernetes-group-version-kind'] ?? []) as readonly GroupVersionKind[];
    // What stands under many groups (DeleteOptions, WatchEvent) is no object that is applied.
    const [kind, ...more] = kinds;
    if (kind === undefined || more.length > 0) return [];
    const needed = Object.fromEntries(reached(all, name).map((each) => [each, all[each]]));
    return [[nameOf(kind), { $ref: `${prefix}${name}`, definitions: needed }] as const];
  });
}

const prefix = '#/definitions/';

/** Names of the definitions that one refers to, itself included. */
function reached(all: OpenApi['definitions'], from: string): readonly string[] {
  const names = new Set([from]);
  // A set hands out what is added while it is walked.
  for (const name of names) {
    const text = JSON.stringify(all[name] ?? {});
    for (const [, next = ''] of text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g))
      names.add(next);
  }
  return [...names];
}

/** A schema for each version of a kind that a CRD defines. */
export function crdSchemas({ spec }: Crd): readonly NamedSchema[] {
  const { group, names, versions } = spec;
  return versions.map(({ name: version, schema }) => {
    const { properties, ...rest } = strict(schema.openAPIV3Schema);
    const object: Schema = { type: 'string' };
    const every = { apiVersion: object, kind: object, metadata: { type: 'object' } };
    const all = { ...rest, properties: { ...every, ...properties } };
    return [nameOf({ group, version, kind: names.kind }), all];
  });
}

/** An object with known fields has no other, unless the schema says so. */
function strict(schema: Schema): Schema {
  if (schema['x-kubernetes-int-or-string'] === true) return textOrNumber;
  const { properties, additionalProperties: more, items } = schema;
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const closed = properties !== undefined && more === undefined && !open;
  return {
    ...schema,
    ...(properties === undefined
      ? {}
      : { properties: mapValues(properties, (one) => strict(one)) }),
    ...(typeof more === 'object' ? { additionalProperties: strict(more) } : {}),
    ...(closed ? { additionalProperties: false } : {}),
    ...(items === undefined ? {} : { items: strict(items) }),
  };
}

const mapValues = (
  values: Readonly<Record<string, Schema>>,
  change: (value: Schema, name: string) => Schema,
): Readonly<Record<string, Schema>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
