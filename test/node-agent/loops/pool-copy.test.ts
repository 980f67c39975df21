import { expect } from 'chai';
import type { IPPool } from '../../../lib/api/types.ts';
import type { Attachment } from '../../../node-agent/journal/types.ts';
import { foreignAllocations } from '../../../node-agent/attach/adopted.ts';
import { type Copied, planPoolCopies } from '../../../node-agent/loops/pool-copy.ts';

const pool = (over: Partial<IPPool['spec']> = {}, status?: IPPool['status']): IPPool => ({
  apiVersion: 'multinic.fms.io/v1',
  kind: 'IPPool',
  metadata: { name: 'net-192.168.0.0-24', uid: 'u1' },
  spec: {
    podCIDR: '192.168.0.0/24',
    vlanCIDR: '192.168.0.0/18',
    netAttachDef: 'net',
    hostName: 'n1',
    interfaceName: 'eth1',
    excludes: [],
    allocations: [],
    ...over,
  },
  ...(status === undefined ? {} : { status }),
});

const attachment = (pod: string, index: number, poolName = 'net-192.168.0.0-24'): Attachment => ({
  key: { plugin: 'multi-nic', containerID: `c-${pod}`, ifName: 'net1', network: 'net' },
  plugin: 'multi-nic',
  netns: { path: `/run/netns/${pod}`, identity: '4:1' },
  pod: { namespace: 'default', name: pod, uid: '' },
  group: 1,
  links: [],
  reservations: [{ pool: poolName, index, address: `192.168.0.${index}`, master: 'eth1' }],
  delegates: [],
  cniArgs: '',
  cniPath: [],
  result: { interfaces: [], ips: [], routes: [], dns: {} },
});

const entry = (pod: string, index: number) => ({
  pod,
  namespace: 'default',
  index,
  address: `192.168.0.${index}`,
});

/** A journal that gave all that the pools list. */
const copied = (attachments: readonly Attachment[], over: Partial<Copied> = {}): Copied => ({
  attachments,
  foreign: [],
  capacity: () => 254,
  journal: undefined,
  ...over,
});

/** The second address, to `b`. */
const gave = ({ index }: { index: number }, { name }: { name: string }): boolean =>
  index === 2 && name === 'b';

const statusesFor = (status: IPPool['status'], journal: string | undefined) =>
  planPoolCopies([pool({}, status)], copied([], { journal })).map((copy) => copy.status?.status);

describe('planPoolCopies', () => {
  it('lists the allocations of a pool by index, with the counts', () => {
    const [copy] = planPoolCopies([pool()], copied([attachment('b', 2), attachment('a', 1)]));
    expect(copy?.spec?.spec).to.deep.equal({ allocations: [entry('a', 1), entry('b', 2)] });
    expect(copy?.status?.status).to.deep.equal({ total: 254, used: 2, free: 252 });
  });

  it('carries the uid, so that a pool of the same name made anew is not written to', () => {
    const [copy] = planPoolCopies([pool()], copied([attachment('a', 1)]));
    expect(copy?.spec?.metadata).to.deep.equal({ name: 'net-192.168.0.0-24', uid: 'u1' });
  });

  it('empties a pool whose last attachment is gone', () => {
    const stale = pool({ allocations: [entry('a', 1)] }, { total: 254, used: 1, free: 253 });
    const [copy] = planPoolCopies([stale], copied([]));
    expect(copy?.spec?.spec).to.deep.equal({ allocations: [] });
    expect(copy?.status?.status).to.deep.equal({ total: 254, used: 0, free: 254 });
  });

  it('plans nothing when the copy is true', () => {
    const fresh = pool({ allocations: [entry('a', 1)] }, { total: 254, used: 1, free: 253 });
    expect(planPoolCopies([fresh], copied([attachment('a', 1)]))).to.deep.equal([]);
  });

  it('writes the allocations alone when only another pod took the address', () => {
    const stale = pool({ allocations: [entry('old', 1)] }, { total: 254, used: 1, free: 253 });
    const [copy] = planPoolCopies([stale], copied([attachment('new', 1)]));
    expect(copy?.spec?.spec).to.deep.equal({ allocations: [entry('new', 1)] });
    expect(copy?.status).to.equal(undefined);
  });

  it('leaves an attachment whose pool is unknown out', () => {
    const known = pool({}, { total: 254, used: 0, free: 254 });
    expect(planPoolCopies([known], copied([attachment('a', 1, 'other')]))).to.deep.equal([]);
  });

  it('keeps what another program wrote, and counts an address once', () => {
    const listed = [entry('old', 1), entry('b', 2), entry('old', 2)];
    const stale = pool({ allocations: listed });
    const foreign = foreignAllocations([stale], { gave });
    const [copy] = planPoolCopies([stale], copied([attachment('b', 2)], { foreign }));
    expect(copy?.spec).to.equal(undefined);
    expect(copy?.status?.status).to.deep.equal({ total: 254, used: 2, free: 252 });
    const [gone] = planPoolCopies([stale], copied([], { foreign }));
    expect(gone?.spec?.spec).to.deep.equal({ allocations: [entry('old', 1), entry('old', 2)] });
  });

  it('carries the version that was looked at, so that nothing written meanwhile is lost', () => {
    const metadata = { name: 'net-192.168.0.0-24', uid: 'u1', resourceVersion: '7' };
    const [copy] = planPoolCopies([{ ...pool(), metadata }], copied([attachment('a', 1)]));
    expect(copy?.spec?.metadata).to.deep.equal(metadata);
    expect(copy?.status?.metadata).to.deep.equal({ name: metadata.name, uid: 'u1' });
  });

  it('says of which journal it is once that holds all, and keeps what stands there before', () => {
    const counts = { total: 254, used: 0, free: 254 };
    expect(statusesFor(counts, 'one')).to.deep.equal([{ ...counts, journal: 'one' }]);
    expect(statusesFor({ ...counts, journal: 'one' }, 'one')).to.deep.equal([]);
    expect(statusesFor({ ...counts, journal: 'one' }, undefined)).to.deep.equal([]);
    expect(statusesFor({ ...counts, journal: 'one' }, 'two')).to.deep.equal([
      { ...counts, journal: 'two' },
    ]);
  });
});
