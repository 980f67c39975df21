import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';

import type { Program } from '../../../hack/node/program.ts';
import type { Config, DaemonSet, PodPart } from '../../../lib/api/config-types.ts';
import { kinds } from '../../../lib/api/group.ts';
import { annotations } from '../../../lib/api/meta.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import { upstreamDaemonSet } from './upstream-daemon-set.ts';
import { configObject, yaml } from './objects.ts';
import { eventually, type OperatorWorld } from './world.ts';

const namespace = 'kube-system';
const samples = new URL('../../fixtures/manifests/upstream/objects.yaml', import.meta.url);
const [sample] = [...parseAllDocuments(readFileSync(samples, 'utf8'))].map(
  (document) => document.toJS() as Config,
);

type Pod = {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly containers: readonly (PodPart & { readonly image: string; readonly name: string })[];
};

/** One operator, and what users and other programs do to Configs and their DaemonSets. */
export function configSuite(given: () => OperatorWorld): void {
  let world: OperatorWorld;
  let operator: Program;
  const apply = (...objects: readonly object[]): Promise<string> =>
    world.kubectl(['apply', '--filename=-'], yaml(...objects));
  const config = (name: string): Promise<Config | undefined> =>
    world.api.get<KubeObject>({ kind: kinds.config, name }) as Promise<Config | undefined>;
  const daemonSet = (name: string): Promise<DaemonSet | undefined> =>
    world.api.get<KubeObject>({ kind: kinds.daemonSet, name, namespace }) as Promise<
      DaemonSet | undefined
    >;
  const pod = async (name: string): Promise<Pod | undefined> =>
    (await daemonSet(name))?.spec.template['spec'] as Pod | undefined;
  const image = async (name: string): Promise<string | undefined> =>
    (await pod(name))?.containers[0]?.image;
  const patch = (resource: string, name: string, change: object): Promise<string> =>
    world.kubectl([
      'patch',
      resource,
      name,
      '--namespace=kube-system',
      '--type=merge',
      `--patch=${JSON.stringify(change)}`,
    ]);
  const reason = async (name: string): Promise<string | undefined> =>
    (await config(name))?.status?.conditions?.find(({ type }) => type === 'Ready')?.reason;
  before(async () => {
    world = given();
    operator = await world.startOperator();
  });
  after(async () => {
    await world.kubectl(['delete', 'configs', '--all']);
    await operator.stop();
  });

  it('makes the DaemonSet of upstream’s own Config, and takes upstream’s finalizer off', async () => {
    await apply(sample as object);
    await eventually('a DaemonSet', async () => (await daemonSet('multi-nicd')) !== undefined);
    const made = await daemonSet('multi-nicd');
    const stored = await config('multi-nicd');
    expect(made?.metadata.ownerReferences).to.deep.equal([
      {
        apiVersion: 'multinic.fms.io/v1',
        kind: 'Config',
        name: 'multi-nicd',
        uid: stored?.metadata.uid,
        controller: true,
        blockOwnerDeletion: true,
      },
    ]);
    expect(made?.spec.selector).to.deep.equal({ matchLabels: { app: 'multi-nicd' } });
    expect(await image('multi-nicd')).to.equal(sample?.spec.daemon.image);
    await eventually('without finalizer', async () => {
      const { finalizers = [] } = (await config('multi-nicd'))?.metadata ?? {};
      return finalizers.length === 0;
    });
    await eventually('told', async () => (await reason('multi-nicd')) === 'RollingOut');
    const table = await world.kubectl(['get', 'mnconfig', 'multi-nicd']);
    expect(table.replace(/ +/g, ' ')).to.include('multi-nicd False RollingOut 0/0 ghcr.io/');
  });

  it('follows the Config, and takes out what it no longer asks for', async () => {
    await apply(configObject('followed', { nodeSelector: { network: 'fast', zone: 'a' } }));
    await eventually('made', async () => (await pod('followed'))?.nodeSelector?.['zone'] === 'a');
    const daemon = { image: 'localhost/agent:2', nodeSelector: { zone: null } };
    await patch('config', 'followed', { spec: { daemon } });
    await eventually('changed', async () => (await image('followed')) === 'localhost/agent:2');
    expect((await pod('followed'))?.nodeSelector).to.deep.equal({
      'kubernetes.io/os': 'linux',
      network: 'fast',
    });
  });

  it('puts a hand edit of a field of ours back, and leaves the fields of others', async () => {
    await world.kubectl([
      'set',
      'image',
      'daemonset/followed',
      'node-agent=localhost/other:3',
      '--namespace=kube-system',
    ]);
    await eventually('put back', async () => (await image('followed')) === 'localhost/agent:2');
    const theirs = {
      metadata: { labels: { team: 'storage' } },
      spec: {
        revisionHistoryLimit: 3,
        template: { metadata: { annotations: { 'restarted-at': 'now' } } },
      },
    };
    await patch('daemonset', 'followed', theirs);
    await patch('config', 'followed', { spec: { logLevel: 7 } });
    const text = async (): Promise<string> => JSON.stringify(await daemonSet('followed'));
    await eventually('debug', async () => (await text()).includes('"debug"'));
    const found = await daemonSet('followed');
    expect(found?.metadata.labels).to.include({ team: 'storage', app: 'multi-nicd' });
    expect(found?.spec).to.have.property('revisionHistoryLimit', 3);
    expect(await text()).to.include('restarted-at');
  });

  it('takes over a DaemonSet that upstream made, with nothing left of it', async () => {
    const body = upstreamDaemonSet('taken', namespace);
    await world.kubectl(['create', '--field-manager=manager', '--filename=-'], yaml(body));
    await apply(configObject('taken'));
    await eventually('ours', async () => (await image('taken')) === 'localhost/agent:1');
    const found = await daemonSet('taken');
    expect(found?.metadata.annotations).to.have.property(annotations.applied);
    const containers = (await pod('taken'))?.containers ?? [];
    expect(containers.map(({ name }) => name)).to.deep.equal(['node-agent']);
    expect(containers[0]?.['securityContext']).to.deep.include({ privileged: false });
    const text = JSON.stringify(found?.spec);
    for (const left of ['hwdata', 'RT_TABLE_PATH', 'controller-manager', 'cluster-critical']) {
      expect(text).to.not.include(left);
    }
  });

  it('leaves a DaemonSet that somebody else controls, and says so', async () => {
    const controller = {
      apiVersion: 'example.com/v1',
      kind: 'Cluster',
      name: 'theirs',
      uid: '00000000-0000-4000-8000-00000000000a',
      controller: true,
    };
    const theirs = upstreamDaemonSet('theirs', namespace);
    const metadata = { ...theirs.metadata, ownerReferences: [controller] };
    await world.kubectl(['create', '--filename=-'], yaml({ ...theirs, metadata }));
    const before = await daemonSet('theirs');
    await apply(configObject('theirs'));
    await eventually('told', async () => (await reason('theirs')) === 'ForeignDaemonSet');
    expect(await daemonSet('theirs')).to.deep.equal(before);
    const events = await world.kubectl(['events', '--for=config/theirs']);
    expect(events).to.include('controlled by Cluster theirs');
  });

  it('tells in an Event what the API server refuses, and goes on when that is corrected', async () => {
    await apply(configObject('refused', { env: [{ name: 'A=B', value: 'x' }] }));
    let said = '';
    const told = async (): Promise<boolean> => {
      said = await world.kubectl(['events', '--for=config/refused']);
      return said.includes('ReconcileFailed');
    };
    await eventually('an Event', told, 15_000);
    expect(said).to.include('env[').and.to.include('Invalid value');
    await patch('config', 'refused', { spec: { daemon: { env: null } } });
    await eventually('made', async () => (await daemonSet('refused')) !== undefined);
  });

  it('makes the DaemonSet again when it is deleted', async () => {
    const before = (await daemonSet('followed'))?.metadata.uid;
    await world.kubectl(['delete', 'daemonset', 'followed', '--namespace=kube-system']);
    await eventually('again', async () => {
      const uid = (await daemonSet('followed'))?.metadata.uid;
      return uid !== undefined && uid !== before;
    });
  });

  it('says in the status what the DaemonSet controller counts', async () => {
    const found = await daemonSet('followed');
    const status = {
      observedGeneration: found?.metadata.generation,
      currentNumberScheduled: 2,
      desiredNumberScheduled: 2,
      numberMisscheduled: 0,
      numberReady: 2,
      updatedNumberScheduled: 2,
    };
    await world.kubectl([
      'patch',
      'daemonset',
      'followed',
      '--namespace=kube-system',
      '--subresource=status',
      '--type=merge',
      `--patch=${JSON.stringify({ status })}`,
    ]);
    const wait = ['wait', '--for=condition=Ready', '--timeout=15s', 'config/followed'];
    expect(await world.kubectl(wait)).to.include('condition met');
    expect((await config('followed'))?.status).to.include({ nodes: '2/2', updatedNodes: 2 });
  });

  it('deletes the DaemonSet of a Config that is held by a finalizer of somebody else', async () => {
    await patch('config', 'followed', { metadata: { finalizers: ['example.com/held'] } });
    await world.kubectl(['delete', 'config', 'followed', '--wait=false']);
    await eventually('gone', async () => (await daemonSet('followed')) === undefined);
    await patch('config', 'followed', { metadata: { finalizers: null } });
  });

  it('writes nothing when it is restarted and nothing has changed', async () => {
    await operator.stop();
    const mark = await world.controlPlane.auditMark();
    operator = await world.startOperator();
    await eventually('leading', async () => operator.tail(200).includes('"leading"'));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const counts = await world.controlPlane.auditCounts(mark);
    const writes = Object.keys(counts).filter((line) => line.startsWith('operator '));
    expect(writes).to.deep.equal(['operator update leases']);
  });
}
