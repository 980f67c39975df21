import { expect } from 'chai';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../../cni/protocol/types.ts';
import {
  knowsCommand,
  type MemberCall,
  memberConfig,
} from '../../../../node-agent/meta/plan/requests.ts';
import type { AttachedNetwork, NetworkList } from '../../../../node-agent/meta/types.ts';
import { attached } from './fixture.ts';

const listOf = (over: Partial<NetworkList> = {}): NetworkList => ({
  name: 'net',
  cniVersion: '1.0.0',
  disableCheck: false,
  disableGC: false,
  plugins: [{ type: 'macvlan', name: 'mine', cniVersion: '0.3.1' }, { type: 'tuning' }],
  ...over,
});
const network = (over: Partial<AttachedNetwork> = {}): AttachedNetwork =>
  attached('net1', {}, { list: listOf(), ...over });
const result = {
  interfaces: [{ name: 'net1' }],
  ips: [{ address: '10.0.0.5/24' }],
  routes: [],
  dns: {},
};
const config = (
  of: AttachedNetwork,
  call: MemberCall = { command: 'ADD' },
  index = 0,
): JsonObject => memberConfig(of, index, call);

describe('memberConfig', () => {
  it('has version and name of the list over those of the member, and no prevResult at first', () =>
    expect(config(network())).to.deep.equal({ type: 'macvlan', name: 'net', cniVersion: '1.0.0' }));
  it('passes unknown keys on', () => {
    const plugins = [{ type: 'x', a: { b: [1, null] }, 'example.com/c': true }];
    expect(config(network({ list: listOf({ plugins }) }))).to.deep.include(plugins[0]);
  });
  it('drops a prevResult that stands in the configuration', () => {
    const plugins = [{ type: 'x', prevResult: { ips: [] } }];
    expect(config(network({ list: listOf({ plugins }) }))).not.to.have.property('prevResult');
  });

  const prev = {
    cniVersion: '1.0.0',
    interfaces: [{ name: 'net1' }],
    ips: [{ address: '10.0.0.5/24' }],
  };
  const previous: readonly {
    call: MemberCall;
    version?: NetworkList['cniVersion'];
    want?: unknown;
  }[] = [
    { call: { command: 'ADD', prevResult: result }, want: prev },
    { call: { command: 'CHECK', prevResult: result }, want: prev },
    { call: { command: 'DEL', prevResult: result }, want: prev },
    { call: { command: 'DEL' } },
    { call: { command: 'DEL', prevResult: result }, version: '0.3.1' },
    {
      call: { command: 'DEL', prevResult: result },
      version: '0.4.0',
      want: { ...prev, cniVersion: '0.4.0', ips: [{ version: '4', address: '10.0.0.5/24' }] },
    },
  ];
  for (const { call, version = '1.0.0', want } of previous)
    it(`${want === undefined ? 'has no' : 'has the'} result ${call.prevResult === undefined ? '(there is none)' : 'before'} at ${call.command} of ${version}`, () => {
      const given = config(network({ list: listOf({ cniVersion: version }) }), call, 1);
      expect(given['prevResult']).to.deep.equal(want);
    });

  it('has of the capability arguments what the member declares, and keeps capabilities', () => {
    const capabilities = { mac: true, ips: false };
    const plugins = [{ type: 'macvlan', capabilities }, { type: 'tuning' }];
    const capabilityArgs = { mac: '02:00:00:00:05:07', ips: ['10.0.0.5'], bandwidth: {} };
    const of = network({ list: listOf({ plugins }), capabilityArgs });
    expect(config(of)).to.deep.include({
      capabilities,
      runtimeConfig: { mac: '02:00:00:00:05:07' },
    });
    expect(config(of, { command: 'ADD' }, 1)).not.to.have.property('runtimeConfig');
  });
  it('has portMappings at DEL too', () => {
    const portMappings = [{ hostPort: 80, containerPort: 80, protocol: 'tcp' }];
    const plugins = [{ type: 'portmap', capabilities: { portMappings: true } }];
    const of = network({ list: listOf({ plugins }), capabilityArgs: { portMappings } });
    expect(config(of, { command: 'DEL' })['runtimeConfig']).to.deep.equal({ portMappings });
  });

  const args = [
    { name: 'a conf without args', own: {}, want: { cni: { frompod: 2 } } },
    {
      name: 'a conf with args.cni',
      own: { args: { cni: { fromnad: 1 } } },
      want: { cni: { fromnad: 1, frompod: 2 } },
    },
    {
      name: 'a key of both, where the annotation wins',
      own: { args: { cni: { frompod: 1 }, other: { x: 1 } } },
      want: { cni: { frompod: 2 }, other: { x: 1 } },
    },
    { name: 'args that are no object', own: { args: 'x' }, want: { cni: { frompod: 2 } } },
  ];
  for (const { name, own, want } of args)
    it(`lays cni-args over every member: ${name}`, () => {
      const plugins = [
        { type: 'a', ...own },
        { type: 'b', ...own },
      ];
      const of = network({ list: listOf({ plugins }), cniArgs: { frompod: 2 } });
      expect(config(of)['args']).to.deep.equal(want);
      expect(config(of, { command: 'ADD' }, 1)['args']).to.deep.equal(want);
    });
  it('leaves args alone without cni-args', () => {
    const plugins = [{ type: 'a', args: { cni: { fromnad: 1 } } }];
    expect(config(network({ list: listOf({ plugins }) }))['args']).to.deep.equal({
      cni: { fromnad: 1 },
    });
  });

  for (const members of [1, 2])
    it(`puts deviceID and pciBusID into each of ${members} members`, () => {
      const plugins = [{ type: 'sriov' }, { type: 'tuning' }].slice(0, members);
      const of = network({ list: listOf({ plugins }), deviceID: '0000:1a:00.4' });
      for (const index of plugins.keys())
        expect(config(of, { command: 'ADD' }, index)).to.include({
          deviceID: '0000:1a:00.4',
          pciBusID: '0000:1a:00.4',
        });
    });

  it('names the valid attachments at GC as the specification and as older plugins do', () => {
    const validAttachments = [{ containerID: 'c', ifName: 'net1' }];
    const items = [{ containerID: 'c', ifname: 'net1' }];
    expect(config(network(), { command: 'GC', validAttachments })).to.deep.include({
      'cni.dev/valid-attachments': items,
      'cni.dev/attachments': items,
    });
  });

  it('never changes what it is given, and every member keeps its type', () => {
    const member = fc.record({
      type: fc.constant('x'),
      args: fc.jsonValue() as fc.Arbitrary<null>,
    });
    const cniArgs = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(fc.array(member, { minLength: 1 }), cniArgs, (plugins, given) => {
        const of = network({ list: listOf({ plugins }), cniArgs: given });
        const before = JSON.stringify(of);
        for (const index of plugins.keys()) {
          const { type, args: merged } = config(of, { command: 'ADD' }, index);
          expect(type).to.equal('x');
          expect((merged as JsonObject)['cni']).to.deep.include(given);
        }
        expect(JSON.stringify(of)).to.equal(before);
      }),
    );
  });
});

describe('knowsCommand', () => {
  const rows = [
    { command: 'ADD', list: { cniVersion: '0.3.0' }, want: true },
    { command: 'DEL', list: { cniVersion: '0.3.0' }, want: true },
    { command: 'CHECK', list: { cniVersion: '0.3.1' }, want: false },
    { command: 'CHECK', list: { cniVersion: '0.4.0' }, want: true },
    { command: 'CHECK', list: { cniVersion: '1.1.0', disableCheck: true }, want: false },
    { command: 'GC', list: { cniVersion: '1.0.0' }, want: false },
    { command: 'GC', list: { cniVersion: '1.1.0' }, want: true },
    { command: 'GC', list: { cniVersion: '1.1.0', disableGC: true }, want: false },
    { command: 'STATUS', list: { cniVersion: '1.0.0' }, want: false },
    { command: 'STATUS', list: { cniVersion: '1.1.0' }, want: true },
  ] as const;
  for (const { command, list, want } of rows)
    it(`${want ? 'runs' : 'leaves out'} ${command} for ${JSON.stringify(list)}`, () =>
      expect(knowsCommand(listOf(list), command)).to.equal(want));
});
