import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { CniError } from '../../../cni/protocol/error.ts';
import { createFindPod } from '../../../node-agent/meta/kube/pods.ts';
import type { PodFacts, PodRef } from '../../../node-agent/meta/types.ts';
import type { MetaWorld } from './meta-world.ts';

type Find = (pod: PodRef) => Promise<PodFacts>;

const networks = { 'k8s.v1.cni.cncf.io/networks': 'a,b', other: 'x' };
const wanted = { 'k8s.v1.cni.cncf.io/networks': 'a,b' };

const ref = (name: string, uid = ''): PodRef => ({ namespace: 'default', name, uid });
const failure = async (asked: Promise<unknown>): Promise<CniError> => {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof CniError ? error : expect.fail(`no CniError: ${String(error)}`);
};

export function podsSuite(world: () => MetaWorld): void {
  describe('createFindPod', () => {
    let end: AbortController;
    beforeEach(() => {
      end = new AbortController();
    });
    afterEach(() => end.abort());
    const create = (patienceMs = 1_000): Find => {
      const { api, log } = world();
      const findPod = createFindPod({
        api,
        nodeName: 'node-1',
        log,
        signal: end.signal,
        patienceMs,
      });
      return (pod) => findPod(pod, new AbortController().signal);
    };
    it('asks the server once for all pods of the node, and never again', async () => {
      const { controlPlane, createPod, requests } = world();
      const uids = new Map<string, string>();
      for (const name of ['pod-1', 'pod-2'])
        uids.set(name, (await createPod(name, 'node-1', networks)).metadata.uid ?? '');
      await createPod('elsewhere', 'node-2', networks);
      const mark = await controlPlane.auditMark();
      const findPod = create();
      for (const name of ['pod-1', 'pod-2', 'pod-1']) {
        const uid = uids.get(name) ?? '';
        const { annotations, ...pod } = await findPod(ref(name, uid));
        expect([pod, annotations]).to.deep.equal([ref(name, uid), wanted]);
      }
      expect(await requests(mark)).to.deep.equal(['list pods', 'watch pods']);
    });

    it('waits for a pod that the watch tells a moment later', async () => {
      const { createPod } = world();
      const findPod = create(5_000);
      const asked = findPod(ref('late'));
      await delay(300);
      await createPod('late', 'node-1', networks);
      expect((await asked).annotations).to.deep.equal(wanted);
    });

    it('asks the server itself for a pod that the watch does not know', async () => {
      const { controlPlane, requests } = world();
      const findPod = create(200);
      const mark = await controlPlane.auditMark();
      const { code, message } = await failure(findPod(ref('nobody')));
      expect([code, message.includes('pod default/nobody')]).to.deep.equal([11, true]);
      expect((await requests(mark)).filter((line) => line === 'get pods')).to.have.length(1);
    });

    it('refuses another pod that took the name, and takes the uid of a static one', async () => {
      const { createPod, deletePod } = world();
      const old = await createPod('again', 'node-1');
      await deletePod('again');
      await createPod('again', 'node-1', { 'kubernetes.io/config.mirror': 'hash' });
      const findPod = create(200);
      const { code, message } = await failure(findPod(ref('again', old.metadata.uid)));
      expect(code).to.equal(3);
      expect(message).to.contain(old.metadata.uid).and.contain('pod default/again');
      expect((await findPod(ref('again', 'hash'))).annotations).to.have.keys(
        'kubernetes.io/config.mirror',
      );
    });

    it('says that it cannot ask while the server is away', async () => {
      const { controlPlane } = world();
      await controlPlane.stopApiServer();
      const { code, message } = await failure(create(100)(ref('pod-1')));
      await controlPlane.startApiServer();
      expect([code, message.includes('its annotations cannot be read')]).to.deep.equal([11, true]);
    });

    it('ends when the caller gives up', async () => {
      const { api, log } = world();
      const findPod = createFindPod({ api, nodeName: 'node-1', log, signal: end.signal });
      const started = performance.now();
      const { code } = await failure(findPod(ref('nobody'), AbortSignal.timeout(200)));
      expect(code).to.equal(11);
      expect(performance.now() - started).to.be.below(1_500);
    });
  });
}
