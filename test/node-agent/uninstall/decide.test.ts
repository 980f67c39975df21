import { expect } from 'chai';

import { decideUninstall } from '../../../node-agent/uninstall/decide.ts';

const nothing = {
  asked: true,
  attachments: 0,
  callers: [] as string[],
  confFiles: 0,
  staleRoutes: 0,
};

describe('decideUninstall', () => {
  const cases = [
    {
      name: 'not asked: everything is installed, whatever there is',
      facts: { ...nothing, asked: false, attachments: 3 },
      want: { shims: 'install', word: undefined, complete: false },
    },
    {
      name: 'nothing left: clean',
      facts: nothing,
      want: { shims: 'remove', word: 'true', complete: true },
    },
    {
      name: 'a sandbox lives: its DEL needs the shim',
      facts: { ...nothing, attachments: 1 },
      want: { shims: 'leave', word: 'left: 1 attachment', complete: false },
    },
    {
      name: 'some sandboxes live',
      facts: { ...nothing, attachments: 12, staleRoutes: 4 },
      want: { shims: 'leave', word: 'left: 12 attachments', complete: false },
    },
    {
      name: 'somebody else’s configuration calls us: its pods need the shim, its author the news',
      facts: { ...nothing, callers: ['10-a.conf calls multi-nic-meta'], staleRoutes: 4 },
      want: {
        shims: 'leave',
        word: 'left: 10-a.conf calls multi-nic-meta',
        complete: false,
      },
    },
    {
      name: 'both',
      facts: { ...nothing, attachments: 2, callers: ['a calls multus', 'b calls multus'] },
      want: {
        shims: 'leave',
        word: 'left: 2 attachments, a calls multus, b calls multus',
        complete: false,
      },
    },
    {
      name: 'new pods may still come by our conf: nobody is told yet',
      facts: { ...nothing, attachments: 1, confFiles: 1 },
      want: { shims: 'leave', word: undefined, complete: false },
    },
    {
      name: 'routes are being taken away: nobody is told yet',
      facts: { ...nothing, staleRoutes: 2 },
      want: { shims: 'remove', word: undefined, complete: false },
    },
  ];
  for (const { name, facts, want } of cases) {
    it(name, () => expect(decideUninstall(facts)).to.deep.equal(want));
  }
});
