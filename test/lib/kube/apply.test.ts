import { expect } from 'chai';

import { kinds } from '../../../lib/api/group.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import { applyDecision, NotAbsent } from '../../../lib/kube/apply.ts';
import type { Decision } from '../../../lib/reconcile/types.ts';
import { caught } from './answers.ts';
import { bare, decision, network, object, row, run, silent, withFinalizer } from './apply-run.ts';
import { recorder, type RecorderOptions } from './recorder.ts';
import { KubeError } from '../../../lib/kube/errors.ts';

const owned = { ownerReferences: [{ apiVersion: 'v1', kind: 'Config', name: 'c', uid: 'u' }] };
const daemonSet = (spec: object, metadata: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'd', namespace: 'ours', ...metadata },
  spec,
});

describe('applyDecision', () => {
  const cases: readonly {
    name: string;
    decision: Decision;
    options?: RecorderOptions;
    want: readonly string[];
  }[] = [
    { name: 'does nothing where all is as desired', decision: decision({}), want: [] },
    {
      name: 'writes the guarded in their order, then the rest, then removes, then the status',
      decision: decision(
        {
          children: [bare('IPPool', 'p'), bare('CIDR', 'c2'), bare('CIDR', 'c1', { a: 1 })],
          status: { ok: true },
        },
        {
          parent: withFinalizer,
          children: [object('CIDR', 'c1', { spec: {} }), object('IPPool', 'old')],
        },
      ),
      want: [
        'create CIDR c2',
        'apply CIDR c1',
        'create IPPool p',
        'remove uid-old IPPool old',
        'status MultiNicNetwork net',
      ],
    },
    {
      name: 'puts the finalizer on before anything exists that it guards',
      decision: decision({ children: [bare('CIDR', 'c')] }, { parent: network }),
      want: ['replace MultiNicNetwork net', 'create CIDR c'],
    },
    {
      name: 'takes the finalizer off last',
      decision: decision(
        { finalizer: false, status: { ok: false } },
        { parent: withFinalizer, children: [object('CIDR', 'c')] },
      ),
      want: ['remove uid-c CIDR c', 'replace MultiNicNetwork net'],
    },
    {
      name: 'applies an object of a shared kind, even when it is new',
      decision: decision({ children: [daemonSet({})] }),
      want: ['apply DaemonSet ours/d'],
    },
    {
      name: 'takes over one that somebody else made, before it is applied',
      decision: decision(
        { children: [daemonSet({ a: 1 }, owned)] },
        { parent: withFinalizer, children: [daemonSet({ b: 2 }, { uid: 'uid-d' })] },
      ),
      want: ['takeOver uid-d DaemonSet ours/d', 'apply DaemonSet ours/d'],
    },
    {
      name: 'leaves one that has all that is asked for, and more',
      decision: decision(
        { children: [daemonSet({ a: 1 }, owned)] },
        {
          parent: withFinalizer,
          children: [daemonSet({ a: 1, b: 2 }, { uid: 'uid-d', ...owned })],
        },
      ),
      want: [],
    },
    {
      name: 'keeps the finalizer when something is left',
      decision: decision(
        { finalizer: false },
        { parent: withFinalizer, children: [object('CIDR', 'a'), object('CIDR', 'b')] },
      ),
      options: { fail: (line) => (line.endsWith('CIDR a') ? new Error('500') : undefined) },
      want: ['remove uid-a CIDR a', 'remove uid-b CIDR b'],
    },
    {
      name: 'asks for what must be absent, and for a parent whose children it is to remove',
      decision: decision(
        { confirmAbsent: [{ kind: kinds.node, name: 'n1' }] },
        { children: [object('CIDR', 'c')] },
      ),
      want: ['get MultiNicNetwork net', 'get Node n1', 'remove uid-c CIDR c'],
    },
    {
      name: 'removes the parent itself after all is confirmed',
      decision: decision({
        confirmAbsent: [{ kind: kinds.node, name: 'n1' }],
        removeParent: { because: 'gone' },
      }),
      want: ['get Node n1', 'remove uid-net MultiNicNetwork net'],
    },
    {
      name: 'removes nothing that is already going',
      decision: decision(
        {},
        {
          parent: withFinalizer,
          children: [
            object('CIDR', 'c', { metadata: { name: 'c', uid: 'u', deletionTimestamp: 'now' } }),
          ],
        },
      ),
      want: [],
    },
  ];
  for (const { name, decision: given, options, want } of cases) {
    it(name, async () => expect((await run(given, options)).did).to.deep.equal(want));
  }

  it('writes nothing at all when what must be absent is there, and lets the store know', async () => {
    const node: KubeObject = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1', uid: 'u' } };
    const given = decision({
      children: [bare('CIDR', 'c')],
      confirmAbsent: [{ kind: kinds.node, name: 'n1' }],
    });
    const { did, written, error } = await run(given, { there: [node] });
    expect(error).to.be.instanceOf(NotAbsent).with.property('message').that.includes('Node n1');
    expect(did).to.deep.equal(['get Node n1']);
    expect(written).to.deep.equal([node]);
  });

  it('writes nothing when the question whether something is absent fails', async () => {
    const given = decision({}, { children: [object('CIDR', 'c')] });
    const { did, error } = await run(given, {
      fail: (line) => (line.startsWith('get') ? new Error('500') : undefined),
    });
    expect(did).to.deep.equal(['get MultiNicNetwork net']);
    expect(error).to.have.property('message', '500');
  });

  it('ends at the first guarded write that fails', async () => {
    const given = decision({
      children: [bare('CIDR', 'a'), bare('CIDR', 'b'), bare('IPPool', 'p')],
    });
    const { did } = await run(given, { fail: () => new Error('409') });
    expect(did).to.deep.equal(['create CIDR a']);
  });

  it('goes on over every other failure, and reports them all', async () => {
    const given = decision(
      { children: [bare('IPPool', 'a'), bare('IPPool', 'b')], status: {} },
      { parent: withFinalizer, children: [object('IPPool', 'old')] },
    );
    const { did, error } = await run(given, { fail: (line) => new Error(line) });
    const want = [
      'create IPPool a',
      'create IPPool b',
      'remove uid-old IPPool old',
      'status MultiNicNetwork net',
    ];
    expect(did).to.deep.equal(want);
    expect((error as AggregateError).errors.map(({ message }: Error) => message)).to.deep.equal(
      want,
    );
  });

  for (const { name, status, message = 'no', want } of [
    { name: 'admission refuses', status: 403, want: { says: ['no'] } },
    { name: 'validation refuses', status: 422, want: { says: ['no'] } },
    {
      name: 'a webhook is not there for',
      status: 500,
      message: 'failed calling webhook "guard"',
      want: { says: ['failed calling webhook "guard"'] },
    },
    { name: 'somebody changed meanwhile', status: 409, want: {} },
    { name: 'a server in trouble did not take', status: 500, want: {} },
  ]) {
    it(`says in the status of a child that ${name}: ${JSON.stringify(want)}`, async () => {
      const given = decision({
        children: [bare('IPPool', 'a')],
        status: {},
        whenRefused: (why) => ({ status: { says: why }, events: [] }),
      });
      const error = new KubeError({ status, reason: 'x', message });
      const fail = (line: string) => (line.startsWith('create') ? error : undefined);
      const { did, sent } = await run(given, { fail });
      expect(did.at(-1)).to.equal('status MultiNicNetwork net');
      expect(sent.at(-1)?.status).to.deep.equal(want);
    });
  }

  it('sends the version seen with the guarded alone, the UID with both, and not the fields of others', async () => {
    const pool = object('IPPool', 'p', { spec: { podCIDR: 'a', allocations: [1] } });
    const given = decision(
      { children: [bare('CIDR', 'c', { b: 2 }), bare('IPPool', 'p', { podCIDR: 'b' })] },
      { parent: withFinalizer, children: [object('CIDR', 'c', { spec: { b: 1 } }), pool] },
    );
    const { sent } = await run(given);
    expect(sent.map(({ metadata, spec }) => ({ metadata, spec }))).to.deep.equal([
      { metadata: { name: 'c', uid: 'uid-c', resourceVersion: '5' }, spec: { b: 2 } },
      { metadata: { name: 'p', uid: 'uid-p' }, spec: { podCIDR: 'b' } },
    ]);
  });

  it('replaces what apply leaves because another manager holds it', async () => {
    const pool = object('IPPool', 'p', { spec: { podCIDR: 'a', old: 1, allocations: [1] } });
    const given = decision(
      { children: [bare('IPPool', 'p', { podCIDR: 'a' })] },
      { parent: withFinalizer, children: [pool] },
    );
    const { did, sent, written, error } = await run(given, { keeps: () => pool });
    expect(error).to.equal(undefined);
    expect(did).to.deep.equal(['apply IPPool p', 'replace IPPool p']);
    expect(sent[1]?.spec).to.deep.equal({ podCIDR: 'a', allocations: [1] });
    expect(written).to.have.length(2);
  });

  it('says so when the server keeps another spec than it was sent', async () => {
    const given = decision(
      { children: [bare('IPPool', 'p', { podCIDR: 'a' })] },
      {
        parent: withFinalizer,
        children: [object('IPPool', 'p', { spec: {} })],
      },
    );
    const recording = recorder({ keeps: (one) => ({ ...one, spec: {} }) });
    const api = {
      ...recording.api,
      replace: async <T extends KubeObject>(one: T): Promise<T> => ({ ...one, spec: {} }),
    };
    const options = { api, onWritten: () => {}, tell: async () => {}, log: silent };
    const error = await caught(applyDecision(options, row, 'net', given));
    expect((error as AggregateError).errors.join())
      .to.include('IPPool p')
      .and.include('install');
  });

  it('sets the finalizer by replacing the parent at the version seen, its spec untouched', async () => {
    const { sent } = await run(decision({}, { parent: network }));
    expect(sent).to.deep.equal([
      { ...network, metadata: { ...network.metadata, finalizers: ['ours'] } },
    ]);
  });

  it('does not set it on what is being deleted', async () => {
    const going = { ...network, metadata: { ...network.metadata, deletionTimestamp: 'now' } };
    expect((await run(decision({}, { parent: going }))).did).to.deep.equal([]);
  });

  it('tells the notes after the status is written, and not when that failed', async () => {
    const given = decision({
      status: { ok: true },
      events: [{ type: 'Normal', reason: 'Ready', message: '' }],
    });
    expect((await run(given)).told).to.deep.equal(['Ready']);
    expect((await run(given, { fail: () => new Error('500') })).told).to.deep.equal([]);
  });
});
