import { expect } from 'chai';
import { kubectl } from '../../../hack/control-plane/crds.ts';
import type { Api } from './api.ts';
import { allCrds, type Schema } from './manifests.ts';

type Field = { readonly path: string; readonly schema: Schema };

/** A schema and all below it. */
function fields({ path, schema }: Field): Field[] {
  const below = [
    ...Object.entries(schema.properties ?? {}).map(([name, one]) => ({
      path: `${path}.${name}`,
      schema: one,
    })),
    ...(schema.items === undefined ? [] : [{ path: `${path}[]`, schema: schema.items }]),
    ...(schema.additionalProperties === undefined
      ? []
      : [{ path: `${path}.*`, schema: schema.additionalProperties }]),
  ];
  return [{ path, schema }, ...below.flatMap(fields)];
}

/** Letters only, so that "Net address." repeats netAddress. */
const bare = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');

type Server = { readonly api: () => Api; readonly kubeconfig: () => string };

export function explainSuite({ api, kubeconfig }: Server): void {
  describe('kubectl explain', () => {
    for (const crd of allCrds()) {
      const { kind } = crd.spec.names;
      const schema = crd.spec.versions[0].schema.openAPIV3Schema;
      it(`has a sentence for every field of ${kind}, more than its name`, () => {
        for (const { path, schema: field } of fields({ path: kind, schema })) {
          const { description = '' } = field;
          expect(description, path).to.match(/^[A-Za-z"].{4,}[.)]$/s);
          expect(bare(description), path).to.not.equal(bare(path.split('.').at(-1) ?? ''));
        }
      });
    }

    it('is published as it is written', async () => {
      const path = '/openapi/v3/apis/multinic.fms.io/v1';
      const { body } = await api().call({ method: 'GET', path });
      const { schemas } = body['components'] as { schemas: Record<string, Schema> };
      const spec = schemas['io.fms.multinic.v1.MultiNicNetwork']?.properties?.['spec'];
      expect(spec?.properties?.['subnet']?.description).to.include('Example: 192.168.0.0/16.');
    });

    it('answers with short names and paths', async () => {
      const text = await kubectl(kubeconfig(), ['explain', 'mncidr.spec.cidr.hosts.podCIDR']);
      expect(text.replace(/\s+/g, ' ')).to.include(
        'Addresses of the pods on this host and interface. Example 192.168.0.64/26.',
      );
    });
  });
}
