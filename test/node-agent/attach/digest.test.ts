import { expect } from 'chai';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import { digestOf } from '../../../node-agent/attach/digest.ts';
import { macvlanConf, requestOf } from './fixture.ts';

const digest = (conf: JsonObject, args = {}) =>
  digestOf(requestOf('ADD', { containerID: 'c', conf, args }));

describe('digestOf', () => {
  it('does not see key order, prevResult and runtimeConfig', () => {
    const turned = Object.fromEntries(Object.entries(macvlanConf).toReversed());
    const noise = { ...turned, runtimeConfig: { x: 1 }, prevResult: { cniVersion: '1.0.0' } };
    expect(digest(noise)).to.equal(digest(macvlanConf));
  });
  it('sees every other difference', () => {
    const ipam = { type: 'multi-nic-ipam', routes: [] };
    const others = [
      digest(macvlanConf),
      digest({ ...macvlanConf, ipam }),
      digest({ ...macvlanConf, args: { cni: { nics: 1 } } }),
      digest(macvlanConf, { K8S_POD_NAME: 'other' }),
    ];
    expect(new Set(others).size).to.equal(others.length);
  });
});
