import { expect } from 'chai';

import type { KubeObject } from '../../../lib/api/types.ts';
import { createTeller } from '../../../lib/kube/events.ts';
import type { EventNote } from '../../../lib/reconcile/types.ts';
import { recorder, type RecorderOptions } from './recorder.ts';

const parent: KubeObject = {
  apiVersion: 'multinic.fms.io/v1',
  kind: 'MultiNicNetwork',
  metadata: { name: 'net', uid: 'u-1', resourceVersion: '7' },
};
const note: EventNote = { type: 'Warning', reason: 'Stalled', message: 'no subnet' };

const quiet = (): void => {};

function bench(options: RecorderOptions = {}) {
  const recording = recorder(options);
  const warnings: string[] = [];
  let seconds = 0;
  const tell = createTeller({
    api: recording.api,
    component: 'multi-nic-operator',
    instance: 'pod-1',
    now: () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)),
    log: { debug: quiet, info: quiet, error: quiet, warn: (message) => warnings.push(message) },
  });
  return { ...recording, warnings, tell };
}

describe('createTeller', () => {
  it('makes an Event that kubectl describe finds', async () => {
    const { tell, sent } = bench();
    await tell(parent, [note]);
    const [{ metadata, ...event } = expect.fail()] = sent;
    expect(metadata.namespace).to.equal('default');
    expect(metadata.name).to.match(/^net\.[0-9a-f-]+$/);
    expect(event).to.deep.equal({
      apiVersion: 'v1',
      kind: 'Event',
      involvedObject: {
        apiVersion: 'multinic.fms.io/v1',
        kind: 'MultiNicNetwork',
        name: 'net',
        namespace: undefined,
        uid: 'u-1',
        resourceVersion: '7',
      },
      type: 'Warning',
      reason: 'Stalled',
      message: 'no subnet',
      source: { component: 'multi-nic-operator' },
      reportingComponent: 'multi-nic-operator',
      reportingInstance: 'pod-1',
      action: 'Stalled',
      firstTimestamp: '2026-01-01T00:00:00Z',
      lastTimestamp: '2026-01-01T00:00:00Z',
      count: 1,
    });
  });

  it('counts up what it told before, and tells anew what differs', async () => {
    const { tell, sent, did } = bench();
    await tell(parent, [note]);
    await tell(parent, [note]);
    await tell(parent, [{ ...note, message: 'another' }]);
    await tell({ ...parent, metadata: { name: 'net', uid: 'u-2' } }, [note]);
    expect(did.map((line) => line.split(' ')[0])).to.deep.equal([
      'create',
      'apply',
      'create',
      'create',
    ]);
    expect(sent[1]).to.deep.include({
      metadata: sent[0]?.metadata,
      count: 2,
      firstTimestamp: '2026-01-01T00:00:00Z',
      lastTimestamp: '2026-01-01T00:00:01Z',
    });
  });

  it('keeps the name of an Event within its limits', async () => {
    const { tell, sent } = bench();
    await tell({ ...parent, metadata: { name: 'a'.repeat(253) } }, [note]);
    expect(sent[0]?.metadata.name.length).to.be.at.most(253);
  });

  it('logs what it cannot write, and goes on', async () => {
    const { tell, did, warnings } = bench({ fail: () => new Error('403') });
    await tell(parent, [note, { ...note, reason: 'Other' }]);
    expect(did).to.have.length(2);
    expect(warnings).to.have.length(2);
  });
});
