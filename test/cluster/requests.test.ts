import { expect } from 'chai';

import { type AuditEvent, countWrites } from '../../hack/control-plane/audit.ts';
import { type AttachedDeployment, attachedDeployment } from './deployment.ts';
import { agreement } from './holdings.ts';
import { type NicRoom, nics, openNicRoom } from './nics.ts';
import { until } from './until.ts';

describe('requests of the agents to the API server', function () {
  this.timeout(300_000);
  const pods = 20;
  let room: NicRoom;
  let many: AttachedDeployment;
  let events: readonly AuditEvent[];
  before(async () => {
    room = await openNicRoom('requests');
    many = await attachedDeployment(room);
    await agreement(room.cluster, 0);
    const { controlPlane } = room.cluster;
    const mark = await controlPlane.auditMark();
    await many.scale(pods);
    await many.settled(pods);
    await agreement(room.cluster, pods);
    await until('a network-status of every pod', async () =>
      (await withStatus()) === pods ? true : undefined,
    );
    await many.scale(0);
    await many.settled(0);
    await agreement(room.cluster, 0);
    const user = `system:serviceaccount:${room.installed.namespace}:multi-nic-node-agent`;
    events = (await controlPlane.auditEvents(mark)).filter((one) => one.user === user);
  });
  after(() => room.remove());

  const withStatus = async (): Promise<number> => {
    const text = await room.kubectl(['get', 'pods', '--output=json']);
    return text.split('"k8s.v1.cni.cncf.io/network-status":').length - 1;
  };

  it('are one write for each pod that comes, its network-status, and none when it goes', () => {
    const statuses = events.filter(({ resource }) => resource === 'pods/status');
    expect(new Set(statuses.map(({ name }) => name)).size).to.equal(pods);
    expect(statuses.map(({ verb, namespace, code }) => [verb, namespace, code])).to.deep.equal(
      statuses.map(() => ['patch', room.namespace, 200]),
    );
    expect(statuses).to.have.length(pods);
  });

  it('are no reads', () => {
    const reads = events.filter(({ verb }) => verb === 'get' || verb === 'list');
    expect(reads).to.deep.equal([]);
  });

  it('are no other writes but the batched copies of the journals', () => {
    const counts = Object.values(countWrites(events));
    const names = Object.keys(countWrites(events)).map((key) => key.replace(/^\S+ /, ''));
    const copies = ['patch ippools', 'patch ippools/status'];
    expect(names.toSorted()).to.deep.equal([...copies, 'patch pods/status']);
    // Every address is written down and taken out again: unbatched that would be as many of each copy.
    for (const count of counts) expect(count).to.be.lessThan(pods * nics.length);
  });
});
