import { expect } from 'chai';
import {
  assignDevices,
  deviceInfoFiles,
  needsDevices,
} from '../../../../node-agent/meta/plan/devices.ts';
import { nad, networksKey, plan, refuses } from './fixture.ts';

const resource = 'intel.com/sriov';
const objects = [
  nad('sriov', { type: 'sriov' }, resource),
  nad('other', { type: 'sriov' }, 'intel.com/dpdk'),
  nad('hd', { type: 'host-device' }),
  nad('mv'),
];
const devices = new Map([
  [resource, ['0000:1a:00.4', '0000:1a:00.2']],
  ['intel.com/dpdk', ['0000:3b:00.1']],
]);
const planned = (networks: string): ReturnType<typeof plan> =>
  plan({ objects, annotations: { [networksKey]: networks } });
const assigned = (networks: string): ReturnType<typeof plan> =>
  assignDevices(planned(networks), { devices, containerID: 'c0ffee' });

describe('assignDevices', () => {
  it("gives two networks of one resource different devices, in kubelet's order", () =>
    expect(assigned('sriov,other,sriov,mv').map(({ deviceID }) => deviceID)).to.deep.equal([
      undefined,
      '0000:1a:00.4',
      '0000:3b:00.1',
      '0000:1a:00.2',
      undefined,
    ]));
  it('offers the device and the file of its description as capabilities', () =>
    expect(assigned('sriov@fast')[1]?.capabilityArgs).to.deep.equal({
      deviceID: '0000:1a:00.4',
      CNIDeviceInfoFile: '/var/run/k8s.cni.cncf.io/devinfo/cni/default-sriov-c0ffee_fast',
    }));
  it('leaves networks without a device as they are', () =>
    expect(assigned('mv')).to.deep.equal(planned('mv')));
  it('keeps the device that the annotation names from the others', () =>
    expect(
      assigned('[{"name":"sriov"},{"name":"sriov","deviceID":"0000:1a:00.4"}]').map(
        ({ deviceID }) => deviceID,
      ),
    ).to.deep.equal([undefined, '0000:1a:00.2', '0000:1a:00.4']));
  it("takes a named device of any of the pod's resources for a network without one", () =>
    expect(assigned('[{"name":"hd","deviceID":"0000:3b:00.1"}]')[1]?.deviceID).to.equal(
      '0000:3b:00.1',
    ));

  refuses([
    {
      name: 'a resource that the pod does not have',
      want: /^network default\/sriov \(net1\): the pod has no device of intel\.com\/sriov; request one for each such network in resources\.limits/,
      run: () => assignDevices(planned('sriov'), { devices: new Map(), containerID: 'c' }),
    },
    {
      name: 'more networks than devices',
      want: /^network default\/sriov \(net3\): all 2 devices of intel\.com\/sriov that the pod has are taken/,
      run: () => assigned('sriov,sriov,sriov'),
    },
    {
      name: "another pod's device",
      want: /^network default\/hd \(net1\): deviceID: "0000:ff:00.1" was not given to the pod, which has 0000:1a:00\.4, /,
      run: () => assigned('[{"name":"hd","deviceID":"0000:ff:00.1"}]'),
    },
    {
      name: 'a device of another resource',
      want: /deviceID: "0000:3b:00.1" was not given to the pod, which has 0000:1a:00\.4, 0000:1a:00\.2; name/,
      run: () => assigned('[{"name":"sriov","deviceID":"0000:3b:00.1"}]'),
    },
    {
      name: 'a device twice',
      want: /\(net2\): deviceID: "0000:3b:00.1" is that of another network/,
      run: () =>
        assigned(
          '[{"name":"hd","deviceID":"0000:3b:00.1"},{"name":"other","deviceID":"0000:3b:00.1"}]',
        ),
    },
  ]);
});

describe('needsDevices', () => {
  it('is true with a resource or a named device, and only then', () => {
    expect(needsDevices(planned('sriov'))).to.equal(true);
    expect(needsDevices(planned('[{"name":"hd","deviceID":"x"}]'))).to.equal(true);
    expect(needsDevices(planned('mv,hd'))).to.equal(false);
  });
});

describe('deviceInfoFiles', () => {
  it('says what to copy where, "/" of the resource becoming "-"', () =>
    expect(assigned('sriov').map(deviceInfoFiles)).to.deep.equal([
      undefined,
      {
        from: '/var/run/k8s.cni.cncf.io/devinfo/dp/intel.com-sriov-0000:1a:00.4-device.json',
        to: '/var/run/k8s.cni.cncf.io/devinfo/cni/default-sriov-c0ffee_net1',
      },
    ]));
  it('has nothing to copy for a device that is of no resource', () =>
    expect(
      assigned('[{"name":"hd","deviceID":"0000:3b:00.1"}]').map(deviceInfoFiles),
    ).to.deep.equal([undefined, undefined]));
});
