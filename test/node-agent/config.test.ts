import { expect } from 'chai';
import { MultiNicError } from '../../lib/errors.ts';
import { readConfig } from '../../node-agent/config.ts';

describe('readConfig of the node agent', () => {
  it('needs nothing but the name of the node', () => {
    const config = readConfig({ K8S_NODENAME: 'node-1' }, []);
    expect(config.nodeName).to.equal('node-1');
    expect(config.routes.tables).to.deep.equal({ first: 20_000, last: 20_999 });
    expect(config).to.satisfy(Object.isFrozen);
  });

  it('lets an argument win over the environment', () => {
    const config = readConfig({ K8S_NODENAME: 'node-1', TABLE_FIRST: '7' }, ['--table-first', '9']);
    expect(config.routes.tables.first).to.equal(9);
  });

  const refused = [
    { name: 'no node name', env: {}, says: 'K8S_NODENAME' },
    {
      name: 'a port out of range',
      env: { K8S_NODENAME: 'a', HEALTH_PORT: '70000' },
      says: 'healthPort',
    },
    {
      name: 'a protocol number that the kernel does not have',
      env: { K8S_NODENAME: 'a', ROUTE_PROTOCOL: '256' },
      says: 'ROUTE_PROTOCOL',
    },
    {
      name: 'a pattern that is no regular expression',
      env: { K8S_NODENAME: 'a', NIC_PATTERN: '(' },
      says: 'NIC_PATTERN',
    },
    {
      name: 'a table that is no number',
      env: { K8S_NODENAME: 'a', TABLE_FIRST: 'x' },
      says: 'tableFirst',
    },
    {
      name: 'an unknown log level',
      env: { K8S_NODENAME: 'a', LOG_LEVEL: 'loud' },
      says: 'logLevel',
    },
  ];
  for (const { name, env, says } of refused) {
    it(`refuses ${name}, naming ${says}`, () => {
      expect(() => readConfig(env, []))
        .to.throw(MultiNicError, says)
        .with.property('code', 'CONFIG_INVALID');
    });
  }
});
