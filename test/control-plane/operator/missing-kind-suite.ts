import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

import { freePorts } from '../../../hack/control-plane/ports.ts';
import type { Program } from '../../../hack/node/program.ts';
import { host, l2Network, type Reader, reader } from './objects.ts';
import { eventually, type OperatorWorld } from './world.ts';

const crd = fileURLToPath(
  new URL('../../../crds/npwg/network-attachment-definitions.yaml', import.meta.url),
);

/** An operator in a cluster that lacks the NetworkAttachmentDefinition, as it is before Multus or the chart brings it. */
export function missingKindSuite(given: () => OperatorWorld): void {
  let world: OperatorWorld;
  let read: Reader;
  let operator: Program;
  let port: number;
  const readyz = async (): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    return { status: answer.status, text: await answer.text() };
  };

  before(async () => {
    world = given();
    read = reader(world);
    await world.kubectl(['delete', '--filename', crd]);
    [port = 0] = await freePorts(1);
    operator = await world.startOperator({ port, unready: true });
  });
  after(() => operator.stop());

  it('says at /readyz and in the log which kind is missing, and what to do', async () => {
    const name = 'network-attachment-definitions.k8s.cni.cncf.io';
    await eventually('all else is listed', async () => {
      const lines = (await readyz()).text.trim().split('\n');
      return lines.length === 1 && String(lines[0]).includes(name);
    });
    const { status, text } = await readyz();
    expect(status).to.equal(503);
    expect(text).to.include('install it').and.to.include('no restart is needed');
    expect(operator.tail(400)).to.include(`"remedy":"CustomResourceDefinition ${name}`);
  });

  it('becomes ready when it comes, and works', async () => {
    await world.kubectl(['apply', '--server-side', '--filename', crd]);
    await eventually('ready', async () => (await readyz()).status === 200, 15_000);
    await world.kubectl(['apply', '--filename=-'], host('m-1', 1, { fabric: 5 }));
    const network = l2Network({
      name: 'late',
      subnet: '172.31.0.0/16',
      namespaces: ['default'],
      masterNets: ['10.5.1.0/24'],
    });
    await world.kubectl(['apply', '--filename=-'], network);
    await eventually('NAD', async () => (await read.nad('default', 'late')) !== undefined);
  });
}
