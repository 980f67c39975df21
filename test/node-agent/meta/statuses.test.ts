import { expect } from 'chai';

import type { Attachment } from '../../../node-agent/journal/types.ts';
import { createLedger } from '../../../node-agent/journal/ledger.ts';
import { hasSandbox } from '../../../node-agent/meta/statuses.ts';

const attachment: Attachment = {
  key: { plugin: 'multi-nic-meta', containerID: 'c', ifName: 'eth0', network: 'multi-nic-meta' },
  plugin: 'multi-nic-meta',
  netns: { path: '/run/netns/c', identity: '1' },
  pod: { namespace: 'team', name: 'p', uid: 'u' },
  group: 0,
  links: [],
  reservations: [],
  delegates: [],
  cniArgs: '',
  cniPath: [],
  result: { interfaces: [], ips: [], routes: [], dns: {} },
  meta: [],
};

describe('hasSandbox', () => {
  const ledger = createLedger([{ op: 'add', attachment }]);

  for (const { name, pod, want } of [
    { name: 'knows a pod that is attached', pod: { namespace: 'team', name: 'p' }, want: true },
    { name: 'knows none of another name', pod: { namespace: 'team', name: 'q' }, want: false },
    { name: 'knows none of another namespace', pod: { namespace: 'x', name: 'p' }, want: false },
  ]) {
    it(name, () => {
      expect(hasSandbox(ledger, pod)).to.equal(want);
    });
  }

  it('forgets a pod with its sandbox', () => {
    ledger.apply({ op: 'del', key: attachment.key });
    expect(hasSandbox(ledger, { namespace: 'team', name: 'p' })).to.equal(false);
  });
});
