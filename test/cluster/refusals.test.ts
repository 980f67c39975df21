import { expect } from 'chai';

import { networkManifest } from '../support/installed.ts';
import { networksKey } from './annotated.ts';
import { agreement } from './holdings.ts';
import { type NicRoom, openNicRoom } from './nics.ts';
import { until } from './until.ts';

/** Four addresses for each NIC of a host, two of which pods can have. */
const small = {
  subnet: '10.77.0.0/24',
  ipam: '{"type": "multi-nic-ipam", "hostBlock": 4, "interfaceBlock": 2, "vlanMode": "l2"}',
};

describe('a pod that cannot be attached', function () {
  this.timeout(240_000);
  let room: NicRoom;
  before(async () => {
    room = await openNicRoom('refusals');
    await room.kubectl(['apply', '--filename=-'], networkManifest('small', small));
    await room.kubectl(['wait', '--for=condition=Ready', 'multinicnetwork/small', '--timeout=60s']);
    await room.kubectl(['wait', '--for=create', 'net-attach-def/small', '--timeout=30s']);
  });
  after(async () => {
    await room.remove();
    await room.kubectl(['delete', 'multinicnetwork', 'small', '--timeout=60s']);
  });

  /** Without waiting for anything. */
  const start = async (name: string, networks: string): Promise<void> => {
    const pod = { name, node: 1, annotations: { [networksKey]: networks } };
    await room.kubectl(['apply', '--filename=-'], await room.manifest(pod));
  };
  const eventsSay = (pod: string, words: readonly string[]): Promise<string> =>
    until(`${words.join(' … ')} in the events of ${pod}`, async () => {
      const text = await room.kubectl(['describe', 'pod', pod]);
      const line = text.split('\n').find((one) => words.every((word) => one.includes(word)));
      return line;
    });

  for (const { name, networks, reason, remedy } of [
    {
      name: 'unknown',
      networks: 'nowhere',
      reason: 'there is no NetworkAttachmentDefinition refusals/nowhere',
      remedy: 'create it, or correct the name',
    },
    {
      name: 'same-name',
      networks: 'multi-nic-sample@net7,small@net7',
      reason: 'interface net7 is that of',
      remedy: 'give one of them another name with "interface"',
    },
    {
      name: 'name-of-primary',
      networks: 'multi-nic-sample@eth0',
      reason: 'interface eth0 is that of',
      remedy: 'give one of them another name with "interface"',
    },
  ]) {
    it(`is told why and what to do by kubectl describe pod (${name})`, async () => {
      await start(name, networks);
      const line = await eventsSay(name, [reason]);
      expect(line).to.match(/Warning +FailedCreatePodSandBox/);
      expect(line).to.include(remedy);
    });
  }

  it('is told of an exhausted pool, and comes up when its remedy was followed', async () => {
    const annotations = { [networksKey]: 'small' };
    await room.run(
      { name: 'first', node: 1, annotations },
      { name: 'second', node: 1, annotations },
    );
    await start('third', 'small');
    const line = await eventsSay('third', ['no address left in small-10.77.']);
    expect(line).to.include('(2 of 2 addresses in use); remove pods of this network from the node');
    await room.kubectl(['delete', 'pod', 'first', '--timeout=30s']);
    await room.kubectl(['wait', '--for=condition=Ready', 'pod/third', '--timeout=90s']);
  });

  it('holds nothing', async () => {
    await agreement(room.cluster, 2);
  });
});
