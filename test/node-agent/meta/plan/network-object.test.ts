import { expect } from 'chai';
import { readNetworkObject } from '../../../../node-agent/meta/plan/network-object.ts';
import type { NetworkObject } from '../../../../node-agent/meta/types.ts';
import { folderOf, nad, refuses } from './fixture.ts';

const folder = folderOf({
  '10-mv.conf': { cniVersion: '0.4.0', name: 'mv', type: 'macvlan' },
  '20-mv.conflist': { cniVersion: '1.0.0', name: 'mv', plugins: [{ type: 'bridge' }] },
  '30-one.conf': { cniVersion: '0.3.1', name: 'one', type: 'ptp' },
});
const read = (network: NetworkObject): ReturnType<typeof readNetworkObject> =>
  readNetworkObject(network, folder);

describe('readNetworkObject', () => {
  it('puts the name of the object into a config without one', () => {
    const { name, list } = read(nad('ns/net', { type: 'macvlan' }));
    expect([name, list.name, list.cniVersion]).to.deep.equal(['ns/net', 'net', '0.3.0']);
    expect(read(nad('net', { name: '', type: 'macvlan' })).list.name).to.equal('net');
  });
  it('keeps a name that the config has', () =>
    expect(read(nad('net', { name: 'own', type: 'macvlan' })).list.name).to.equal('own'));
  it("takes the config's own version and members", () => {
    const plugins = [{ type: 'bridge' }, { type: 'tuning', mtu: 9000 }];
    const { list } = read(nad('net', { cniVersion: '1.1.0', plugins }));
    expect([list.cniVersion, list.plugins]).to.deep.equal(['1.1.0', plugins]);
  });
  it('reads a list from the folder for an empty config, a .conflist first', () => {
    expect(read(nad('mv', '')).list.plugins).to.deep.equal([{ type: 'bridge' }]);
    expect(read(nad('ns/one', ' ')).list.plugins[0]?.type).to.equal('ptp');
  });
  it('passes on the resource', () => {
    expect(read(nad('net', undefined, 'intel.com/sriov'))).to.include({
      resourceName: 'intel.com/sriov',
    });
    expect(read(nad('net', undefined, ''))).not.to.have.property('resourceName');
  });

  refuses([
    {
      name: 'an empty config without a file of that name',
      want: /^NetworkAttachmentDefinition ns\/gone: config: empty, and \/etc\/cni\/net\.d has no network named gone; give the object a config/,
      run: () => read(nad('ns/gone', '')),
    },
    {
      name: 'such a one and says which files were refused',
      want: /no network named gone; 10-gone\.conf was refused: 10-gone\.conf: not valid JSON/,
      run: () => readNetworkObject(nad('gone', ''), folderOf({ '10-gone.conf': '{' })),
    },
    {
      name: 'a config that is not JSON',
      want: /^NetworkAttachmentDefinition default\/net: config: not valid JSON; correct it: /,
      run: () => read(nad('net', '{ "type": # comment')),
    },
    {
      name: 'a config without a plugin',
      want: /^NetworkAttachmentDefinition default\/net: config: no plugin is in it/,
      run: () => read(nad('net', '{}')),
    },
    {
      name: 'a version that nobody knows',
      code: 'incompatibleVersion',
      want: /default\/net: config\.cniVersion: "7" is not supported/,
      run: () => read(nad('net', { cniVersion: '7', type: 'x' })),
    },
  ]);
});
