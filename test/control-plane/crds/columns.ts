import { expect } from 'chai';
import { kubectl } from '../../../hack/control-plane/crds.ts';
import { type Api, create, pathOf } from './api.ts';
import { filled } from './filled.ts';

type Server = { readonly api: () => Api; readonly kubeconfig: () => string };

/** One space for many, and no age: what is left is the same at any time. */
const table = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' | ').replace(/ \d+m?\d*s(?=$| )/, ' AGE'));

export function columnsSuite({ api, kubeconfig }: Server): void {
  describe('kubectl get', () => {
    before(async () => {
      for (const { object } of filled) {
        const { body } = await create(api(), object, { dryRun: false });
        const path = `${pathOf(object.kind, object.metadata.name)}/status`;
        await api().call({ method: 'PUT', path, body: { ...body, status: object.status } });
      }
    });

    for (const { object, short, want, more } of filled) {
      const { name } = object.metadata;
      it(`${short} shows what a person wants to know of a ${object.kind}`, async () =>
        expect(table(await kubectl(kubeconfig(), ['get', short, name]))).to.deep.equal(want));

      it(`${short} -o wide shows more`, async () => {
        const text = await kubectl(kubeconfig(), ['get', short, name, '-o', 'wide']);
        expect(table(text)).to.deep.equal(want.map((line, at) => `${line}${more[at]}`));
      });
    }

    it('multinic shows all kinds', async () => {
      const names = await kubectl(kubeconfig(), ['get', 'multinic', '-o', 'name']);
      for (const { object } of filled) {
        expect(names).to.include(`${object.kind.toLowerCase()}.multinic.fms.io/`);
      }
    });
  });
}
