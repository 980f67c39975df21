import { expect } from 'chai';
import type { Api } from '../crds/api.ts';
import { type ChartWorld, namespace } from './world.ts';

/** `verbs resource[/subresource] [in NAMESPACE]`; the group stands after a dot. */
type Right = string;

type Program = {
  readonly account: string;
  readonly may: readonly Right[];
  readonly mayNot: readonly Right[];
};

const network = 'multinicnetworks.multinic.fms.io';
const cidrs = 'cidrs.multinic.fms.io';
const pools = 'ippools.multinic.fms.io';
const hosts = 'hostinterfaces.multinic.fms.io';
const configs = 'configs.multinic.fms.io';
const nads = 'network-attachment-definitions.k8s.cni.cncf.io';
const read = 'get,list,watch';
const secrets: readonly Right[] = [
  `${read} secrets`,
  `get secrets in ${namespace}`,
  'get secrets in kube-system',
  'impersonate serviceaccounts',
  'create clusterrolebindings.rbac.authorization.k8s.io',
  'escalate,bind clusterroles.rbac.authorization.k8s.io',
  'create,patch,delete customresourcedefinitions.apiextensions.k8s.io',
  'create,delete pods in default',
  'create pods/exec in default',
  'patch nodes',
];

const programs: readonly Program[] = [
  {
    account: 'multi-nic-operator',
    may: [
      `${read},update ${network}`,
      `${read},create,update,patch,delete ${cidrs}`,
      `${read},create,update,patch,delete ${pools}`,
      `${read},update,delete ${hosts}`,
      `${read},update ${configs}`,
      'patch multinicnetworks/status.multinic.fms.io',
      'patch cidrs/status.multinic.fms.io',
      'patch configs/status.multinic.fms.io',
      'update multinicnetworks/finalizers.multinic.fms.io',
      'update cidrs/finalizers.multinic.fms.io',
      'update configs/finalizers.multinic.fms.io',
      `${read},create,update,patch,delete ${nads} in team-a`,
      `${read} nodes`,
      `${read} namespaces`,
      `${read} servicecidrs.networking.k8s.io`,
      `${read} services:kubernetes in default`,
      `${read} endpointslices.discovery.k8s.io:kubernetes in default`,
      'get pods in team-a',
      `create leases.coordination.k8s.io in ${namespace}`,
      `get,update leases.coordination.k8s.io:multi-nic-operator in ${namespace}`,
      `${read},create,update,patch,delete daemonsets.apps in ${namespace}`,
      `${read} pods in ${namespace}`,
      `${read} events in ${namespace}`,
      'create,patch events in default',
    ],
    mayNot: [
      ...secrets,
      `create,patch,delete ${network}`,
      `create,patch,delete ${configs}`,
      `create,patch ${hosts}`,
      'patch hostinterfaces/status.multinic.fms.io',
      'patch ippools/status.multinic.fms.io',
      'create,update,delete,patch namespaces',
      'delete nodes',
      'create,update,patch,delete daemonsets.apps in kube-system',
      `create,patch deployments.apps in ${namespace}`,
      'list,watch pods in team-a',
      'get pods/log in team-a',
      `${read} services in default`,
      `${read} endpointslices.discovery.k8s.io in team-a`,
      `${read} events in team-a`,
      'create leases.coordination.k8s.io in kube-system',
      `update leases.coordination.k8s.io:another in ${namespace}`,
    ],
  },
  {
    account: 'multi-nic-node-agent',
    may: [
      `${read} ${network}`,
      `${read} ${cidrs}`,
      `${read},patch ${pools}`,
      `${read},create,patch ${hosts}`,
      `${read} ${configs}`,
      'patch hostinterfaces/status.multinic.fms.io',
      'patch ippools/status.multinic.fms.io',
      `${read} ${nads} in team-a`,
      `${read} networks.kubernetes-network.cni.cncf.io in team-a`,
      `${read} pods in team-a`,
      'patch pods/status in team-a',
      'create,patch events in team-a',
      `get daemonsets.apps in ${namespace}`,
    ],
    mayNot: [
      ...secrets,
      `create,update,patch,delete ${network}`,
      `create,update,patch,delete ${cidrs}`,
      `create,update,delete ${pools}`,
      `update,delete ${hosts}`,
      `create,update,patch,delete ${configs}`,
      `create,update,patch,delete ${nads} in team-a`,
      'update,patch,delete pods in team-a',
      `${read} leases.coordination.k8s.io in ${namespace}`,
      `list,watch,create,update,patch,delete daemonsets.apps in ${namespace}`,
      'get daemonsets.apps in kube-system',
      'list nodes',
      'list namespaces',
      'list configmaps',
    ],
  },
];

const form =
  /^(?<verbs>\S+) (?<resource>[a-z-]+)(?:\/(?<sub>[a-z]+))?(?:\.(?<group>[a-z0-9.-]+))?(?::(?<name>[a-z-]+))?(?: in (?<where>\S+))?$/;

/** What the API server's own authorizer says of each verb: `verb … yes`. */
async function ask(api: Api, account: string, right: Right): Promise<readonly string[]> {
  const { verbs = '', resource, sub, group, name, where } = form.exec(right)?.groups ?? {};
  if (verbs === '') throw new Error(`"${right}" is not of the form of a right`);
  return Promise.all(
    verbs.split(',').map(async (verb) => {
      const resourceAttributes = {
        verb,
        resource,
        subresource: sub,
        group: group ?? '',
        name,
        namespace: where,
      };
      const user = `system:serviceaccount:${namespace}:${account}`;
      const groups = [
        'system:serviceaccounts',
        `system:serviceaccounts:${namespace}`,
        'system:authenticated',
      ];
      const { body } = await api.call({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: { user, groups, resourceAttributes },
        },
      });
      const { allowed } = body['status'] as { allowed: boolean };
      return `${verb} ${right.slice(verbs.length + 1)} ${allowed ? 'yes' : 'no'}`;
    }),
  );
}

/** What the roles of an installed release give, asked of the API server. */
export function rightsSuite(given: () => ChartWorld): void {
  for (const { account, may, mayNot } of programs) {
    for (const right of may) {
      it(`${account} may ${right}`, async () => {
        const answers = await ask(given().api, account, right);
        for (const answer of answers) expect(answer).to.match(/ yes$/);
      });
    }
    for (const right of mayNot) {
      it(`${account} may not ${right}`, async () => {
        const answers = await ask(given().api, account, right);
        for (const answer of answers) expect(answer).to.match(/ no$/);
      });
    }
  }
}
