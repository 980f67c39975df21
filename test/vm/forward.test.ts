import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { createFabric, type Fabric } from '../../hack/node/fabric.ts';
import { startProgram } from '../../hack/node/program.ts';
import { forward, outerHost } from './support/forward.ts';

describe('forward', () => {
  const outer = outerHost(Number(process.env['MULTINIC_VM_ECHO_PORT']));
  let fabric: Fabric;
  before(async () => {
    fabric = await createFabric({ nodes: 1, nics: 0, prefix: 'fw' });
  });
  after(() => fabric.destroy());

  it('lets a process in a node reach a server on the loopback of the outer host', async () => {
    const way = await forward({ address: fabric.managementAddress, port: 0 }, outer);
    const url = `http://${fabric.managementAddress}:${way.port}/from-a-node`;
    const got = await fetchInNode(fabric, url);
    await way.close();
    expect(got).to.deep.equal({ status: 0, text: 'echo /from-a-node' });
  });

  it('is the only way: a node does not reach the outer host by itself', async () => {
    const got = await fetchInNode(fabric, `http://${outer.address}:${outer.port}/direct`);
    expect(got.status).to.equal(1);
  });
});

async function fetchInNode(
  fabric: Fabric,
  url: string,
): Promise<{ status: number | string; text: string }> {
  const [node] = fabric.nodes;
  if (node === undefined) throw new Error('the fabric has no node');
  const script =
    'fetch(process.argv[1], { signal: AbortSignal.timeout(5000) }).then((r) => r.text()).then((t) => process.stdout.write(t))';
  const logFile = `/run/fetch-${crypto.randomUUID()}.log`;
  const program = await startProgram({
    argv: ['node', '-e', script, url],
    netns: node.netns,
    logFile,
  });
  const status = await program.ended;
  return { status, text: readFileSync(logFile, 'utf8') };
}
