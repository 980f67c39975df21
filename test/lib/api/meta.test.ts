import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  controllerReference,
  finalizers,
  findCondition,
  isOwnedBy,
  keyOf,
  labelValue,
  poolName,
  setCondition,
  sliceName,
} from '../../../lib/api/meta.ts';
import type { Condition } from '../../../lib/api/types.ts';

/** Label value and DNS-1123 subdomain as apimachinery's validation has them. */
const labelSyntax = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const nameSyntax = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$/);
const objectName = fc.array(label, { minLength: 1, maxLength: 12 }).map((parts) =>
  parts
    .join('.')
    .slice(0, 253)
    .replace(/[-.]+$/, 'x'),
);

describe('labelValue', () => {
  const cases = [
    { name: 'multi-nic-sample', want: 'multi-nic-sample' },
    { name: 'Node_1.example.com', want: 'Node_1.example.com' },
    { name: '', want: '' },
    { name: 'x'.repeat(63), want: 'x'.repeat(63) },
    { name: 'x'.repeat(64), want: `${'x'.repeat(49)}-2ryhnbwfcr9zf` },
    { name: 'ünïcode', want: 'n-code-2od026v0dd13y' },
    { name: '---', want: '2u1jfkn3bnkxm' },
  ];
  for (const { name, want } of cases) {
    it(`gives "${want}" for "${name}"`, () => expect(labelValue(name)).to.equal(want));
  }

  it('is a valid label value for any text, at most 63 long, and always the same', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300, unit: 'binary' }), objectName), (name) => {
        expect(labelValue(name)).to.match(labelSyntax).and.to.have.length.at.most(63);
        expect(labelValue(name)).to.equal(labelValue(name));
      }),
    ));

  it('tells names apart that differ in one character anywhere', () => {
    const long = 'n'.repeat(200);
    const changed = Array.from(long, (_, at) => `${long.slice(0, at)}m${long.slice(at + 1)}`);
    expect(new Set([long, ...changed].map(labelValue))).to.have.property('size', 201);
  });

  it('gives 100,000 long names as many values', () => {
    const values = new Set<string>();
    for (let at = 0; at < 100_000; at += 1) values.add(labelValue(`${'n'.repeat(70)}${at}`));
    expect(values.size).to.equal(100_000);
  });
});

describe('poolName and sliceName', () => {
  it('are what upstream calls them', () => {
    expect(poolName('multi-nic-ipvlanl3', '192.168.0.0/26')).to.equal(
      'multi-nic-ipvlanl3-192.168.0.0-26',
    );
    expect([0, 1, 12].map((index) => sliceName('net', index))).to.deep.equal([
      'net',
      'net-1',
      'net-12',
    ]);
  });

  it('are valid object names for networks with names of any length', () =>
    fc.assert(
      fc.property(objectName, fc.ipV4(), fc.nat({ max: 999 }), (network, address, index) => {
        for (const name of [poolName(network, `${address}/26`), sliceName(network, index)]) {
          expect(name).to.match(nameSyntax).and.to.have.length.at.most(253);
        }
      }),
    ));

  it('differ for different blocks of the longest network name', () => {
    const names = Array.from({ length: 256 }, (_, at) =>
      poolName('n'.repeat(253), `10.0.${at}.0/24`),
    );
    expect(new Set(names)).to.have.property('size', 256);
  });
});

describe('keyOf', () => {
  it('is namespace/name, or the name for a cluster-wide object', () => {
    expect(keyOf({ metadata: { namespace: 'default', name: 'net' } })).to.equal('default/net');
    expect(keyOf({ metadata: { name: 'net' } })).to.equal('net');
  });
});

describe('finalizers', () => {
  it('are the ones that upstream left on its objects', () =>
    expect(finalizers).to.deep.equal({
      network: 'finalizers.multinicnetwork.multinic.fms.io',
      cidr: 'finalizers.cidr.multinic.fms.io',
      ipPool: 'finalizers.ippool.multinic.fms.io',
      hostInterface: 'finalizers.hostinterface.multinic.fms.io',
      config: 'finalizers.config.multinic.fms.io',
    }));
});

describe('owner references', () => {
  const owner = {
    apiVersion: 'multinic.fms.io/v1',
    kind: 'MultiNicNetwork',
    metadata: { name: 'net', uid: 'u1' },
  };

  it('name the controller and block its deletion', () =>
    expect(controllerReference(owner)).to.deep.equal({
      apiVersion: 'multinic.fms.io/v1',
      kind: 'MultiNicNetwork',
      name: 'net',
      uid: 'u1',
      controller: true,
      blockOwnerDeletion: true,
    }));

  it('are refused for an object that was never stored', () =>
    expect(() => controllerReference({ ...owner, metadata: { name: 'net' } })).to.throw(
      'MultiNicNetwork net has no UID yet',
    ));

  it('belong to a UID, not to a name', () => {
    const child = { metadata: { name: 'c', ownerReferences: [controllerReference(owner)] } };
    const reborn = { ...owner, metadata: { name: 'net', uid: 'u2' } };
    expect(isOwnedBy(child, owner)).to.equal(true);
    expect(isOwnedBy(child, reborn)).to.equal(false);
  });
});

describe('setCondition', () => {
  const ready: Condition = {
    type: 'Ready',
    status: 'False',
    reason: 'NoHosts',
    message: 'no host has a NIC on these networks',
    lastTransitionTime: '2026-01-01T00:00:00Z',
  };
  const stalled: Condition = { ...ready, type: 'Stalled' };
  const { lastTransitionTime: _, ...again } = ready;
  const now = '2026-01-02T00:00:00Z';

  it('appends a new type with the time', () =>
    expect(setCondition([stalled], again, now)).to.deep.equal([
      stalled,
      { ...again, lastTransitionTime: now },
    ]));

  it('keeps place and time while the status stays, whatever the reason says', () =>
    expect(setCondition([ready, stalled], { ...again, reason: 'Other' }, now)).to.deep.equal([
      { ...ready, reason: 'Other' },
      stalled,
    ]));

  it('moves the time when the status does', () =>
    expect(
      findCondition(setCondition([ready], { ...again, status: 'True' }, now), 'Ready'),
    ).to.deep.equal({ ...ready, status: 'True', lastTransitionTime: now }));

  it('is a fixed point: saying the same again changes nothing, at any time', () =>
    fc.assert(
      fc.property(fc.constantFrom('Ready', 'Stalled', 'New'), fc.string(), (type, later) => {
        const once = setCondition([ready, stalled], { ...again, type }, now);
        expect(setCondition(once, { ...again, type }, later)).to.deep.equal(once);
      }),
    ));

  it('leaves its input alone', () => {
    const list = Object.freeze([Object.freeze(ready)]);
    expect(() => setCondition(list, { ...again, status: 'True' }, now)).to.not.throw();
  });
});
