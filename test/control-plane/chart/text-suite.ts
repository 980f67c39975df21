import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import { run } from '../../../hack/node/run.ts';
import { tool } from '../../../hack/node/tool.ts';
import { chart, type ChartWorld } from './world.ts';

type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
};

/** What a reader of YAML 1.1 or 1.2 takes for something else than text, or ends a text by. */
const odd = [
  ['1234', '0', '007', '0x1f', '0o17', '1e3', '1_000', '.5', '-1', '12:30', '2001-01-01'],
  ['true', 'false', 'null', '~', 'on', 'off', 'yes', 'no', 'y', 'n', '.inf', '.nan', '-', '='],
  ['a: b', 'a #b', '#a', '"', "'", "it's", '{', '[', ']', '*a', '&a', '!a', '|', '>', '%a'],
  ['@a', '`a', '?', 'a\nb', ' a', 'a ', '\\', '${A}', '{{ 1 }}', 'é'],
].flat();

const plain = 'text';
const schema = JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8')) as Schema & {
  readonly definitions: Readonly<Record<string, Schema>>;
};
const ajv = new Ajv({ strict: false });

const resolved = (part: Schema): Schema =>
  part.$ref === undefined
    ? part
    : resolved(schema.definitions[part.$ref.replace('#/definitions/', '')] ?? {});

const accepts = (part: Schema, word: string): boolean =>
  ajv.validate({ ...part, definitions: schema.definitions }, word);

/** A text of that schema: the word, `plain` where the word is not allowed, or none. */
function textOf(part: Schema, word: string): string | undefined {
  const { type, enum: choices } = resolved(part);
  if (choices !== undefined) return choices.includes(word) ? word : undefined;
  // A quantity may be a number as well.
  if (type !== 'string') return undefined;
  return [word, plain].find((one) => accepts(part, one));
}

/** Every value of a schema that may be text, with `word` wherever the schema allows it. `undefined`: none below. */
function valuesOf(part: Schema, word: string): unknown {
  const { type, items, properties = {}, additionalProperties: more } = resolved(part);
  if (type === 'array') {
    const item = items === undefined ? undefined : valuesOf(items, word);
    return item === undefined ? undefined : [item];
  }
  if (type !== 'object') return textOf(part, word);
  const all = { ...properties, ...(typeof more === 'object' ? { [word]: more } : {}) };
  const below = Object.entries(all).map(([name, one]) => [name, valuesOf(one, word)] as const);
  const known = below.filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

const isName = (word: string): boolean => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(word);

/** The chart with a word as every text: its name, its namespace, its values and their keys. */
function renderWith(dir: string, word: string): Promise<string> {
  const values = join(dir, 'text-values.json');
  const { global: _, ...rest } = valuesOf(schema, word) as Record<string, object>;
  writeFileSync(values, JSON.stringify(rest));
  const name = isName(word) ? word : plain;
  const files = ['--values', values, '--values', join(dir, 'everything.json')];
  return run([tool('helm'), 'template', name, chart, `--namespace=${name}`, ...files]);
}

/** What must be there for all templates to say something. */
const everything = {
  uninstall: { hook: true, cleanNetworks: true },
  crds: { networkAttachmentDefinition: false, install: false },
  openshift: { enabled: true },
  networkPolicy: { enabled: true },
  criticalPodsQuota: { create: true },
  daemon: { mounts: [], tolerations: [], resources: { requests: { cpu: '1' } } },
  operator: { resources: {}, tolerations: [] },
};

/** Documents with the type of each value in the value's place; `word` as a key is `plain`. */
function typesIn(manifest: string, version: '1.1' | '1.2', word: string): unknown {
  const typed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(typed);
    if (!(value instanceof Map)) return value === null ? 'null' : typeof value;
    return Object.fromEntries(
      [...value].map(([key, one]) => {
        const name = key === word ? plain : key;
        return [typeof key === 'string' ? name : `a ${typeof key} as key`, typed(one)];
      }),
    );
  };
  return parseAllDocuments(manifest, { version, merge: false }).map((document) => {
    expect(document.errors).to.deep.equal([]);
    return typed(document.toJS({ mapAsMap: true }));
  });
}

/** Text that YAML would read as something else stays text, in every template. */
export function textSuite(given: () => ChartWorld): void {
  let known: Promise<string> | undefined;
  const baseline = (dir: string): Promise<string> => (known ??= renderWith(dir, plain));
  before(() => {
    writeFileSync(join(given().dir, 'everything.json'), JSON.stringify(everything));
  });

  for (const word of odd) {
    it(`leaves ${JSON.stringify(word)} text wherever a value may be it`, async () => {
      const { dir } = given();
      const manifest = await renderWith(dir, word);
      for (const version of ['1.1', '1.2'] as const) {
        expect(typesIn(manifest, version, word)).to.deep.equal(
          typesIn(await baseline(dir), version, plain),
        );
      }
    });
  }

  it('asks the law of every template with a value in it', async () => {
    const manifest = await baseline(given().dir);
    expect(manifest.match(/\btext\b/g)?.length ?? 0).to.be.greaterThan(60);
  });

  it('is taken by the API server in the namespace 1234', async () => {
    const { kubectl } = given();
    await kubectl(['create', 'namespace', '1234']);
    const where = ['template', '1234', chart, '--namespace=1234', '--set=crds.install=false'];
    const manifest = await run([tool('helm'), ...where, '--set=config.by=job']);
    const said = await kubectl(['apply', '--dry-run=server', '--filename=-'], manifest);
    expect(said).to.include('deployment.apps/multi-nic-operator created');
    expect(said.match(/server dry run/g)?.length).to.be.greaterThan(15);
    await kubectl(['delete', 'namespace', '1234', '--wait=false']);
  });
}
