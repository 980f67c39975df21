import { createDelegate } from '../../../node-agent/host/delegate.ts';
import { delegateSuite } from '../../support/delegate-suite.ts';

describe('createDelegate: laws', function () {
  this.timeout(60_000);
  delegateSuite(createDelegate, () => process.env['PATH']);
});
