import { refuses, type Row } from './call-of.ts';

const prevIp = (ip: object): Readonly<Record<string, unknown>> => ({
  prevResult: { cniVersion: '1.0.0', ips: [ip] },
});

const rows: readonly Row[] = [
  {
    name: 'a subnet that is none',
    conf: { subnet: '10.0.0.0' },
    code: 7,
    want: /subnet: "10.0.0.0" is not an IPv4 prefix/,
  },
  { name: 'an octal subnet', conf: { subnet: '010.0.0.0/8' }, code: 7, want: /subnet/ },
  {
    name: 'a string for masterNets',
    conf: { masterNets: '10.0.0.0/24' },
    code: 7,
    want: /masterNets: .* is not a list/,
  },
  {
    name: 'a bad prefix in masterNets',
    conf: { masterNets: ['10.0.0.0/24', '10.0.0.0/33'] },
    code: 7,
    want: /masterNets\[1\]: "10.0.0.0\/33"/,
  },
  {
    name: 'a string for multiNICIPAM',
    conf: { multiNICIPAM: 'true' },
    code: 7,
    want: /multiNICIPAM: "true" is not a boolean/,
  },
  { name: 'a path among masters', conf: { masters: ['../eth0'] }, code: 7, want: /masters\[0\]/ },
  {
    name: 'a number among deviceIDs',
    conf: { deviceIDs: [1] },
    code: 7,
    want: /deviceIDs\[0\]: 1 is not a string/,
  },
  { name: 'a string for args', conf: { args: 'x' }, code: 7, want: /args: "x" is not an object/ },
  {
    name: 'a list for args.cni',
    conf: { args: { cni: [] } },
    code: 7,
    want: /args.cni: \[\] is not an object/,
  },
  {
    name: 'a string for nics',
    conf: { args: { cni: { nics: '2' } } },
    code: 7,
    want: /args.cni.nics: "2" is not a whole number/,
  },
  {
    name: 'negative nics',
    conf: { args: { cni: { nics: -1 } } },
    code: 7,
    want: /args.cni.nics: -1/,
  },
  {
    name: 'half a NIC',
    conf: { args: { cni: { nics: 1.5 } } },
    code: 7,
    want: /args.cni.nics: 1.5/,
  },
  {
    name: 'a string for masters',
    conf: { args: { cni: { masters: 'eth1' } } },
    code: 7,
    want: /args.cni.masters: "eth1" is not a list/,
  },
  {
    name: 'a number among masters',
    conf: { args: { cni: { masters: ['eth1', 2] } } },
    code: 7,
    want: /args.cni.masters\[1\]: 2/,
  },
  {
    name: 'a number for target',
    conf: { args: { cni: { target: 1 } } },
    code: 7,
    want: /args.cni.target: 1 is not a string/,
  },
  {
    name: 'a list for class',
    conf: { args: { cni: { class: ['a'] } } },
    code: 7,
    want: /args.cni.class: \["a"\] is not a string/,
  },
  {
    name: 'a string for prevResult',
    conf: { prevResult: 'x' },
    code: 7,
    want: /prevResult: "x" is not an object/,
  },
  {
    name: 'a prevResult of 0.2.0',
    conf: { prevResult: { cniVersion: '0.2.0' } },
    code: 1,
    want: /prevResult.cniVersion: "0.2.0"/,
  },
  {
    name: 'an address without a length',
    conf: prevIp({ address: '10.0.0.1' }),
    code: 7,
    want: /prevResult.ips\[0\].address/,
  },
  {
    name: 'an index outside',
    conf: prevIp({ address: '10.0.0.1/8', interface: 0 }),
    code: 7,
    want: /prevResult.ips\[0\].interface: 0 is the index of none of 0/,
  },
  {
    name: 'a string among valid attachments',
    env: { CNI_COMMAND: 'GC' },
    conf: { 'cni.dev/valid-attachments': ['x'] },
    code: 7,
    want: /valid-attachments\[0\]: "x" is not an object/,
  },
  {
    name: 'a valid attachment without ifname',
    env: { CNI_COMMAND: 'GC' },
    conf: { 'cni.dev/valid-attachments': [{ containerID: 'a' }] },
    code: 7,
    want: /valid-attachments\[0\].ifname: missing/,
  },
];

describe('parseRequest, of the other fields,', () => refuses(rows));
