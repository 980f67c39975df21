import { expect } from 'chai';
import { CniError } from '../../../cni/protocol/error.ts';
import { isVersionCall, parseRequest } from '../../../cni/protocol/request.ts';
import type { Request } from '../../../cni/protocol/types.ts';
import { type CallOptions, goodConf, payloadOf } from './call-of.ts';

function good(options: CallOptions): Request {
  const { outcome } = parseRequest(payloadOf(options));
  if (outcome instanceof CniError) throw outcome;
  return outcome;
}

describe('parseRequest', () => {
  it('reads whose turns the call holds that executed the caller, and drops what is odd in it', () => {
    const given = 'multi-nic-meta/c1,multi-nic/,x y/z,/c,none,a/b/c';
    const { turns } = good({ env: { CNI_MULTI_NIC_TURNS: given } });
    expect(turns).to.deep.equal(['multi-nic-meta/c1', 'multi-nic/']);
    const many = good({ env: { CNI_MULTI_NIC_TURNS: 'a/b,'.repeat(10_000) } });
    expect(many.turns).to.have.length(16);
  });

  it('reads all of a call', () => {
    const { config, args, ...rest } = good({
      conf: { args: { cni: { nics: 2, masters: ['eth1'], target: 't', class: 'c', labels: [] } } },
    });
    expect(rest).to.deep.equal({
      command: 'ADD',
      plugin: 'multi-nic',
      containerID: 'c0ffee',
      netns: '/run/netns/pod',
      ifName: 'net1',
      path: ['/opt/cni/bin', '/usr/lib/cni'],
      turns: [],
    });
    expect(args).to.include({ K8S_POD_NAMESPACE: 'default', K8S_POD_NAME: 'trainer-0' });
    const { raw, ...read } = config;
    expect(raw).to.include({ name: 'multinic' });
    expect(read).to.deep.equal({
      ...goodConf,
      cniVersion: '1.1.0',
      masters: [],
      deviceIDs: [],
      selection: { nics: 2, masters: ['eth1'], target: 't', class: 'c' },
      prevResult: undefined,
      validAttachments: undefined,
    });
  });

  const takes: readonly (CallOptions & {
    name: string;
    read: (r: Request) => unknown;
    want: unknown;
  })[] = [
    {
      name: 'null for lists',
      conf: { masterNets: null, masters: null },
      read: (r) => [r.config.masterNets, r.config.masters],
      want: [[], []],
    },
    { name: 'an empty subnet', conf: { subnet: '' }, read: (r) => r.config.subnet, want: '' },
    { name: 'no ipam', conf: { ipam: undefined }, read: (r) => r.config.ipam, want: {} },
    {
      name: 'an IPAM call without plugin',
      plugin: 'multi-nic-ipam',
      conf: { type: 'macvlan', plugin: undefined },
      read: (r) => r.config.plugin,
      want: undefined,
    },
    {
      name: 'keys of the plugin that we do not know',
      read: (r) => r.config.plugin,
      want: goodConf.plugin,
    },
    {
      name: 'DEL without netns',
      env: { CNI_COMMAND: 'DEL', CNI_NETNS: '' },
      read: (r) => r.netns,
      want: '',
    },
    { name: 'no arguments', env: { CNI_ARGS: undefined }, read: (r) => ({ ...r.args }), want: {} },
    {
      name: 'arguments to be ignored',
      env: { CNI_ARGS: 'X=1;IgnoreUnknown=TRUE' },
      read: (r) => r.args['X'],
      want: '1',
    },
    {
      name: 'addresses of both families',
      env: { CNI_ARGS: 'IP=10.0.0.1/24,fd00::1/64,10.0.0.2' },
      read: (r) => r.args['IP'],
      want: '10.0.0.1/24,fd00::1/64,10.0.0.2',
    },
    {
      name: 'STATUS without a container',
      env: {
        CNI_COMMAND: 'STATUS',
        CNI_CONTAINERID: undefined,
        CNI_NETNS: undefined,
        CNI_IFNAME: undefined,
      },
      read: (r) => r.command,
      want: 'STATUS',
    },
    {
      name: 'GC with its list',
      env: { CNI_COMMAND: 'GC', CNI_CONTAINERID: undefined },
      conf: { 'cni.dev/valid-attachments': [{ containerID: 'a', ifname: 'net1' }] },
      read: (r) => r.config.validAttachments,
      want: [{ containerID: 'a', ifName: 'net1' }],
    },
    {
      name: 'GC with an empty list',
      env: { CNI_COMMAND: 'GC' },
      conf: { 'cni.dev/valid-attachments': [] },
      read: (r) => r.config.validAttachments,
      want: [],
    },
    {
      name: 'GC with null as no list at all',
      env: { CNI_COMMAND: 'GC' },
      conf: { 'cni.dev/valid-attachments': null },
      read: (r) => r.config.validAttachments,
      want: undefined,
    },
    {
      name: 'the longest interface name',
      env: { CNI_IFNAME: 'abcdefghijklmno' },
      read: (r) => r.ifName,
      want: 'abcdefghijklmno',
    },
    {
      name: 'an argument called __proto__',
      env: { CNI_ARGS: 'IgnoreUnknown=1;__proto__=x' },
      read: (r) => [r.args['__proto__'], r.args['toString']],
      want: ['x', undefined],
    },
  ];
  for (const { name, read, want, ...options } of takes)
    it(`takes ${name}`, () => expect(read(good(options))).to.deep.equal(want));

  const forgiven: readonly (CallOptions & { name: string })[] = [
    { name: 'a bad plugin.type', conf: { plugin: { type: '../sh' } } },
    { name: 'no plugin and no type', conf: { plugin: undefined, type: undefined } },
    { name: 'a bad list of networks', conf: { masterNets: 7 } },
    { name: 'a bad selection', conf: { args: { cni: { nics: 'x' } } } },
    { name: 'a bad prevResult', conf: { prevResult: { ips: 1 } } },
    { name: 'bad arguments', env: { CNI_ARGS: ';;=;' } },
    { name: 'a relative netns', env: { CNI_NETNS: 'x' } },
  ];
  for (const { name, env, ...options } of forgiven)
    it(`forgives DEL ${name}: ADD failed over it, and DEL must end`, () => {
      const request = good({ ...options, env: { ...env, CNI_COMMAND: 'DEL' } });
      expect(request).to.include({ containerID: 'c0ffee', ifName: 'net1' });
      expect(request.config.plugin?.type ?? 'ipvlan').to.equal('ipvlan');
    });

  it('answers in the version of the caller even when the environment is bad', () => {
    const payload = payloadOf({ env: { CNI_IFNAME: '' }, conf: { cniVersion: '0.3.1' } });
    expect(parseRequest(payload).cniVersion).to.equal('0.3.1');
    expect(parseRequest(payloadOf({ stdin: '{' })).cniVersion).to.equal('1.1.0');
    expect(parseRequest(payloadOf({ conf: { cniVersion: '9' } })).cniVersion).to.equal('1.1.0');
  });

  it('leaves every prototype alone', () => {
    good({ env: { CNI_ARGS: 'IgnoreUnknown=1;__proto__=x;constructor=y' } });
    parseRequest(
      payloadOf({ stdin: '{"__proto__":{"polluted":1},"constructor":{"prototype":{}}}' }),
    );
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});

describe('isVersionCall', () => {
  const cases = [
    {
      name: 'VERSION with garbage on stdin',
      options: { env: { CNI_COMMAND: 'VERSION' }, stdin: '{' },
      want: true,
    },
    { name: 'ADD', options: {}, want: false },
  ];
  for (const { name, options, want } of cases)
    it(`is ${want} for ${name}`, () => expect(isVersionCall(payloadOf(options))).to.equal(want));
  it('is false for bytes that are no call', () =>
    expect(isVersionCall(new Uint8Array())).to.equal(false));
});
