import { expect } from 'chai';

import { until } from '../until.ts';
import { namespace } from './chart.ts';
import type { ReleaseWorld } from './world.ts';

const inNamespace = `--namespace=${namespace}`;
const target = 'daemonset/multi-nicd';

const paths = {
  generation: '.metadata.generation',
  maxUnavailable: '.spec.updateStrategy.rollingUpdate.maxUnavailable',
  logLevel: '.spec.template.spec.containers[0].env[?(@.name=="LOG_LEVEL")].value',
  team: '.metadata.annotations.example\\.com/team',
  tier: '.metadata.labels.example\\.com/tier',
  restartedAt: '.spec.template.metadata.annotations.kubectl\\.kubernetes\\.io/restartedAt',
};

/** The DaemonSet between Helm, the operator and other hands; it begins and ends with the default values. */
export function configSuite(given: () => ReleaseWorld): void {
  const kubectl = (...args: readonly string[]): Promise<string> =>
    given().kubectl([...args, inNamespace]);
  const read = (field: keyof typeof paths): Promise<string> =>
    kubectl('get', target, `--output=jsonpath={${paths[field]}}`);
  /** As a person does with kubectl; resolves with the generation that it made. */
  const edit = async (patch: object): Promise<number> => {
    const text = `--patch=${JSON.stringify(patch)}`;
    const said = `--output=jsonpath={${paths.generation}}`;
    const manager = '--field-manager=somebody';
    return Number(await kubectl('patch', target, '--type=strategic', manager, text, said));
  };
  const putBack = (field: keyof typeof paths, value: string, edited: number): Promise<true> =>
    until(`${field} as before`, async () => {
      const isBack = (await read(field)) === value && Number(await read('generation')) > edited;
      return isBack ? true : undefined;
    });
  const agents = async (): Promise<readonly string[]> => {
    const uids = '--output=jsonpath={.items[*].metadata.uid}';
    return (await kubectl('get', 'pods', '--selector=app=multi-nicd', uids)).split(' ');
  };

  it('gets the values of helm, and every node does', async () => {
    const values = ['config.logLevel=6', 'daemon.updateStrategy.maxUnavailable=50%'];
    await given().install(values.map((value) => `--set=${value}`));
    expect([await read('logLevel'), await read('maxUnavailable')]).to.deep.equal(['debug', '50%']);
    for (const pod of await namesOf(given())) {
      const shell = ['--', 'sh', '-c', 'echo "$LOG_LEVEL"'];
      expect(await given().kubectl(['exec', inNamespace, pod, ...shell])).to.equal('debug\n');
    }
  });

  for (const { field, value, patch } of [
    {
      field: 'maxUnavailable',
      value: '50%',
      patch: { updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } },
    },
    {
      field: 'logLevel',
      value: 'debug',
      patch: {
        template: {
          spec: {
            containers: [{ name: 'node-agent', env: [{ name: 'LOG_LEVEL', value: 'error' }] }],
          },
        },
      },
    },
  ] as const) {
    it(`gets ${field} back after somebody edited it by hand`, async () => {
      const before = Number(await read('generation'));
      const edited = await edit({ spec: patch });
      expect(edited).to.equal(before + 1);
      await putBack(field, value, edited);
      await given().settled();
    });
  }

  it('keeps what others add, a restart of all agents with it, through a change of ours', async () => {
    const before = await agents();
    await kubectl('annotate', target, 'example.com/team=storage');
    await kubectl('label', target, 'example.com/tier=gold');
    await kubectl('rollout', 'restart', target);
    await kubectl('rollout', 'status', target, '--timeout=90s');
    expect((await agents()).filter((uid) => before.includes(uid))).to.deep.equal([]);
    await given().install();
    expect([await read('logLevel'), await read('maxUnavailable')]).to.deep.equal(['info', '10%']);
    expect([await read('team'), await read('tier')]).to.deep.equal(['storage', 'gold']);
    expect(await read('restartedAt')).to.match(/^\d{4}-/);
  });
}

async function namesOf({ kubectl }: ReleaseWorld): Promise<readonly string[]> {
  const list = ['get', 'pods', inNamespace, '--selector=app=multi-nicd', '--output=name'];
  const names = (await kubectl(list)).trim().split('\n');
  expect(names).to.have.length(2);
  return names;
}
