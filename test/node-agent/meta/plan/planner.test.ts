import { expect } from 'chai';
import { parseRequest } from '../../../../cni/protocol/request.ts';
import { CniError } from '../../../../cni/protocol/error.ts';
import { cniErrorCodes, type Request } from '../../../../cni/protocol/types.ts';
import { createPlanner } from '../../../../node-agent/meta/plan/planner.ts';
import type { PodFacts } from '../../../../node-agent/meta/types.ts';
import { payloadOf } from '../../../cni/protocol/call-of.ts';
import { failureOf } from '../../attach/fixture.ts';
import { folderOf, metaConf, nad, networksKey, podOf } from './fixture.ts';

const annotationsKey = 'io.kubernetes.cri.pod-annotations';

type Asked = { readonly asked: string[]; readonly planner: ReturnType<typeof createPlanner> };

/** A world that remembers what it was asked. */
function worldOf(pod: PodFacts = podOf(), unlisted = false, primaryOnly = false): Asked {
  let listed = !unlisted;
  const asked: string[] = [];
  const said = <T>(question: string, answer: T): Promise<T> => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  const objects = [nad('mv'), nad('sriov', { type: 'sriov' }, 'intel.com/sriov')];
  const planner = createPlanner({
    readLists: (folder) => said(`lists of ${folder ?? 'the own folder'}`, folderOf()),
    findNetwork: (_kind, _namespace, name) => {
      if (!listed) throw new CniError(cniErrorCodes.tryAgain, 'not listed yet');
      return objects.find((one) => one.name === name);
    },
    networksListed: () => {
      listed = true;
      return said('all to be listed', undefined);
    },
    primaryOnly: () => primaryOnly,
    findPod: ({ namespace, name }) => said(`pod ${namespace}/${name}`, pod),
    devicesOf: () => said('devices', new Map([['intel.com/sriov', ['0000:1a:00.4']]])),
    waitForFile: (path) => said(`file ${path}`, undefined),
  });
  return { asked, planner };
}

function requestOf(conf: object, env: Readonly<Record<string, string>> = {}): Request {
  const { outcome } = parseRequest(
    payloadOf({
      plugin: 'multi-nic-meta',
      stdin: JSON.stringify({ ...metaConf, ...conf }),
      env: {
        CNI_IFNAME: 'eth0',
        CNI_ARGS:
          'IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=trainer-0;K8S_POD_UID=u-1',
        ...env,
      },
    }),
  );
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

const handed = (annotations: object): object => ({
  runtimeConfig: { [annotationsKey]: annotations },
});
const { signal } = new AbortController();

describe('createPlanner', () => {
  it('asks nobody about the pod when the runtime hands over its annotations', async () => {
    const { asked, planner } = worldOf();
    const { networks, pod } = await planner.planPod(
      requestOf(handed({ [networksKey]: 'mv', 'kubernetes.io/config.source': 'api' })),
      signal,
    );
    expect(networks.map(({ ifName }) => ifName)).to.deep.equal(['eth0', 'net1']);
    expect(pod).to.deep.equal({
      namespace: 'default',
      name: 'trainer-0',
      uid: 'u-1',
      static: false,
    });
    expect(asked).to.deep.equal(['lists of the own folder']);
  });

  it('looks the pod up otherwise', async () => {
    const { asked, planner } = worldOf(podOf({ [networksKey]: 'mv' }));
    const { networks } = await planner.planPod(requestOf({}), signal);
    expect(networks.length).to.equal(2);
    expect(asked).to.include('pod default/trainer-0');
  });

  for (const [how, conf] of Object.entries({
    'handed over': handed({ [networksKey]: 'mv', 'v1.multus-cni.io/default-network': 'mv' }),
    'of the pod': {},
  })) {
    it(`plans the primary network alone where others attach the rest, with annotations ${how}`, async () => {
      const { asked, planner } = worldOf(podOf({ [networksKey]: 'mv' }), false, true);
      const { networks, pod } = await planner.planPod(requestOf(conf), signal);
      expect(networks.map(({ ifName }) => ifName)).to.deep.equal(['eth0']);
      expect(pod).to.deep.equal({ namespace: '', name: '', uid: '', static: false });
      expect(asked).to.deep.equal(['lists of the own folder']);
    });
  }

  it('asks for devices only where a network is tied to one', async () => {
    const { asked, planner } = worldOf();
    const { networks } = await planner.planPod(
      requestOf(handed({ [networksKey]: 'sriov' })),
      signal,
    );
    expect(networks[1]?.deviceID).to.equal('0000:1a:00.4');
    expect(asked).to.include('devices');
  });

  it('waits for the readiness file before all else', async () => {
    const { asked, planner } = worldOf();
    await planner.planPod(requestOf({ readinessindicatorfile: '/run/ready' }), signal);
    expect(asked[0]).to.equal('file /run/ready');
  });

  it('waits once for objects that are not listed yet', async () => {
    const { asked, planner } = worldOf(podOf(), true);
    const plan = planner.planPod(requestOf(handed({ [networksKey]: 'mv' })), signal);
    expect((await plan).networks.map(({ ifName }) => ifName)).to.deep.equal(['eth0', 'net1']);
    expect(asked).to.deep.equal(['lists of the own folder', 'all to be listed']);
  });

  it('waits for nothing when a network is missing from what is listed', async () => {
    const { asked, planner } = worldOf();
    const plan = planner.planPod(requestOf(handed({ [networksKey]: 'nope' })), signal);
    expect((await failureOf(plan)).message).to.include('there is no');
    expect(asked).to.deep.equal(['lists of the own folder']);
  });

  it('reads the folders that the configuration names', async () => {
    const { asked, planner } = worldOf();
    const conf = { confDir: '/etc/a', clusterNetwork: '/etc/b' };
    await planner.planPod(requestOf({ ...conf, ...handed({}) }), signal);
    expect(asked).to.deep.equal(['lists of the own folder', 'lists of /etc/a', 'lists of /etc/b']);
  });

  const statics = [
    {
      name: 'a static pod, as kubelet says',
      pod: podOf(),
      conf: handed({ 'kubernetes.io/config.source': 'file' }),
      want: true,
    },
    {
      name: 'a static pod, by the uid of its mirror',
      pod: { ...podOf(), uid: 'mirror' },
      conf: {},
      want: true,
    },
    { name: 'a pod of the API server', pod: podOf(), conf: {}, want: false },
  ];
  for (const { name, pod, conf, want } of statics)
    it(`knows ${name}`, async () => {
      const plan = await worldOf(pod).planner.planPod(requestOf(conf), signal);
      expect(plan.pod).to.include({ static: want, uid: 'u-1' });
    });

  it('asks about no pod for delegates of the early form, and for a call that names none', async () => {
    const { asked, planner } = worldOf();
    const delegates = [{ type: 'ptp', masterplugin: true }];
    await planner.planPod(requestOf({ delegates }), signal);
    await planner.planPod(requestOf({}, { CNI_ARGS: '' }), signal);
    expect(new Set(asked)).to.deep.equal(new Set(['lists of the own folder']));
  });

  it('finds the primary network without a pod', async () => {
    const { asked, planner } = worldOf();
    const { list, path } = await planner.findPrimary(requestOf({}));
    expect([list.name, path]).to.deep.equal(['cluster-net', ['/opt/cni/bin', '/usr/lib/cni']]);
    expect(asked).to.deep.equal(['lists of the own folder']);
  });
});
