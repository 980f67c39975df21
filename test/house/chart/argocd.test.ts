import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse, parseAllDocuments } from 'yaml';
import type { Condition, KubeObject } from '../../../lib/api/types.ts';
import { type Health, healthOf } from './lua.ts';

const golden = new URL('../../golden/', import.meta.url);
const checkOf = (kind: string): string =>
  readFileSync(new URL(`../../../chart/argocd/${kind}.lua`, import.meta.url), 'utf8');

type Status = { readonly observedGeneration?: number; readonly conditions?: readonly Condition[] };

/** Every object of a folder of golden pairs with the status that the operator gave it. */
function recorded(folder: string, kind: string) {
  const files = readdirSync(new URL(`${folder}/`, golden));
  return files
    .filter((file) => file.endsWith('.input.yaml'))
    .flatMap((file) => {
      const documents = parseAllDocuments(
        readFileSync(new URL(`${folder}/${file}`, golden), 'utf8'),
      );
      const objects = documents.map((document) => document.toJS() as KubeObject);
      const object = objects.find((one) => one.kind === kind);
      const output = new URL(`${folder}/${file.replace('.input.', '.output.')}`, golden);
      const { status } = parse(readFileSync(output, 'utf8')) as { status?: Status };
      return object === undefined || status === undefined ? [] : [{ file, object, status }];
    });
}

/** The same in TypeScript: what the conditions mean for a person who waits. */
function wantOf({ metadata }: KubeObject, { conditions = [] }: Status): string {
  const holds = (type: string): boolean =>
    conditions.some((one) => one.type === type && one.status === 'True');
  if (metadata.deletionTimestamp !== undefined) return 'Progressing';
  if (holds('Stalled')) return 'Degraded';
  return holds('Ready') ? 'Healthy' : 'Progressing';
}

for (const { kind, folder, least } of [
  { kind: 'MultiNicNetwork', folder: 'network', least: ['Degraded', 'Healthy', 'Progressing'] },
  { kind: 'Config', folder: 'config', least: ['Degraded', 'Healthy', 'Progressing'] },
]) {
  describe(`chart/argocd/${kind}.lua`, () => {
    const seen = new Set<string>();
    for (const { file, object, status } of recorded(folder, kind)) {
      it(file.replace('.input.yaml', '').replaceAll('-', ' '), () => {
        const health = healthOf(checkOf(kind), { ...object, status });
        expect(health.status).to.equal(wantOf(object, status));
        expect(health.message).to.match(/\w/);
        seen.add(health.status);
      });
    }
    it('was seen to say all that it can say', () =>
      expect([...seen].toSorted()).to.deep.equal(least));

    const [first] = recorded(folder, kind);
    const ready = { type: 'Ready', status: 'True', message: 'all is well' };
    const now = (status: object): Health => {
      const metadata = { ...first?.object.metadata, generation: 3, deletionTimestamp: undefined };
      return healthOf(checkOf(kind), { ...first?.object, metadata, status });
    };
    it('waits while the status speaks of an older generation', () =>
      expect(now({ observedGeneration: 2, conditions: [ready] }).status).to.equal('Progressing'));
    it('tells Ready’s message of this generation', () =>
      expect(now({ observedGeneration: 3, conditions: [ready] })).to.deep.equal({
        status: 'Healthy',
        message: 'all is well',
      }));
    it('waits for what nobody has looked at', () =>
      expect(healthOf(checkOf(kind), { metadata: { generation: 1 } }).status).to.equal(
        'Progressing',
      ));
  });
}

const routes = (...words: readonly string[]) =>
  words.map((word, index) => ({
    name: `net-${index}`,
    routes: word,
    message: `because ${word}`,
  }));

describe('chart/argocd/HostInterface.lua', () => {
  const cases = [
    { name: 'without status', status: undefined, want: 'Progressing' },
    {
      name: 'no L3 network',
      status: { interfaces: 4, up: 4 },
      want: 'Healthy',
      says: '4 of 4 NICs are up',
    },
    {
      name: 'a NIC is down',
      status: { interfaces: 4, up: 3, networks: routes('Ready') },
      want: 'Healthy',
      says: '3 of 4',
    },
    {
      name: 'routes of one network failed',
      status: { interfaces: 4, up: 4, networks: routes('Ready', 'Failed') },
      want: 'Degraded',
      says: 'net-1: because Failed',
    },
  ];
  for (const { name, status, want, says = '' } of cases) {
    it(name, () => {
      const health = healthOf(checkOf('HostInterface'), { metadata: { name: 'node-1' }, status });
      expect(health.status).to.equal(want);
      expect(health.message).to.include(says);
    });
  }
});

describe('healthOf', () => {
  it('tells what is wrong with a script', () => {
    expect(() => healthOf('return nothing.at.all', {})).to.throw('nothing');
    expect(() => healthOf('return {', {})).to.throw('expected');
  });
});
