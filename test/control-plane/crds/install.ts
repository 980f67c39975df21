import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import type { KubeObject, MultiNicNetwork } from '../../../lib/api/types.ts';
import { type Answer, type Api, create, pathOf } from './api.ts';
import { allCrds, type Crd, upstream } from './manifests.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

function applyCrd(api: Api, crd: Crd): Promise<Answer> {
  const query = '?fieldManager=test&force=true&fieldValidation=Strict';
  return api.call({
    method: 'PATCH',
    path: `${definitions}/${crd.metadata.name}${query}`,
    type: 'application/apply-patch+yaml',
    body: crd,
  });
}

type CrdCondition = { readonly type: string; readonly status: string; readonly message: string };

async function conditionsOf(api: Api, { metadata }: Crd): Promise<readonly CrdCondition[]> {
  const { body } = await api.call({ method: 'GET', path: `${definitions}/${metadata.name}` });
  const { conditions } = (body['status'] ?? {}) as { conditions?: readonly CrdCondition[] };
  return conditions ?? [];
}

/** Asks again until `wanted` holds: the server takes a CRD into use some time after it stored it. */
async function eventually(wanted: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await wanted()) return;
    await delay(25);
  }
  throw new Error('did not come true within 10 s');
}

const isServed = (api: Api, crd: Crd): Promise<void> =>
  eventually(async () => {
    const established = (await conditionsOf(api, crd)).some(
      ({ type, status }) => type === 'Established' && status === 'True',
    );
    const { kind } = crd.spec.names;
    if (!established || kind === 'NetworkAttachmentDefinition') return established;
    const { status } = await api.call({ method: 'GET', path: pathOf(kind) });
    return status === 200;
  });

function withoutRules<T>(schema: T): T {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === 'x-kubernetes-validations' ? undefined : value,
  );
  return JSON.parse(text) as T;
}

const [guide] = upstream('guide-network') as [MultiNicNetwork];

/** Stored while upstream's CRD had no rule: host bits, a type and a mode that nobody knows, blocks that do not fit. */
const old: KubeObject & { readonly spec: MultiNicNetwork['spec'] } = {
  ...guide,
  metadata: { name: 'old' },
  spec: {
    ...guide.spec,
    subnet: '192.168.7.0/24',
    ipam: '{"type":"multi-nic-ipam","hostBlock":8,"interfaceBlock":2,"vlanMode":"l3"}',
    plugin: { cniVersion: '0.3.0', type: 'bridge' },
    masterNets: ['192.168.7.0/26', '192.168.7.0/26'],
  },
};

/** Objects that upstream's CRDs let in, after ours took their place. */
export function takeoverSuite(api: () => Api): void {
  describe('an object stored before the rules', () => {
    const path = pathOf('MultiNicNetwork', 'old');
    const merge = (body: object, where = path): Promise<Answer> =>
      api().call({ method: 'PATCH', path: where, type: 'application/merge-patch+json', body });

    before(async () => {
      const crd = allCrds().find(({ spec }) => spec.names.kind === 'MultiNicNetwork') as Crd;
      await applyCrd(api(), withoutRules(crd));
      await isServed(api(), crd);
      expect(await create(api(), old, { dryRun: false })).to.have.property('status', 201);
      await applyCrd(api(), crd);
      await eventually(async () => {
        const { status } = await create(api(), old, { dryRun: true });
        return status === 422;
      });
    });

    const allowed = [
      {
        name: 'takes labels and finalizers',
        body: { metadata: { labels: { a: 'b' }, finalizers: ['example.com/a'] } },
      },
      { name: 'takes other namespaces', body: { spec: { namespaces: ['default', 'more'] } } },
      { name: 'takes an argument of the plugin', body: { spec: { plugin: { args: { a: 'b' } } } } },
      {
        name: 'takes its repair',
        body: {
          spec: {
            subnet: '192.168.0.0/16',
            masterNets: ['10.0.0.0/24'],
            plugin: { type: 'ipvlan' },
          },
        },
      },
    ];
    for (const { name, body } of allowed) {
      it(name, async () => {
        const answer = await merge(body, `${path}?dryRun=All`);
        expect(answer.body).to.not.have.property('message');
      });
    }

    it('takes a status', async () => {
      const status = {
        computeResults: [],
        configStatus: 'Failed',
        routeStatus: 'N/A',
        message: 'no',
        discovery: { existDaemon: 0, infoAvailable: 0, cidrProcessed: 0 },
        lastSyncTime: '2026-01-01T00:00:00Z',
      };
      const answer = await merge({ status }, `${path}/status`);
      expect(answer.body).to.have.nested.property('status.message', 'no');
    });

    it('is judged where it is edited', async () => {
      const worse = await merge({ spec: { subnet: '192.168.8.1/24' } }, `${path}?dryRun=All`);
      expect(worse.body['message']).to.include('spec.subnet has bits set beyond');
      expect(worse.body['message']).to.include('do not fit into spec.subnet');
      expect(worse.body['message']).to.not.include('spec.plugin.type');
    });

    after(() => api().call({ method: 'DELETE', path }));
  });
}

export function establishedSuite(api: () => Api): void {
  describe('every CRD', () => {
    for (const crd of allCrds()) {
      const { kind } = crd.spec.names;
      it(`${kind} is installed without a warning, established and structural`, async () => {
        const { status, warnings, body } = await applyCrd(api(), crd);
        expect(body).to.not.have.property('message');
        expect(status).to.be.oneOf([200, 201]);
        expect(warnings).to.deep.equal([]);
        await isServed(api(), crd);
        const conditions = (await conditionsOf(api(), crd)).map(
          (one) => `${one.type}=${one.status}`,
        );
        expect(conditions).to.have.members(['NamesAccepted=True', 'Established=True']);
      });
    }
  });
}
