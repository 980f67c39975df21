import { expect } from 'chai';
import { parseRequest } from '../../../../cni/protocol/request.ts';
import { assignDevices } from '../../../../node-agent/meta/plan/devices.ts';
import { notHonoured } from '../../../../node-agent/meta/plan/not-honoured.ts';
import { planNetworks } from '../../../../node-agent/meta/plan/plan-networks.ts';
import { createPlanner } from '../../../../node-agent/meta/plan/planner.ts';
import { parseSelections } from '../../../../node-agent/meta/plan/selection.ts';
import { payloadOf } from '../../../cni/protocol/call-of.ts';
import { failureOf } from '../../attach/fixture.ts';
import {
  attached,
  folderOf,
  inputOf,
  metaConf,
  nad,
  networksKey,
  plan,
  podOf,
  thrownBy,
} from './fixture.ts';

/** What of each element counts, without where it stands. */
const read = (value: string): object[] =>
  parseSelections(podOf({ [networksKey]: value }), networksKey).map(
    ({ where: _where, ...rest }) => rest,
  );

const multus = '/etc/cni/multus/net.d';
const plannerOf = (files: Readonly<Record<string, unknown>>) => {
  const asked: string[] = [];
  const planner = createPlanner({
    readLists: async (folder) => {
      asked.push(folder ?? 'own');
      return folder === undefined ? folderOf() : folderOf(files, folder);
    },
    findNetwork: (_kind, _namespace, name) => nad(name, ''),
    findPod: async () => podOf({ [networksKey]: 'old' }),
    devicesOf: async () => new Map(),
    waitForFile: async () => undefined,
  });
  return { planner, asked };
};

const request = () => {
  const { outcome } = parseRequest(
    payloadOf({
      plugin: 'multi-nic-meta',
      stdin: JSON.stringify(metaConf),
      env: { CNI_IFNAME: 'eth0', CNI_ARGS: 'K8S_POD_NAMESPACE=default;K8S_POD_NAME=trainer-0' },
    }),
  );
  if (outcome instanceof Error) throw outcome;
  return outcome;
};

const many = (count: number, maxNetworks: number) =>
  planNetworks({
    ...inputOf({
      objects: [nad('mv')],
      annotations: { [networksKey]: Array.from({ length: count }, () => 'mv').join() },
    }),
    maxNetworks,
  });

describe('an annotation as Multus takes it', () => {
  const none = { capabilityArgs: {} };
  for (const { value, want } of [
    { value: 'mv@', want: [{ name: 'mv' }] },
    { value: '/mv', want: [{ name: 'mv' }] },
    { value: '/mv@', want: [{ name: 'mv' }] },
    { value: ' team / mv @ net1 ', want: [{ namespace: 'team', name: 'mv', ifName: 'net1' }] },
    { value: 'mv @net1,\n other', want: [{ name: 'mv', ifName: 'net1' }, { name: 'other' }] },
    { value: '[{"name":"a","name":"mv"}]', want: [{ name: 'mv' }] },
    { value: '[{"Name":"mv","Namespace":"team"}]', want: [{ namespace: 'team', name: 'mv' }] },
    { value: '[{"NAME":"mv","Interface":"net7"}]', want: [{ name: 'mv', ifName: 'net7' }] },
    {
      value: '[{"name":"mv","Interface":"a","interface":"b"}]',
      want: [{ name: 'mv', ifName: 'b' }],
    },
    {
      value: '[{"name":"mv","Ips":["10.0.0.5/24"],"MAC":"02:00:00:00:05:07"}]',
      want: [{ name: 'mv', capabilityArgs: { ips: ['10.0.0.5/24'], mac: '02:00:00:00:05:07' } }],
    },
    {
      value: '[{"name":"mv","PortMappings":[{"HostPort":80,"containerport":8080}]}]',
      want: [
        {
          name: 'mv',
          capabilityArgs: {
            portMappings: [{ hostPort: 80, containerPort: 8080, protocol: 'tcp' }],
          },
        },
      ],
    },
    { value: '[{"name":"mv","CNI-args":{"A":1}}]', want: [{ name: 'mv', cniArgs: { A: 1 } }] },
  ]) {
    it(value, () => expect(read(value)).to.deep.equal(want.map((one) => ({ ...none, ...one }))));
  }

  it('reads the keys of a definition in any case, and one that comes twice', () => {
    const config =
      '{"CniVersion":"1.0.0","Type":"bridge","type":"macvlan","IPAM":{"type":"static"}}';
    const [, network] = plan({
      objects: [nad('mv', config)],
      annotations: { [networksKey]: 'mv' },
    });
    expect(network?.list.cniVersion).to.equal('1.0.0');
    expect(network?.list.plugins[0]).to.deep.include({ type: 'macvlan', ipam: { type: 'static' } });
  });

  it('refuses JSON that is nested too deep, however deep', () => {
    for (const depth of [100, 100_000]) {
      const value = `[{"name":"mv","cni-args":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}]`;
      expect(thrownBy(() => read(value)).message).to.match(/nested deeper than 64/);
    }
  });
});

