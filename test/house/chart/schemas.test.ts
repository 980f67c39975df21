import { Ajv } from 'ajv';
import { expect } from 'chai';
import {
  builtInSchemas,
  type Crd,
  crdSchemas,
  type NamedSchema,
  type OpenApi,
} from '../../../hack/chart/schemas.ts';

const quantity = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
const openApi: OpenApi = {
  definitions: {
    [quantity]: { type: 'string' },
    Spec: {
      type: 'object',
      properties: {
        replicas: { type: 'integer' },
        limit: { $ref: `#/definitions/${quantity}` },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    Deployment: {
      type: 'object',
      properties: { spec: { $ref: '#/definitions/Spec' } },
      'x-kubernetes-group-version-kind': [{ group: 'apps', version: 'v1', kind: 'Deployment' }],
    },
    Role: {
      type: 'object',
      'x-kubernetes-group-version-kind': [
        { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'Role' },
      ],
    },
    WatchEvent: {
      'x-kubernetes-group-version-kind': [
        { group: '', version: 'v1', kind: 'WatchEvent' },
        { group: 'apps', version: 'v1', kind: 'WatchEvent' },
      ],
    },
  },
};

const crd: Crd = {
  spec: {
    group: 'multinic.fms.io',
    names: { kind: 'Config' },
    versions: [
      {
        name: 'v1',
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  port: { 'x-kubernetes-int-or-string': true },
                  parts: { type: 'array', items: { type: 'object', properties: { a: {} } } },
                  free: {
                    type: 'object',
                    properties: { a: {} },
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};

const valid = (schemas: readonly NamedSchema[], name: string, object: unknown): boolean => {
  const [, schema] = schemas.find(([one]) => one === name) ?? [];
  return new Ajv({ strict: false }).validate(schema ?? false, object);
};

describe('the schemas for kubeconform', () => {
  it('are named as it asks for them, one for each kind that is applied', () => {
    expect(builtInSchemas(openApi).map(([name]) => name)).to.deep.equal([
      'deployment-apps-v1',
      'role-rbac-v1',
    ]);
    expect(crdSchemas(crd).map(([name]) => name)).to.deep.equal(['config-multinic-v1']);
  });

  for (const { spec, want } of [
    { spec: { replicas: 2, limit: '1Gi', labels: { any: 'text' } }, want: true },
    { spec: { limit: 1 }, want: true },
    { spec: { replica: 2 }, want: false },
    { spec: { replicas: '2' }, want: false },
    { spec: { labels: { any: 1 } }, want: false },
  ]) {
    it(`${want ? 'take' : 'refuse'} a Deployment with ${JSON.stringify(spec)}`, () =>
      expect(valid(builtInSchemas(openApi), 'deployment-apps-v1', { spec })).to.equal(want));
  }

  for (const { spec, want } of [
    { spec: { port: 80, parts: [{ a: 1 }], free: { b: 1 } }, want: true },
    { spec: { port: '80' }, want: true },
    { spec: { ports: 80 }, want: false },
    { spec: { parts: [{ b: 1 }] }, want: false },
  ]) {
    it(`${want ? 'take' : 'refuse'} a Config with ${JSON.stringify(spec)}`, () => {
      const object = { apiVersion: 'multinic.fms.io/v1', kind: 'Config', metadata: {}, spec };
      expect(valid(crdSchemas(crd), 'config-multinic-v1', object)).to.equal(want);
    });
  }
});
