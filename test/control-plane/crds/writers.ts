import { expect } from 'chai';
import type { KubeObject } from '../../../lib/api/types.ts';
import { type Answer, type Api, pathOf } from './api.ts';
import { upstream } from './manifests.ts';

type Apply = { readonly object: KubeObject; readonly manager: string; readonly status?: boolean };

function apply(api: Api, { object, manager, status = false }: Apply): Promise<Answer> {
  const path = `${pathOf(object.kind, object.metadata.name)}${status ? '/status' : ''}`;
  const query = `?fieldManager=${manager}&fieldValidation=Strict`;
  const type = 'application/apply-patch+yaml';
  return api.call({ method: 'PATCH', path: `${path}${query}`, type, body: object });
}

const find = (kind: string): KubeObject =>
  upstream('objects').find((object) => object.kind === kind) as KubeObject;

/** Who may write what, by server-side apply. */
export function writersSuite(api: () => Api): void {
  describe('server-side apply', () => {
    it('lets operator and node agent share an IPPool without conflict', async () => {
      const { apiVersion, kind, spec } = find('IPPool');
      const { allocations, excludes: _, ...block } = spec as Record<string, unknown>;
      const metadata = { name: 'shared' };
      const base = { apiVersion, kind, metadata };
      const byOperator = { object: { ...base, spec: block }, manager: 'operator' };
      const created = await apply(api(), byOperator);
      expect(created.body).to.have.nested.property('spec.allocations').that.deep.equals([]);
      expect(created.body).to.have.nested.property('spec.excludes').that.deep.equals([]);
      const byAgent = { object: { ...base, spec: { allocations } }, manager: 'agent' };
      expect(await apply(api(), byAgent)).to.have.property('status', 200);
      const again = await apply(api(), byOperator);
      expect(again.status).to.equal(200);
      expect(again.body).to.have.nested.property('spec.allocations').that.deep.equals(allocations);
    });

    it('refuses to move a pool to another block', async () => {
      const { apiVersion, kind, spec } = find('IPPool');
      const object = { apiVersion, kind, metadata: { name: 'shared' } };
      const moved = { ...(spec as object), podCIDR: '192.168.1.0/26' };
      const answer = await api().call({
        method: 'PATCH',
        path: pathOf('IPPool', 'shared'),
        type: 'application/merge-patch+json',
        body: { ...object, spec: moved },
      });
      expect(answer.body['message']).to.include('spec.podCIDR and spec.netAttachDef never change');
    });

    it('replaces the lists of a CIDR as a whole', async () => {
      const { apiVersion, kind, spec } = find('CIDR');
      const { config, cidr } = spec as { config: object; cidr: readonly object[] };
      const object = { apiVersion, kind, metadata: { name: 'atomic' } };
      await apply(api(), { object: { ...object, spec: { config, cidr } }, manager: 'operator' });
      const less = { config, cidr: cidr.slice(1) };
      const answer = await apply(api(), { object: { ...object, spec: less }, manager: 'operator' });
      expect(answer.body['spec']).to.deep.equal(less);
      expect(JSON.stringify(answer.body['metadata'])).to.not.include('f:hostBlock');
    });

    it('merges conditions by type and networks by name', async () => {
      const { apiVersion, kind, spec } = find('HostInterface');
      const object = { apiVersion, kind, metadata: { name: 'merged' } };
      await apply(api(), { object: { ...object, spec }, manager: 'agent' });
      const say = (name: string): Promise<Answer> => {
        const status = { networks: [{ name, routes: 'Ready' }] };
        return apply(api(), { object: { ...object, status }, manager: name, status: true });
      };
      await say('one');
      const { body } = await say('two');
      expect(body).to.have.nested.property('status.networks').that.has.length(2);
    });
  });
}
