import { expect } from 'chai';
import type { AttachedPod } from '../../hack/bare-nodes/pods.ts';
import { createFabric, type Fabric, type Node } from '../../hack/node/fabric.ts';
import { run } from '../../hack/node/run.ts';
import { type Product, startProduct } from './support/by-agent.ts';
import { l3Promises, podOn } from './support/l3-conformance.ts';
import { showLink } from './support/link.ts';

describe("the user guide's network, made by operator and agents,", () => {
  let fabric: Fabric;
  let product: Product;
  before(async () => {
    fabric = await createFabric({ nodes: 2, nics: 4, prefix: 'agent' });
    product = await startProduct(fabric);
  });
  after(async () => {
    await product.stop();
    await fabric.destroy();
  });

  for (const mode of ['l2', 'l3', 'l3s'] as const) {
    describe(`with ipvlan ${mode}`, () => {
      let pods: readonly AttachedPod[] = [];
      before(async () => {
        pods = await product.open(mode);
      });
      after(() => product.close(mode, pods));

      l3Promises(() => ({ fabric, pods }));

      it(`makes links of mode ${mode} under upstream's names`, async () => {
        const pod = podOn(pods, fabric.nodes[0]);
        for (const index of [0, 1, 2, 3]) {
          const { linkinfo } = await showLink(pod.name, `net1-${index}`);
          expect(linkinfo?.info_kind).to.equal('ipvlan');
          expect(linkinfo?.info_data).to.include({ mode });
        }
      });

      if (mode === 'l2') {
        it('needs no routes on the hosts', async () => {
          expect(await ownRoutes(fabric.nodes[0])).to.deep.equal([]);
        });
      } else {
        it('routes each block of the peer by its NIC', async () => {
          const [node, peer] = fabric.nodes as [Node, Node];
          const routes = await ownRoutes(node);
          expect(routes).to.have.length(4);
          for (const { name, address } of peer.nics) {
            const [via] = address.split('/');
            const route = routes.find((text) => text.includes(`via ${via} dev ${name} `));
            expect(route, `via ${via} dev ${name}`).to.match(/^192\.168\.\d+\.0\/24 nhid \d+ /);
          }
        });
      }
    });
  }
});

async function ownRoutes(node: Node | undefined): Promise<string[]> {
  const show = 'route show table all proto 155'.split(' ');
  const routes = await run(['ip', '-n', node?.name ?? '', ...show]);
  return routes.split('\n').filter((line) => line !== '');
}
