import { expect } from 'chai';
import type { CniError } from '../../../cni/protocol/error.ts';
import { createNetworkCache, type NetworkCache } from '../../../node-agent/meta/kube/networks.ts';
import type { NetworkObject } from '../../../node-agent/meta/types.ts';
import type { MetaWorld } from './meta-world.ts';
import { within } from './world.ts';

const nad = 'NetworkAttachmentDefinition';
const crd = (file: string): readonly string[] => [
  'apply',
  '--server-side',
  '-f',
  `crds/${file}.yaml`,
];
const definition = (name: string, config: string) => ({
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: nad,
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'k8s.v1.cni.cncf.io/resourceName': 'vendor/vf', long: 'x'.repeat(1_000) },
  },
  spec: { config },
});

const found = (cache: NetworkCache, kind: NetworkObject['kind'], name: string) => async () => {
  try {
    return cache.findNetwork(kind, 'default', name);
  } catch (error) {
    return (error as CniError).code;
  }
};

export function networksSuite(world: () => MetaWorld): void {
  describe('createNetworkCache', () => {
    const ends: AbortController[] = [];
    afterEach(() => {
      for (const end of ends.splice(0)) end.abort();
    });
    const start = (known?: readonly NetworkObject[]): NetworkCache => {
      const end = new AbortController();
      ends.push(end);
      const { api, log } = world();
      const { signal } = end;
      return createNetworkCache({
        api,
        log,
        signal,
        known,
        onChange: () => {},
        whenMissingMs: 200,
      });
    };
    it('asks nothing before it is needed, and is ready where nothing is followed', async () => {
      const mark = await world().controlPlane.auditMark();
      const cache = start();
      expect(cache.notReady()).to.deep.equal([]);
      expect(await world().requests(mark)).to.deep.equal([]);
    });

    it('is not ready, and lets calls try again, until the server was heard', async () => {
      const cache = start();
      cache.start();
      expect(cache.notReady()).to.deep.equal([`${nad}: not listed yet`]);
      expect(await found(cache, nad, 'a')()).to.equal(11);
      expect(cache.snapshot()).to.equal(undefined);
      await within(
        5_000,
        async () => cache.notReady(),
        (missing) => missing.length === 0,
      );
    });

    it('takes a missing kind for an empty one, and follows it when it comes', async () => {
      const { kubectl } = world();
      const cache = start();
      cache.start();
      await within(5_000, found(cache, nad, 'a'), (answer) => answer === undefined);
      expect(cache.notReady()).to.deep.equal([]);
      await kubectl(crd('npwg/network-attachment-definitions'));
      await kubectl(['wait', '--for=condition=Established', '--timeout=30s', 'crd', '--all']);
      await kubectl(['apply', '-f', '-'], definition('a', '{"type":"bridge"}'));
      await within(5_000, found(cache, nad, 'a'), (answer) => answer !== undefined);
      expect(await found(cache, nad, 'a')()).to.deep.equal({
        kind: nad,
        namespace: 'default',
        name: 'a',
        config: '{"type":"bridge"}',
        resourceName: 'vendor/vf',
      });
      expect(await found(cache, 'Network', 'a')()).to.equal(11);
    });

    it('sees an object change and go', async () => {
      const { kubectl } = world();
      const cache = start();
      cache.start();
      await within(5_000, found(cache, nad, 'a'), (answer) => typeof answer === 'object');
      await kubectl(['apply', '-f', '-'], definition('a', '{"type":"ptp"}'));
      await within(5_000, found(cache, nad, 'a'), (answer) =>
        JSON.stringify(answer).includes('ptp'),
      );
      await kubectl(['delete', 'net-attach-def', 'a']);
      await within(5_000, found(cache, nad, 'a'), (answer) => answer === undefined);
    });

    it('follows the early kind when it is asked for, also when that comes later', async () => {
      const { kubectl } = world();
      const cache = start();
      await within(5_000, found(cache, 'Network', 'flannel'), (answer) => answer === undefined);
      await kubectl(crd('early/networks'));
      await kubectl(['wait', '--for=condition=Established', '--timeout=30s', 'crd', '--all']);
      const early = {
        apiVersion: 'kubernetes-network.cni.cncf.io/v1',
        kind: 'Network',
        metadata: { name: 'flannel', namespace: 'default' },
        plugin: 'flannel',
        args: '[{"delegate":{"isDefaultGateway":true}}]',
      };
      await kubectl(['apply', '-f', '-'], early);
      await within(5_000, found(cache, 'Network', 'flannel'), (answer) => answer !== undefined);
      expect(await found(cache, 'Network', 'flannel')()).to.deep.equal({
        kind: 'Network',
        namespace: 'default',
        name: 'flannel',
        plugin: 'flannel',
        args: '[{"delegate":{"isDefaultGateway":true}}]',
      });
    });

    it('lets calls wait for a kind that nobody asked for before, and for none that the server keeps back', async () => {
      const { signal } = new AbortController();
      const asked = start([{ kind: nad, namespace: 'default', name: 'a', config: '{}' }]);
      expect(await found(asked, 'Network', 'flannel')()).to.equal(11);
      await asked.networksListed(signal);
      expect(await found(asked, 'Network', 'flannel')()).to.have.property('name', 'flannel');
      await world().controlPlane.stopApiServer();
      const away = start([{ kind: nad, namespace: 'default', name: 'a', config: '{}' }]);
      expect(await found(away, 'Network', 'flannel')()).to.equal(11);
      await away.networksListed(signal);
      expect(await found(away, 'Network', 'flannel')()).to.equal(undefined);
      await world().controlPlane.startApiServer();
    });

    it('keeps what a former run knew of a kind until that is listed, which it is without a question', async () => {
      const kept: NetworkObject = {
        kind: 'Network',
        namespace: 'default',
        name: 'kept',
        plugin: 'bridge',
        args: '',
      };
      const cache = start([kept]);
      cache.start();
      const names = async () => cache.snapshot()?.map(({ name }) => name) ?? ['nothing listed'];
      await within(5_000, names, (all) => all.includes('flannel') || all.includes('kept'));
      await within(5_000, names, (all) => all.includes('flannel') && !all.includes('kept'));
    });

    it('goes by what a former run knew while the server is away, and by the server once it is back', async () => {
      const { controlPlane, kubectl } = world();
      await kubectl(['apply', '-f', '-'], definition('now', '{}'));
      const first = start();
      first.start();
      await within(5_000, found(first, nad, 'now'), (answer) => typeof answer === 'object');
      const known = first.snapshot();
      await controlPlane.stopApiServer();
      const gone: NetworkObject = { kind: nad, namespace: 'default', name: 'gone', config: '{}' };
      const second = start([...(known ?? []), gone]);
      second.start();
      expect(second.notReady()).to.deep.equal([]);
      for (const name of ['now', 'gone'])
        expect(await found(second, nad, name)()).to.have.property('name', name);
      expect(await found(second, nad, 'none')()).to.equal(undefined);
      await controlPlane.startApiServer();
      await within(15_000, found(second, nad, 'gone'), (answer) => answer === undefined);
      expect(await found(second, nad, 'now')()).to.have.property('name', 'now');
    });
  });
}
