import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import type { KubeObject } from '../../../lib/api/types.ts';
import { republish } from '../../../node-agent/meta/kube/republish.ts';
import {
  createStatusWriter,
  type StatusWriter,
} from '../../../node-agent/meta/kube/status-writer.ts';
import type { NetworkStatus } from '../../../node-agent/meta/types.ts';
import { type MetaWorld, schedule } from './meta-world.ts';
import { within } from './world.ts';

const key = 'k8s.v1.cni.cncf.io/network-status';
const status = (name: string): readonly NetworkStatus[] => [{ name, interface: 'eth0', dns: {} }];

const ref = ({ metadata: { name, uid = '' } }: KubeObject, isStatic = false) => ({
  namespace: 'default',
  name,
  uid,
  static: isStatic,
});

export function statusSuite(world: () => MetaWorld): void {
  const written = async (name: string): Promise<string> => {
    const pod = JSON.parse(await world().kubectl(['get', 'pod', name, '-o', 'json'])) as KubeObject;
    const text = pod.metadata.annotations?.[key];
    return text === undefined ? '' : String((JSON.parse(text) as { name: string }[])[0]?.name);
  };

  describe('createStatusWriter', () => {
    let writer: StatusWriter;
    beforeEach(() => {
      const { api, log } = world();
      writer = createStatusWriter({
        api,
        log,
        schedule,
        random: () => 0,
        isAttached: () => true,
      });
    });
    afterEach(() => writer.stop());
    const settled = (ms = 5_000) =>
      within(
        ms,
        async () => writer.pending(),
        (left) => left === 0,
      );

    it('writes one annotation by one request, and leaves the others', async () => {
      const { controlPlane, createPod, requests, kubectl } = world();
      const pod = await createPod('told', 'node-1', { mine: 'stays' });
      const mark = await controlPlane.auditMark();
      writer.publishStatus(ref(pod), status('default/a'));
      await settled();
      expect(await requests(mark)).to.deep.equal(['patch pods/status']);
      expect(await written('told')).to.equal('default/a');
      const mine = ['get', 'pod', 'told', '-o', 'jsonpath={.metadata.annotations.mine}'];
      expect(await kubectl(mine)).to.equal('stays');
    });

    it('writes the newest of several', async () => {
      const { createPod } = world();
      const pod = await createPod('often', 'node-1');
      for (const name of ['a', 'b', 'c', 'd']) writer.publishStatus(ref(pod), status(name));
      await settled();
      expect(await written('often')).to.equal('d');
    });

    it('gives a pod that took the name nothing of the old one, and forgets pods that are gone', async () => {
      const { createPod, deletePod, said } = world();
      const old = await createPod('reborn', 'node-1');
      const gone = await createPod('gone', 'node-1');
      await deletePod('reborn');
      await deletePod('gone');
      await createPod('reborn', 'node-1');
      for (const pod of [old, gone]) writer.publishStatus(ref(pod), status('old'));
      await settled();
      expect(await written('reborn')).to.equal('');
      expect(said.filter((line) => line.includes('network status dropped'))).to.have.length(2);
    });

    it('writes to a static pod, whose uid the server does not know, also when it comes later', async () => {
      const { createPod } = world();
      const pod = { namespace: 'default', name: 'mirror', uid: 'hash', static: true };
      writer.publishStatus(pod, status('static'));
      await delay(500);
      expect(writer.pending()).to.equal(1);
      await createPod('mirror', 'node-1');
      await settled(10_000);
      expect(await written('mirror')).to.equal('static');
    });

    it('is not held up by a server that is away, and writes when it is back', async () => {
      const { controlPlane, createPod } = world();
      const pod = await createPod('patient', 'node-1');
      await controlPlane.stopApiServer();
      writer.publishStatus(ref(pod), status('first'));
      await delay(700);
      writer.publishStatus(ref(pod), status('second'));
      expect(writer.pending()).to.equal(1);
      await controlPlane.startApiServer();
      await settled(15_000);
      expect(await written('patient')).to.equal('second');
    });

    describe('republish', () => {
      it('writes what the server does not have, after one list; nothing where all is said', async () => {
        const { api, controlPlane, createPod, requests } = world();
        const pods = [await createPod('said', 'node-1'), await createPod('unsaid', 'node-1')];
        writer.publishStatus(ref(pods[0] as KubeObject), status('same'));
        await settled();
        const statuses = pods.map((pod) => ({ pod: ref(pod), status: status('same') }));
        const strangers = ['unknown', 'said'].map((name) => ({
          pod: { namespace: 'default', name, uid: 'another' },
          status: status('wrong'),
        }));
        const { publishStatus } = writer;
        const again = () =>
          republish({
            api,
            nodeName: 'node-1',
            statuses: async () => [...statuses, ...strangers],
            publishStatus,
          });
        const mark = await controlPlane.auditMark();
        await again();
        await settled();
        expect(await requests(mark)).to.deep.equal(['list pods', 'patch pods/status']);
        expect([await written('said'), await written('unsaid')]).to.deep.equal(['same', 'same']);
        const second = await controlPlane.auditMark();
        await again();
        await settled();
        expect(await requests(second)).to.deep.equal(['list pods']);
      });

      it('asks nothing on a node without such pods', async () => {
        const { api, controlPlane, requests } = world();
        const mark = await controlPlane.auditMark();
        const { publishStatus } = writer;
        await republish({ api, nodeName: 'node-1', statuses: async () => [], publishStatus });
        expect(await requests(mark)).to.deep.equal([]);
      });
    });
  });
}
