import { expect } from 'chai';
import { CniError } from '../../../cni/protocol/error.ts';
import { parseRequest } from '../../../cni/protocol/request.ts';
import { payloadOf } from './call-of.ts';

describe('parseRequest of a configuration without cniVersion', () => {
  for (const plugin of ['multi-nic-meta', 'multus'])
    for (const cniVersion of [undefined, ''])
      it(`takes the oldest for ${plugin} (${JSON.stringify(cniVersion) ?? 'absent'})`, () => {
        const { outcome } = parseRequest(payloadOf({ plugin, conf: { cniVersion } }));
        if (outcome instanceof CniError) throw outcome;
        expect(outcome.config.cniVersion).to.equal('0.3.0');
      });

  it('still refuses a version that nobody knows', () => {
    const { outcome } = parseRequest(
      payloadOf({ plugin: 'multus', conf: { cniVersion: '0.2.0' } }),
    );
    expect((outcome as CniError).code).to.equal(1);
  });

  it('still refuses what older versions do not have', () => {
    const env = { CNI_COMMAND: 'CHECK' };
    const { outcome } = parseRequest(
      payloadOf({ plugin: 'multus', env, conf: { cniVersion: undefined } }),
    );
    expect((outcome as CniError).message).to.equal(
      'cniVersion: 0.3.0 has no CHECK; use 0.4.0 or newer',
    );
  });
});
