import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'chai';
import { parse, parseAllDocuments } from 'yaml';
import { crdFiles } from '../../../hack/update/chart-crds.ts';
import { withValues } from '../../../hack/update/chart-readme.ts';
import { withVersion } from '../../../hack/update/chart-version.ts';
import { kinds } from '../../../lib/api/group.ts';
import { agentAccount, defaultConfigName } from '../../../lib/api/node-agent.ts';
import type { KubeObject } from '../../../lib/api/types.ts';
import { wildcards } from '../../control-plane/chart/roles.ts';

const top = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, top), 'utf8');
const { version } = parse(read('package.json')) as { version: string };

type Probe = { readonly httpGet: object };
type Deployment = {
  readonly spec: {
    readonly replicas: number;
    readonly template: {
      readonly spec: {
        readonly securityContext: object;
        readonly affinity: object;
        readonly containers: readonly [
          {
            readonly env: readonly { readonly name: string }[];
            readonly securityContext: object;
            readonly ports: readonly [{ readonly name: string }];
            readonly livenessProbe: Probe;
            readonly readinessProbe: Probe;
          },
        ];
      };
    };
  };
};

describe('chart/Chart.yaml', () => {
  it('has the version of the programs', () =>
    expect(parse(read('chart/Chart.yaml'))).to.include({ version, appVersion: version }));
});

describe('withVersion', () => {
  it('replaces both versions and nothing else', () => {
    const text = 'apiVersion: v2\nversion: 1\nappVersion: 1\nkubeVersion: ">=1"\n';
    const want = 'apiVersion: v2\nversion: 2\nappVersion: 2\nkubeVersion: ">=1"\n';
    expect(withVersion(text, '2')).to.equal(want);
  });
});

describe('withValues', () => {
  it('refuses a README without the place', () =>
    expect(() => withValues('# x\n', '')).to.throw('must stand before'));
});

describe('chart/files/crds', () => {
  it('has the CRDs of crds/ and no other', () =>
    expect(readdirSync(new URL('chart/files/crds', top))).to.have.members(
      crdFiles().map((file) => basename(file)),
    ));
});

describe('chart/README.md', () => {
  it('names only files of the tree', () => {
    const paths = read('chart/README.md').match(/`(?:chart|manifests)\/[a-z.]+[a-z]`/g) ?? [];
    for (const path of paths) {
      expect(existsSync(new URL(path.replaceAll('`', ''), top)), path).to.equal(true);
    }
  });
});

describe('manifests/install.yaml', () => {
  const text = read('manifests/install.yaml');
  const objects = parseAllDocuments(text)
    .map((document) => document.toJS() as KubeObject | null)
    .filter((object): object is KubeObject => object !== null);
  const ofKind = (kind: string): readonly KubeObject[] =>
    objects.filter((one) => one.kind === kind);

  it('has all of it: namespace, accounts, roles, limits, kinds, operator and the first Config', () => {
    const want = ['Namespace', 'Deployment', 'Job', 'PodDisruptionBudget', 'ConfigMap'];
    expect(objects.map(({ kind }) => kind)).to.include.members(want);
    expect(ofKind('CustomResourceDefinition')).to.have.length(6);
    expect(ofKind('ValidatingAdmissionPolicy')).to.have.length(1);
    expect(ofKind('ServiceAccount').map(({ metadata }) => metadata.name)).to.include(agentAccount);
  });

  it('can be applied in one go: no object is of a kind that comes with it, and none is a hook', () => {
    expect(
      objects.filter(({ apiVersion }) => apiVersion === kinds.config.apiVersion),
    ).to.deep.equal([]);
    expect(text).to.not.include('helm.sh/hook');
  });

  it('brings a Config that the operator looks at', () => {
    const [map] = ofKind('ConfigMap') as unknown as [{ data: Record<string, string> }];
    const config = JSON.parse(map.data['config.json'] ?? '') as KubeObject;
    expect(config).to.have.nested.property('metadata.name', defaultConfigName);
    expect(config).to.have.nested.property(
      'spec.daemon.image',
      `localhost/multi-nic-node-agent:${version}`,
    );
  });

  it('is no release of Helm', () => expect(text).to.not.include('managed-by: Helm'));

  it('gives no right by a wildcard', () => expect(wildcards(objects)).to.deep.equal([]));

  const [deployment] = ofKind('Deployment') as unknown as [Deployment];
  const pod = deployment.spec.template.spec;
  const [container] = pod.containers;

  it('runs the operator twice, without any right of the host', () => {
    expect(deployment.spec.replicas).to.equal(2);
    expect(pod).to.include({
      serviceAccountName: 'multi-nic-operator',
      priorityClassName: 'system-cluster-critical',
    });
    expect(pod.securityContext).to.deep.equal({
      runAsNonRoot: true,
      runAsUser: 65_532,
      runAsGroup: 65_532,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).to.deep.equal({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod.affinity).to.have.nested.property(
      'podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution',
    );
    const [port] = container.ports;
    for (const [probe, path] of [
      ['livenessProbe', '/healthz'],
      ['readinessProbe', '/readyz'],
    ] as const) {
      expect(container[probe].httpGet).to.deep.equal({ path, port: port.name });
    }
    expect(port).to.include({ containerPort: 8081 });
  });

  it('tells the operator every setting that it has', () => {
    const given = container.env.map(({ name }) => name);
    const settings = [...read('lib/config.ts').matchAll(/env: '([A-Z_]+)'/g)].map(
      ([, name]) => name,
    );
    expect(given).to.have.members(settings);
  });
});
