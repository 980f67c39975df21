import { expect } from 'chai';
import type { PlannedNetwork } from '../../../../node-agent/meta/types.ts';
import { failureOf, signal } from '../../attach/fixture.ts';
import { createFakePlugins } from './fake-plugins.ts';
import { call, createMetaAgent, listOf, networkOf } from './fixture.ts';

const info = '/var/run/k8s.cni.cncf.io/devinfo';
const to = `${info}/cni/default-vf-a_net1`;
const networks: readonly PlannedNetwork[] = [
  networkOf(listOf('primary', ['bridge']), 'eth0'),
  networkOf(listOf('vf', ['sriov']), 'net1', {
    resourceName: 'vendor.com/vf',
    deviceID: '0000:03:02.1',
    capabilityArgs: { CNIDeviceInfoFile: to, deviceID: '0000:03:02.1' },
  }),
];

/** The folder of device information, as a log of what is done there. */
function createFolder() {
  const done: string[] = [];
  const meta = {
    copyDeviceInfo: async ({ from, to: path }: { readonly from: string; readonly to: string }) =>
      void done.push(`copy ${from} ${path}`),
    readDeviceInfo: async (path: string) => {
      done.push(`read ${path}`);
      return { type: 'pci', version: '1.1.0' };
    },
  };
  const removeDeviceInfo = async (path: string) => void done.push(`remove ${path}`);
  return { done, meta, removeDeviceInfo };
}

describe('device information', () => {
  it('is there before the plugins run, comes into the status, and goes with DEL', async () => {
    const { done, meta, removeDeviceInfo } = createFolder();
    const plugins = createFakePlugins();
    const delegate: typeof plugins.delegate = (exec) => {
      done.push(`${exec.command} ${exec.plugin}`);
      return plugins.delegate(exec);
    };
    const agent = createMetaAgent({ networks, meta, effects: { delegate, removeDeviceInfo } });
    await agent.add(call('ADD', 'a'), signal);
    await new Promise((resolve) => setImmediate(resolve));
    const [status] = agent.published;
    expect(status?.map((one) => one['device-info'])).to.deep.equal([
      undefined,
      { type: 'pci', version: '1.1.0' },
    ]);
    await agent.del(call('DEL', 'a'));
    expect(done).to.deep.equal([
      `copy ${info}/dp/vendor.com-vf-0000:03:02.1-device.json ${to}`,
      'ADD bridge',
      'ADD sriov',
      `read ${to}`,
      'DEL sriov',
      `remove ${to}`,
      'DEL bridge',
    ]);
  });

  it('is removed after an ADD that failed, whichever network it was', async () => {
    for (const at of ['ADD eth0 bridge', 'ADD net1 sriov']) {
      const { done, meta, removeDeviceInfo } = createFolder();
      const { delegate } = createFakePlugins([{ at }]);
      const agent = createMetaAgent({ networks, meta, effects: { delegate, removeDeviceInfo } });
      await failureOf(agent.add(call('ADD', 'a'), signal));
      expect(done.at(-1), at).to.equal(`remove ${to}`);
      expect(agent.context.ledger.entries()).to.deep.equal([]);
    }
  });

  it('makes the ADD fail when it cannot be put there, without a call of any plugin', async () => {
    const { meta, removeDeviceInfo } = createFolder();
    const plugins = createFakePlugins();
    const agent = createMetaAgent({
      networks,
      meta: { ...meta, copyDeviceInfo: () => Promise.reject(new Error('EROFS')) },
      effects: { delegate: plugins.delegate, removeDeviceInfo },
    });
    expect((await failureOf(agent.add(call('ADD', 'a'), signal))).message).to.equal('EROFS');
    expect([plugins.calls.length, agent.context.ledger.entries().length]).to.deep.equal([0, 0]);
  });

  it('costs a pod its status, and nothing else, when it cannot be read', async () => {
    const { meta } = createFolder();
    const agent = createMetaAgent({
      networks,
      meta: { ...meta, readDeviceInfo: () => Promise.reject(new Error('EIO')) },
      effects: { delegate: createFakePlugins().delegate },
    });
    await agent.add(call('ADD', 'a'), signal);
    await new Promise((resolve) => setImmediate(resolve));
    expect(agent.published).to.deep.equal([]);
    expect(agent.logged.join('')).to.contain('no network-status annotation').and.contain('EIO');
  });
});
