import { expect } from 'chai';
import type { KubeObject, NetworkAttachmentDefinition } from '../../../lib/api/types.ts';
import {
  isThatPod,
  networkOfEarly,
  networkOfNad,
  podFacts,
  trimEarly,
  trimNad,
  trimPod,
} from '../../../node-agent/meta/objects.ts';

const nad = (
  spec: object,
  annotations: Record<string, string> = {},
): NetworkAttachmentDefinition => ({
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: 'NetworkAttachmentDefinition',
  metadata: {
    name: 'net',
    namespace: 'team',
    uid: 'u',
    resourceVersion: '7',
    labels: { a: 'b' },
    annotations,
  },
  spec,
});

const pod = (annotations: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'team', uid: 'api', resourceVersion: '7', annotations },
  spec: { containers: [] },
  status: { phase: 'Pending' },
});

describe('trimNad', () => {
  it('keeps who it is, the config and the resource', () => {
    const annotations = { 'k8s.v1.cni.cncf.io/resourceName': 'vendor/vf', other: 'x'.repeat(99) };
    const kept = trimNad(nad({ config: '{}', more: 1 }, annotations), (text) => text);
    expect(kept).to.deep.equal({
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata: {
        name: 'net',
        namespace: 'team',
        uid: 'u',
        resourceVersion: '7',
        annotations: { 'k8s.v1.cni.cncf.io/resourceName': 'vendor/vf' },
      },
      spec: { config: '{}' },
    });
    expect(networkOfNad(kept)).to.deep.equal({
      kind: 'NetworkAttachmentDefinition',
      namespace: 'team',
      name: 'net',
      config: '{}',
      resourceName: 'vendor/vf',
    });
  });

  it('takes a missing spec, and a config that is no text, for empty', () => {
    const { spec: _gone, ...without } = nad({});
    for (const object of [without as NetworkAttachmentDefinition, nad({ config: 7 })])
      expect(networkOfNad(trimNad(object, (text) => text))).to.include({ config: '' });
  });
});

describe('trimEarly', () => {
  it('keeps the fields at the top', () => {
    const metadata = { name: 'net', namespace: 'team', labels: { a: 'b' } };
    const object = {
      apiVersion: 'v',
      kind: 'Network',
      metadata,
      plugin: 'flannel',
      args: '[{}]',
      x: 1,
    };
    expect(networkOfEarly(trimEarly(object))).to.deep.equal({
      kind: 'Network',
      namespace: 'team',
      name: 'net',
      plugin: 'flannel',
      args: '[{}]',
    });
    expect(trimEarly(object)).not.to.have.property('x');
    expect(networkOfEarly({ ...object, args: 7 })).to.include({ args: '' });
  });
});

describe('trimPod', () => {
  it('keeps of a pod what its annotations say of networks, without what we write ourselves', () => {
    const annotations = {
      'k8s.v1.cni.cncf.io/networks': 'a',
      'v1.multus-cni.io/default-network': 'b',
      networks: 'c',
      'kubernetes.io/config.mirror': 'd',
      'k8s.v1.cni.cncf.io/network-status': 'long',
      'kubectl.kubernetes.io/last-applied-configuration': 'longer',
    };
    const kept = trimPod(pod(annotations));
    expect(kept).to.have.keys('apiVersion', 'kind', 'metadata');
    expect(Object.values(podFacts(kept).annotations)).to.deep.equal(['a', 'b', 'c', 'd']);
  });
});

describe('isThatPod', () => {
  const mirror = { 'kubernetes.io/config.mirror': 'hash' };
  const cases = [
    { name: 'the uid of the API server', uid: 'api', annotations: {}, want: true },
    { name: 'the uid of another pod of the name', uid: 'old', annotations: {}, want: false },
    { name: 'no uid, from a runtime that says none', uid: '', annotations: {}, want: true },
    { name: "a static pod's own uid", uid: 'hash', annotations: mirror, want: true },
    { name: 'the uid of another static pod', uid: 'other', annotations: mirror, want: false },
  ];
  for (const { name, uid, annotations, want } of cases) {
    it(`${want ? 'takes' : 'refuses'} ${name}`, () => {
      expect(isThatPod({ uid }, pod(annotations))).to.equal(want);
    });
  }
});