describe('a network with a resource that the pod has no device of', () => {
  const resource = 'bridge.network.kubevirt.io/br1';
  const assigned = (config: object) =>
    assignDevices(
      plan({ objects: [nad('net', config, resource)], annotations: { [networksKey]: 'net' } }),
      { devices: new Map(), containerID: 'c' },
    );

  for (const config of [
    { type: 'cnv-bridge' },
    { type: 'bridge' },
    { type: 'host-device', device: 'eth7' },
    { type: 'host-device', pciBusID: '0000:3b:00.0' },
  ]) {
    it(`is attached without: ${JSON.stringify(config)}`, () => {
      const [, network] = assigned(config);
      expect(network).not.to.have.property('deviceID');
      expect(network?.capabilityArgs).to.deep.equal({});
    });
  }

  for (const config of [{ type: 'sriov' }, { type: 'ib-sriov' }, { type: 'host-device' }]) {
    it(`is refused where the plugin needs one: ${JSON.stringify(config)}`, () => {
      expect(thrownBy(() => assigned(config)).message).to.include(resource);
    });
  }
});

describe('a definition without config', () => {
  const { signal } = new AbortController();

  it('is found in the folder of Multus, which is read for it alone', async () => {
    const conf = { cniVersion: '0.3.1', name: 'old', type: 'macvlan' };
    const { planner, asked } = plannerOf({ '10-old.conf': conf });
    const { networks } = await planner.planPod(request(), signal);
    expect(networks[1]?.list.plugins).to.deep.include({ ...conf });
    expect(asked).to.deep.equal(['own', multus]);
  });

  it('names both folders where neither has it', async () => {
    const { planner } = plannerOf({});
    const { message } = await failureOf(planner.planPod(request(), signal));
    expect(message).to.include(`/etc/cni/net.d and ${multus} has no network named old`);
  });
});

describe('the number of networks of a pod', () => {
  it('may be the limit, without the primary one', () => {
    expect(many(32, 32)).to.have.length(33);
  });

  for (const count of [33, 64, 3_000]) {
    it(`is refused above it: ${count}`, () => {
      expect(thrownBy(() => many(count, 32)).message).to.equal(
        `pod default/trainer-0: annotation ${networksKey}: ${count} networks; name at most 32, or raise META_MAX_NETWORKS of the node agent`,
      );
    });
  }
});

describe('notHonoured', () => {
  const ip = { address: '10.5.0.7/24' };
  const args = 'IgnoreUnknown=true;MAC=02:00:00:00:00:01;IP=10.5.0.7/24,fd05::7/64';

  it('names the addresses that the result does not have', () => {
    expect(notHonoured([attached('net1', { ips: [ip] }, { args })])).to.deep.equal([
      'network default/net1 (net1): its plugins did not give fd05::7/64, which the pod asks for; use a plugin that declares the capability (ips, mac), or leave it out',
    ]);
  });

  it('names a MAC that no interface has', () => {
    const asked = 'MAC=02:00:00:00:05:07';
    const [sentence] = notHonoured([attached('net1', {}, { args: asked })]);
    expect(sentence).to.include('did not give 02:00:00:00:05:07,');
  });

  it('is empty where all is there, where nothing was asked, and for the primary network', () => {
    const ips = [ip, { address: 'fd05::7/64' }];
    expect(notHonoured([attached('net1', { ips }, { args })])).to.deep.equal([]);
    expect(notHonoured([attached('net1', {})])).to.deep.equal([]);
    expect(notHonoured([attached('eth0', {}, { args })])).to.deep.equal([]);
  });
});
