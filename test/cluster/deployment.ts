import { importedImage } from '../support/cluster.ts';
import { networksKey } from './annotated.ts';
import type { NicRoom } from './nics.ts';

/** A Deployment of pods with the network's annotation, which the scheduler spreads over the nodes. */
export type AttachedDeployment = {
  /** Returns before the pods follow. */
  readonly scale: (replicas: number) => Promise<void>;
  /** Until all replicas are Ready, or, for none, until no pod is left. */
  readonly settled: (replicas: number) => Promise<void>;
};

const label = { app: 'many' };

export async function attachedDeployment(room: NicRoom): Promise<AttachedDeployment> {
  const name = 'many';
  const image = await importedImage('multi-nic-test-pod');
  const container = { name: 'main', image, imagePullPolicy: 'Never' };
  const pod = {
    metadata: { labels: label, annotations: { [networksKey]: room.installed.network } },
    spec: { terminationGracePeriodSeconds: 1, containers: [container] },
  };
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { replicas: 0, selector: { matchLabels: label }, template: pod },
  };
  await room.kubectl(['apply', '--filename=-'], JSON.stringify(object));
  return {
    scale: async (replicas) => {
      await room.kubectl(['scale', `deployment/${name}`, `--replicas=${replicas}`]);
    },
    settled: async (replicas) => {
      // It compares what the controller has seen, so a status of before the change is not taken for an answer.
      await room.kubectl(['rollout', 'status', `deployment/${name}`, '--timeout=150s']);
      if (replicas === 0)
        await room.kubectl([
          'wait',
          '--for=delete',
          'pod',
          '--selector=app=many',
          '--timeout=150s',
        ]);
    },
  };
}
