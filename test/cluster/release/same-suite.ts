import { expect } from 'chai';

import { run } from '../../../hack/node/run.ts';
import { tool } from '../../../hack/node/tool.ts';
import { chart, namespace, release, settings } from './chart.ts';
import type { ReleaseWorld } from './world.ts';
import { expectSame } from './changes.ts';

const kinds = [
  'replicasets,deployments,daemonsets,poddisruptionbudgets,serviceaccounts,configmaps,jobs',
  'roles,rolebindings,clusterroles,clusterrolebindings,customresourcedefinitions',
  'validatingadmissionpolicies,validatingadmissionpolicybindings',
  'configs.multinic.fms.io,multinicnetworks,cidrs,ippools,hostinterfaces,network-attachment-definitions',
].join(',');

const versions =
  '{range .items[*]}{.kind} {.metadata.namespace} {.metadata.name} {.metadata.uid} {.metadata.resourceVersion}{"\\n"}{end}';

/** With what the Config came under Helm; the revision after that one does not have it any more. */
const handingOver = / multi-nic-(first|take)-config/;

/** An installed release, asked for once more. */
export function sameSuite(given: () => ReleaseWorld): void {
  it('is what helm template says: kubectl diff finds nothing', async () => {
    const where = `--namespace=${namespace}`;
    const manifest = await run([tool('helm'), 'template', release, chart, ...settings, where]);
    expect(manifest).to.include('kind: Config\n').and.to.include('kind: Deployment\n');
    expect(await given().kubectl(['diff', '--filename=-'], manifest)).to.equal('');
  });

  it('changes nothing in a second upgrade: no object has another version', async () => {
    const look = async (): Promise<readonly string[]> => {
      const text = await given().kubectl([
        'get',
        kinds,
        '--all-namespaces',
        `--output=jsonpath=${versions}`,
      ]);
      const lines = text.trim().split('\n').toSorted();
      return lines.filter((line) => !handingOver.test(line));
    };
    const before = await look();
    await given().install();
    expectSame(await look(), before);
    expect(before.filter((line) => line.startsWith('DaemonSet '))).to.have.length(1);
  });
}
