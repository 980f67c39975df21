import type { Write } from './policy-objects.ts';

type About = {
  readonly resourceVersion?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};

export const event = (name: string, about: About, changed: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name, namespace: about.namespace ?? 'default' },
  involvedObject: about,
  type: 'Warning',
  reason: 'Test',
  message: 'a test',
  reportingComponent: 'multi-nic-node-agent',
  reportingInstance: 'node-a',
  ...changed,
});
const eventPath = (name: string, where = 'default') => `/api/v1/namespaces/${where}/events/${name}`;
export const podOfA: About = { kind: 'Pod', name: 'pod-a', namespace: 'default' };

/** As `createTeller` writes them, and what a bad agent would have people believe. */
export const eventWrites: readonly Write[] = [
  { name: 'an Event about its pod', path: eventPath('e1'), body: event('e1', podOfA) },
  {
    name: 'that Event once more, of a later version of the pod',
    path: eventPath('e1'),
    body: event('e1', { ...podOfA, resourceVersion: '7' }, { count: 2 }),
  },
  {
    name: 'that Event about another pod',
    path: eventPath('e1'),
    body: event('e1', { ...podOfA, name: 'pod-b' }),
    want: 'stays about the same object',
  },
  {
    name: 'an Event about its node',
    path: eventPath('e2'),
    body: event('e2', { kind: 'Node', name: 'node-a' }),
  },
  {
    name: 'an Event about another node',
    path: eventPath('e3'),
    body: event('e3', { kind: 'Node', name: 'node-b' }),
    want: 'not about Node node-b',
  },
  {
    name: 'an Event about what is not its business',
    path: eventPath('e4', 'kube-system'),
    body: event('e4', { kind: 'Secret', name: 's', namespace: 'kube-system' }),
    want: 'not about Secret s',
  },
  {
    name: 'an Event in another agent’s name',
    path: eventPath('e5'),
    body: event('e5', podOfA, { reportingInstance: 'node-b' }),
    want: 'reportingInstance node-a',
  },
  {
    name: 'an Event in the kubelet’s name',
    path: eventPath('e6'),
    body: event('e6', podOfA, { reportingComponent: 'kubelet' }),
    want: 'reportingComponent multi-nic-node-agent',
  },
  {
    name: 'over an Event of another program',
    path: eventPath('of-another'),
    body: event('of-another', podOfA),
    want: 'reportingComponent multi-nic-node-agent',
  },
];
