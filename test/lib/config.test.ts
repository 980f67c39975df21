import { expect } from 'chai';

import { readConfig } from '../../lib/config.ts';
import { MultiNicError } from '../../lib/errors.ts';

describe('readConfig', () => {
  it('has a default for everything, and is frozen', () => {
    const config = readConfig({}, []);
    expect(config).to.deep.equal({
      operatorNamespace: 'kube-system',
      podName: 'multi-nic-operator',
      logLevel: 'info',
      leaseName: 'multi-nic-operator',
      leaseDurationMs: 15_000,
      leaseRenewDeadlineMs: 10_000,
      leaseRetryMs: 2_000,
      healthPort: 8081,
      workers: 4,
      maxHostsPerSlice: 80,
      nodeGraceMs: 300_000,
    });
    expect(config).to.be.frozen;
  });

  it('takes the environment, and arguments before it', () => {
    const env = { OPERATOR_NAMESPACE: 'nets', HEALTH_PORT: '0', LOG_LEVEL: 'debug' };
    const config = readConfig(env, ['--health-port', '9000']);
    expect(config).to.include({ operatorNamespace: 'nets', healthPort: 9000, logLevel: 'debug' });
  });

  const bad = [
    { name: 'a port that is none', env: { HEALTH_PORT: '70000' }, says: 'healthPort' },
    { name: 'a level that is none', env: { LOG_LEVEL: 'loud' }, says: 'logLevel' },
    { name: 'no worker', env: { WORKERS: '0' }, says: 'WORKERS' },
    { name: 'no host in a slice', env: { MAX_HOSTS_PER_SLICE: '0' }, says: 'MAX_HOSTS_PER_SLICE' },
    { name: 'half a worker', env: { WORKERS: '0.5' }, says: 'WORKERS' },
    { name: 'text for a number', env: { LEASE_DURATION_MS: 'long' }, says: 'leaseDurationMs' },
    {
      name: 'a deadline after the lease has ended',
      env: { LEASE_RENEW_DEADLINE_MS: '15000' },
      says: 'LEASE_RENEW_DEADLINE_MS 15000',
    },
    {
      name: 'no try before the deadline',
      env: { LEASE_RETRY_MS: '10000' },
      says: 'LEASE_RETRY_MS 10000',
    },
  ];
  for (const { name, env, says } of bad) {
    it(`refuses ${name}, and names the setting`, () => {
      expect(() => readConfig(env, []))
        .to.throw(MultiNicError, says)
        .with.property('code', 'CONFIG_INVALID');
    });
  }
});
