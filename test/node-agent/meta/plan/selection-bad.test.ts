import { expect } from 'chai';
import { parseSelections } from '../../../../node-agent/meta/plan/selection.ts';
import { type BadRow, networksKey, podOf, refuses } from './fixture.ts';

const parse = (value: string): ReturnType<typeof parseSelections> =>
  parseSelections(podOf({ [networksKey]: value }), networksKey);
const element = (keys: object): string => JSON.stringify([{ name: 'net', ...keys }]);

describe('parseSelections, bad annotations', () => {
  const bad: readonly (Omit<BadRow, 'run'> & { readonly value: string })[] = [
    {
      name: 'two slashes',
      value: 'root@someIP/root@someOtherIP/root@thirdIP',
      want: /is not a netw/,
    },
    {
      name: 'two at signs',
      value: 'net@eth1@garbagevalue',
      want: /"net@eth1@garbagevalue" is not/,
    },
    {
      name: 'an at sign in a namespace',
      value: 'root@someIP/root@someOtherIP',
      want: /is not a netw/,
    },
    {
      name: 'a blank in an interface',
      value: 'default/net1@myIfc Name',
      want: /"myIfc Name" is not/,
    },
    { name: 'a long interface', value: 'net1@abcdefghijklmnop', want: /1 to 15 bytes/ },
    {
      name: 'too many addresses',
      value: element({ ips: Array.from({ length: 65 }, () => '10.5.0.7/24') }),
      want: /\[0\]\.ips: 65 addresses; ask for at most 64/,
    },
    { name: 'lo', value: 'net1@lo', want: /"lo" is in every pod already/ },
    { name: 'an empty item', value: 'net1,,net2', want: /networks\[1\]: "" is not the name/ },
    { name: 'upper case', value: 'Net1', want: /"Net1" is not the name of a network; use lower/ },
    { name: 'an underscore', value: 'a_b/net1', want: /"a_b" is not the namespace/ },
    { name: 'JSON that is none', value: '[{"name": "net"', want: /not valid JSON/ },
    { name: 'an object', value: '{"name":"net"}', want: /is not a list/ },
    { name: 'names in JSON', value: '["net"]', want: /networks\[0\]: "net" is not an object/ },
    { name: 'no name', value: '[{}]', want: /networks\[0\]\.name: missing; it is required/ },
    { name: 'a key to the prototype', value: '[{"__proto__":{}}]', want: /__proto__/ },
    {
      name: 'a bad mac',
      value: element({ mac: '02:00' }),
      want: /\[0\]\.mac: "02:00" is not a MAC/,
    },
    { name: 'mixed marks in a mac', value: element({ mac: '02-00:00-00:05:07' }), want: /mac/ },
    {
      name: 'a bad ip',
      value: element({ ips: ['10.5.0.7/24', '10.5.0'] }),
      want: /ips\[1\]: "10.5.0"/,
    },
    { name: 'a long prefix', value: element({ ips: ['10.5.0.7/33'] }), want: /ips\[0\]/ },
    {
      name: 'a string as ips',
      value: element({ ips: '10.5.0.7' }),
      want: /ips: "10.5.0.7" is not a/,
    },
    {
      name: 'a bad guid',
      value: element({ 'infiniband-guid': '02:00:00:00:05:07' }),
      want: /infiniband-guid: .* is not an InfiniBand GUID; write 8 bytes/,
    },
    {
      name: 'port 0',
      value: element({ portMappings: [{ hostPort: 0, containerPort: 80 }] }),
      want: /portMappings\[0\]\.hostPort: 0 is not a port/,
    },
    {
      name: 'a mapping without a port',
      value: element({ portMappings: [{ hostPort: 80 }] }),
      want: /containerPort: missing/,
    },
    {
      name: 'another protocol',
      value: element({ portMappings: [{ hostPort: 1, containerPort: 1, protocol: 'icmp' }] }),
      want: /protocol: "icmp" is not a protocol; write TCP, UDP or SCTP/,
    },
    {
      name: 'a hostIP that is none',
      value: element({ portMappings: [{ hostPort: 1, containerPort: 1, hostIP: 'x' }] }),
      want: /hostIP: "x"/,
    },
    {
      name: 'a burst without a rate',
      value: element({ bandwidth: { ingressBurst: 1 } }),
      want: /bandwidth\.ingressBurst: stands without a rate; give ingressRate/,
    },
    {
      name: 'a rate of 0',
      value: element({ bandwidth: { egressRate: 0 } }),
      want: /egressRate: 0/,
    },
    {
      name: 'a list as cni-args',
      value: element({ 'cni-args': [] }),
      want: /cni-args: \[\] is not/,
    },
    {
      name: 'a prefix as default-route',
      value: element({ 'default-route': ['10.0.0.1/24'] }),
      want: /default-route\[0\]: "10.0.0.1\/24" is not an IP address/,
    },
    {
      name: 'ipam-claim-reference beside ips',
      value: element({ 'ipam-claim-reference': 'c', ips: ['10.0.0.1'] }),
      want: /ipam-claim-reference: stands beside ips/,
    },
    { name: 'a number as deviceID', value: element({ deviceID: 1 }), want: /deviceID: 1 is not a/ },
  ];
  refuses(
    bad.map(({ value, ...row }) => ({
      ...row,
      run: () => parse(value),
    })),
  );
  it('names the pod and the annotation in every refusal', () => {
    for (const { value } of bad)
      expect(() => parse(value)).to.throw(/^pod default\/trainer-0: annotation k8s\.v1\.cni/);
  });
});
