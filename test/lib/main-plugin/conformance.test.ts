import { expect } from 'chai';
import * as fc from 'fast-check';
import { findMainPlugin, mainPlugins, plannedPlugins } from '../../../lib/main-plugin/index.ts';

describe('every main plugin', () => {
  const texts = fc.dictionary(fc.constantFrom('master', 'mode', 'mtu', 'vlan', 'zzz'), fc.string());
  for (const { type, netConf } of mainPlugins) {
    it(`${type}: names its type, keeps the version, survives JSON, sorts its keys`, () =>
      fc.assert(
        fc.property(texts, (args) => {
          const conf = netConf({ cniVersion: '0.3.1', type, args });
          expect(conf.type).to.be.a('string').that.is.not.equal('');
          expect(conf.cniVersion).to.equal('0.3.1');
          expect(JSON.parse(JSON.stringify(conf))).to.deep.equal(conf);
          expect(Object.keys(conf)).to.deep.equal(Object.keys(conf).toSorted());
        }),
      ));

    it(`${type}: says nothing that the user did not`, () => {
      expect(Object.keys(netConf({ cniVersion: '0.3.0', type }))).to.deep.equal([
        'cniVersion',
        'type',
      ]);
    });

    it(`${type}: is found by its type, once, and is not among the planned`, () => {
      expect(findMainPlugin(type)?.type).to.equal(type);
      expect(mainPlugins.filter((plugin) => plugin.type === type)).to.have.length(1);
      expect(plannedPlugins).not.to.include(type);
    });
  }
});
