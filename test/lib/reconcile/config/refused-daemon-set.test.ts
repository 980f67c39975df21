import { expect } from 'chai';
import type { Config, ConfigObjectStatus } from '../../../../lib/api/config-types.ts';
import { reconcileConfig } from '../../../../lib/reconcile/config.ts';

const config: Config = {
  apiVersion: 'multinic.fms.io/v1',
  kind: 'Config',
  metadata: { name: 'multi-nicd', uid: 'u', generation: 1 },
  spec: {
    cniType: 'multi-nic',
    ipamType: 'multi-nic-ipam',
    daemon: { image: 'localhost/multi-nic-node-agent:2.0.0', port: 11_000 },
  },
};

const decide = (status?: ConfigObjectStatus) =>
  reconcileConfig({
    config: status === undefined ? config : { ...config, status },
    now: '2026-11-21T12:00:00Z',
    namespace: 'team',
    daemonSet: undefined,
    failures: [],
  });

const refusal =
  'PATCH /apis/apps/v1/namespaces/team/daemonsets/multi-nicd: the API server answered 403: admission webhook "guard.example.com" denied the request: no hostNetwork here';

/** What is said of a Config with that status. */
const refused = (why: readonly string[], status?: ConfigObjectStatus) => {
  const { whenRefused } = decide(status);
  if (whenRefused === undefined) throw new Error('a Config says nothing of a refusal');
  return whenRefused(why);
};
const condition = (status: ConfigObjectStatus | undefined, wanted: string) =>
  status?.conditions?.find(({ type }) => type === wanted);

describe('a Config whose DaemonSet the API server refuses', () => {
  it('is Stalled with what refuses it, and a Warning says so once', () => {
    const said = refused([refusal, 'another']);
    const stalled = condition(said.status, 'Stalled');
    expect(stalled).to.include({ status: 'True', reason: 'DaemonSetRefused' });
    expect(stalled?.message).to.include(
      '"guard.example.com" denied the request: no hostNetwork here',
    );
    expect(stalled?.message).to.include('must let it pass');
    expect(said.events.map(({ type, reason }) => [type, reason])).to.deep.include([
      'Warning',
      'DaemonSetRefused',
    ]);
    const again = refused([refusal], said.status);
    expect(again.events).to.deep.equal([]);
    expect(again.status).to.deep.equal(said.status);
  });

  it('shows no more of an answer than a person reads', () => {
    const { status } = refused(['no '.repeat(2_000)]);
    expect(condition(status, 'Ready')?.message.length).to.be.lessThan(1_000);
  });

  it('needs nobody once it is taken', () => {
    const { status } = decide(refused([refusal]).status);
    expect(condition(status, 'Stalled')?.status).to.equal('False');
  });
});
