import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { run } from '../../hack/node/run.ts';
import { printRoutes } from '../support/print-routes.ts';
import { made, net, pass } from '../support/route-lab.ts';
import { type Namespace, openLab } from './route-world.ts';

const file = '/etc/iproute2/rt_tables';

/** The block of the guide that takes the original's rules, routes and table name of one network off a node. */
function blockOfGuide(): string {
  const guide = readFileSync('docs/from-multi-nic-cni.md', 'utf8');
  const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  return blocks.find((block) => block.includes('ip -4 rule del')) ?? '';
}

const names = '255\tlocal\n254\tmain\n253\tdefault\n';

describe('what the guide takes of Multi-NIC CNI off a node', () => {
  let lab: Namespace;
  let folder: string;
  let tables: string;
  beforeEach(async () => {
    lab = await openLab();
    folder = mkdtempSync(join(tmpdir(), 'from-multi-nic-cni-'));
    tables = join(folder, 'rt_tables');
  });
  afterEach(async () => {
    await lab.destroy();
    rmSync(folder, { recursive: true });
  });

  /** As v1.3.2 leaves a network: a line, a rule without protocol, and a table. */
  async function leave(id: number): Promise<void> {
    await lab.ipIn(`rule add from 192.168.0.0/16 lookup ${id}`);
    await lab.ipIn(`route add 192.168.1.0/24 via 10.0.1.2 dev eth1 table ${id}`);
  }
  const clean = (name: string): Promise<string> => {
    const block = blockOfGuide()
      .replaceAll(file, tables)
      .replace(/^name=\S+/m, `name=${name}`);
    return run(['nsenter', `--net=${lab.netns}`, 'sh', '-ec', block]);
  };

  const all = async (): Promise<readonly string[]> => [
    await lab.ipIn('-4 rule show'),
    await lab.ipIn('-4 route show table all'),
  ];

  it('is all of one network, twice, and nothing of ours or of another network', async () => {
    writeFileSync(tables, `${names}100\tgone\n101\tother\n`);
    await leave(101);
    await pass(lab.ip, net);
    const before = await printRoutes(lab.ip);
    expect(before).to.include.members(made);
    await leave(100);
    await lab.ipIn('rule add from 192.168.0.0/16 lookup 100 priority 500');
    for (const _ of ['first', 'second']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await clean('gone');
      // oxlint-disable-next-line no-await-in-loop
      expect(await printRoutes(lab.ip)).to.deep.equal(before);
    }
    expect(readFileSync(tables, 'utf8')).to.equal(`${names}101\tother\n`);
  });

  it('is nothing for a name that the kernel has, or nobody', async () => {
    writeFileSync(tables, names);
    const before = await all();
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (const name of ['main', 'nobody']) await clean(name);
    expect(await all()).to.deep.equal(before);
    expect(readFileSync(tables, 'utf8')).to.equal(names);
  });
});
