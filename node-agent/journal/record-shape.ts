import {
  anyObject,
  flag,
  isObject,
  listOf,
  natural,
  objectOf,
  optional,
  type Shape,
  text,
} from '../shape.ts';

const result = objectOf({
  interfaces: listOf(objectOf({ name: text, mac: optional(text), sandbox: optional(text) })),
  ips: listOf(objectOf({ address: text, gateway: optional(text), interface: optional(natural) })),
  routes: listOf(objectOf({ dst: text, gw: optional(text) })),
  dns: anyObject,
});

const network = objectOf({
  name: text,
  ifName: text,
  list: objectOf({ name: text, cniVersion: text, plugins: listOf(objectOf({ type: text })) }),
  primary: flag,
  capabilityArgs: anyObject,
  args: text,
  path: listOf(text),
  withoutDefault: listOf(natural),
  result: optional(result),
});

/** Earlier releases wrote no plugin: complete-keys.ts has it from the attachment. */
const key = objectOf({
  plugin: optional(text),
  containerID: text,
  ifName: text,
  network: text,
});

const attachment = objectOf({
  key,
  plugin: text,
  netns: objectOf({ path: text, identity: text }),
  pod: objectOf({ namespace: text, name: text, uid: text }),
  group: natural,
  links: listOf(
    objectOf({
      name: text,
      master: text,
      kind: text,
      mode: text,
      mac: text,
      mtu: optional(natural),
    }),
  ),
  reservations: listOf(objectOf({ pool: text, index: natural, address: text, master: text })),
  routes: optional(
    listOf(objectOf({ dst: text, hops: listOf(objectOf({ via: optional(text), dev: text })) })),
  ),
  delegates: listOf(objectOf({ plugin: text, ifName: text, config: anyObject })),
  digest: optional(text),
  cniArgs: text,
  cniPath: listOf(text),
  result,
  meta: optional(listOf(network)),
});

const shapes: Readonly<Record<string, Shape>> = {
  add: objectOf({ attachment }),
  done: objectOf({ key, results: optional(listOf(result)) }),
  del: objectOf({ key }),
};

/** What keeps a value from being a record of the journal, naming the field; `undefined` when nothing does. */
export function problemOfRecord(value: unknown): string | undefined {
  if (!isObject(value)) return 'is not an object';
  const { op } = value;
  const shape = typeof op === 'string' && Object.hasOwn(shapes, op) ? shapes[op] : undefined;
  if (shape === undefined) return `op is ${JSON.stringify(op)}, which this version does not know`;
  return shape(value, '');
}
