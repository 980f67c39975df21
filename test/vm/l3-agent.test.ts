import { expect } from 'chai';
import type { Node } from '../../hack/node/fabric.ts';
import { run } from '../../hack/node/run.ts';
import { byAgent } from './support/by-agent.ts';
import { describeL3, podOn } from './support/l3-conformance.ts';
import { showLink } from './support/link.ts';

const ours = 'proto 155';

for (const mode of ['l2', 'l3', 'l3s'] as const) {
  describeL3(
    `the user guide's network with ipvlan ${mode}`,
    `agent-${mode}`,
    byAgent(mode),
    (world) => {
      it(`makes links of mode ${mode} under upstream's names`, async () => {
        const { fabric, pods } = world();
        const pod = podOn(pods, fabric.nodes[0]);
        for (const index of [0, 1, 2, 3]) {
          const { linkinfo } = await showLink(pod.name, `net1-${index}`);
          expect(linkinfo?.info_kind).to.equal('ipvlan');
          expect(linkinfo?.info_data).to.include({ mode });
        }
      });

      it(
        mode === 'l2' ? 'needs no routes on the hosts' : 'routes each block of the peer by its NIC',
        async () => {
          const { fabric } = world();
          const [node, peer] = fabric.nodes as [Node, Node];
          const routes = await run([
            'ip',
            '-n',
            node.name,
            'route',
            'show',
            'table',
            'all',
            ...ours.split(' '),
          ]);
          const lines = routes.split('\n').filter((line) => line !== '');
          expect(lines).to.have.length(mode === 'l2' ? 0 : 4);
          if (mode === 'l2') return;
          for (const { name, address } of peer.nics) {
            const [via] = address.split('/');
            const line = lines.find((text) => text.includes(`via ${via} dev ${name} `));
            expect(line, `via ${via} dev ${name}`).to.match(/^192\.168\.\d+\.0\/24 nhid \d+ /);
          }
        },
      );
    },
  );
}
