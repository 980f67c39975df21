import { expect } from 'chai';
import * as fc from 'fast-check';
import { devicesInCheckpoint } from '../../../../node-agent/meta/kubelet/checkpoint.ts';

const entry = (PodUID: string, ResourceName: string, DeviceIDs: unknown, ContainerName = 'c') => ({
  PodUID,
  ContainerName,
  ResourceName,
  DeviceIDs,
  AllocResp: 'CiIKHFBDSURFVklDRQ==',
});
const checkpoint = (PodDeviceEntries: unknown): string =>
  JSON.stringify({
    Data: { PodDeviceEntries, RegisteredDevices: { 'vendor/vf': ['0000:3b:02.0'] } },
    Checksum: 3_407_107_034,
  });

describe('devicesInCheckpoint', () => {
  const cases: readonly {
    readonly name: string;
    readonly entries: unknown;
    readonly want: Readonly<Record<string, readonly string[]>>;
  }[] = [
    {
      name: 'lists, as kubelet wrote them up to 1.19',
      entries: [entry('u', 'vendor/vf', ['b', 'a'])],
      want: { 'vendor/vf': ['b', 'a'] },
    },
    {
      name: 'lists by NUMA node, by number and with none first',
      entries: [entry('u', 'vendor/vf', { '10': ['d'], '2': ['c'], '0': ['b'], '-1': ['a'] })],
      want: { 'vendor/vf': ['a', 'b', 'c', 'd'] },
    },
    {
      name: 'several containers and resources, without those of other pods',
      entries: [
        entry('u', 'vendor/vf', { '0': ['a'] }, 'one'),
        entry('other', 'vendor/vf', { '0': ['x'] }),
        entry('u', 'vendor/gpu', { '0': ['g'] }),
        entry('u', 'vendor/vf', { '0': ['b'] }, 'two'),
      ],
      want: { 'vendor/vf': ['a', 'b'], 'vendor/gpu': ['g'] },
    },
    { name: 'no entries, which kubelet writes as null', entries: null, want: {} },
    { name: 'no ids', entries: [entry('u', 'vendor/vf', null)], want: { 'vendor/vf': [] } },
  ];
  for (const { name, entries, want } of cases) {
    it(`reads ${name}`, () => {
      const devices = devicesInCheckpoint(checkpoint(entries), 'u');
      expect(Object.fromEntries(devices ?? expect.fail('not read'))).to.deep.equal(want);
    });
  }

  for (const text of ['', '{', 'null', '[]', '{}', '{"Data":null}', checkpoint('x')]) {
    it(`does not take for a checkpoint: ${text.slice(0, 40)}`, () => {
      expect(devicesInCheckpoint(text, 'u')).to.equal(undefined);
    });
  }

  it('leaves out an entry that cannot be read', () => {
    const whole = { PodUID: 'u', ResourceName: 'v/r', DeviceIDs: ['a'] };
    const devices = devicesInCheckpoint(checkpoint([1, null, {}, whole]), 'u');
    expect(Object.fromEntries(devices ?? [])).to.deep.equal({ 'v/r': ['a'] });
  });

  it('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        devicesInCheckpoint(text, 'u');
        devicesInCheckpoint(`{"Data":{"PodDeviceEntries":[${text}]}}`, 'u');
      }),
    );
  });
});
