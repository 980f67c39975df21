import { expect } from 'chai';

import { kinds } from '../../../lib/api/group.ts';
import { kubeError, unreachable } from '../../../lib/kube/errors.ts';
import { notListed } from '../../../lib/kube/remedy.ts';

const answered = (status: number): Error => kubeError('GET /x', { status, body: '' }, 0);

describe('notListed', () => {
  const cases = [
    {
      name: 'names the CustomResourceDefinition that is missing',
      kind: kinds.nad,
      error: answered(404),
      want: ['network-attachment-definitions.k8s.cni.cncf.io', 'install it', 'no restart'],
    },
    {
      name: 'names the right that is missing',
      kind: kinds.daemonSet,
      error: answered(403),
      want: ['DaemonSet: listing daemonsets.apps is forbidden', 'list and watch'],
    },
    {
      name: 'names a core kind without group',
      kind: kinds.node,
      error: answered(403),
      want: ['Node: listing nodes is forbidden'],
    },
    {
      name: 'knows no remedy for a server that does not answer',
      kind: kinds.nad,
      error: unreachable('GET /x', new Error('ECONNREFUSED')),
      want: ['NetworkAttachmentDefinition: not listed yet'],
    },
    {
      name: 'says nothing more before the first answer',
      kind: kinds.cidr,
      error: undefined,
      want: ['CIDR: not listed yet'],
    },
  ];
  for (const { name, kind, error, want } of cases) {
    it(name, () => {
      for (const part of want) expect(notListed(kind, error)).to.include(part);
    });
  }
});
