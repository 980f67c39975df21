import * as fc from 'fast-check';

import type { Config } from '../../../lib/api/config-types.ts';

const label = fc
  .string({
    unit: fc.constantFrom('a', 'b', 'z', '0', '9', '-'),
    minLength: 1,
    maxLength: 20,
  })
  .map((text) => `a${text}z`);
const folder = fc
  .array(fc.constantFrom('opt', 'var', 'lib', 'cni', 'bin', 'net.d', 'a b', 'ü', '..x'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => `/${parts.join('/')}`);
const quantity = fc.oneof(
  fc.constantFrom<string | number>('100m', '0.5', '1e3', '1000m', '.5Gi', '1024Mi', '2E2', '3.'),
  fc.constantFrom<string | number>('1.0005', '0', '0.1', '5000000u', 1, 0),
);
const resources = fc.record(
  {
    requests: fc.dictionary(fc.constantFrom('cpu', 'memory'), fc.constant('0'), { maxKeys: 2 }),
    limits: fc.dictionary(fc.constantFrom('cpu', 'memory', 'ephemeral-storage'), quantity, {
      maxKeys: 3,
    }),
    claims: fc.constant([{ name: 'unused' }]),
  },
  { requiredKeys: [] },
);
const toleration = fc.oneof(
  fc.record({
    key: label,
    operator: fc.constant('Exists'),
    value: fc.constantFrom('', 'ignored'),
    effect: fc.constantFrom('', 'NoSchedule', 'PreferNoSchedule', 'NoExecute'),
    tolerationSeconds: fc.nat(3_600),
  }),
  fc.record({ key: label, operator: fc.constantFrom('', 'Equal'), value: label }),
  fc.constant({ operator: 'Exists' }),
);
const optional = fc.option(fc.boolean(), { nil: undefined });
const env = fc.oneof(
  fc.record({ name: label, value: fc.string({ unit: 'grapheme', maxLength: 20 }) }),
  fc.record({ name: fc.constantFrom('LOG_LEVEL', 'HEALTH', 'X') }),
  fc.record({
    name: label,
    valueFrom: fc.oneof(
      fc.record({ fieldRef: fc.constant({ fieldPath: 'status.hostIP' }) }),
      fc.record({
        resourceFieldRef: fc.record({
          resource: fc.constant('limits.memory'),
          divisor: fc.constantFrom<string | number>('1Mi', 1, '1', '1000m'),
        }),
      }),
      fc.record({ secretKeyRef: fc.record({ key: label, name: label, optional }) }),
    ),
  }),
);
const securityContext = fc.record(
  {
    privileged: fc.boolean(),
    readOnlyRootFilesystem: fc.boolean(),
    runAsUser: fc.nat(65_535),
    runAsNonRoot: fc.boolean(),
    capabilities: fc.record({
      add: fc.array(fc.constantFrom('NET_ADMIN', 'SYS_ADMIN'), { maxLength: 3 }),
    }),
    seLinuxOptions: fc.constant({ type: 'spc_t' }),
    seccompProfile: fc.constant({ type: 'RuntimeDefault' }),
    windowsOptions: fc.constant({ hostProcess: true }),
  },
  { requiredKeys: [] },
);
const mount = fc.record({
  name: fc.oneof(label, fc.string({ maxLength: 80 }), fc.constantFrom('state', 'CNI_Bin', '')),
  podpath: fc.oneof(folder, fc.constantFrom('/host/opt/cni/bin', '/run//multi-nic/')),
  hostpath: folder,
});
const daemon = fc.record(
  {
    image: fc.constantFrom('localhost/agent:1', 'ghcr.io/x/y@sha256:00'),
    port: fc.integer({ min: 1, max: 65_535 }),
    healthPort: fc.integer({ min: 1, max: 65_535 }),
    cniBinDir: folder,
    cniConfDir: folder,
    nics: fc.record(
      {
        kinds: fc.array(fc.constantFrom('physical', 'bond'), { maxLength: 3 }),
        pattern: fc.string({ maxLength: 20 }),
        exclude: fc.constantFrom('^eth0$', '(', ''),
      },
      { requiredKeys: [] },
    ),
    priorityClassName: fc.constantFrom('', 'system-node-critical', 'mine'),
    updateStrategy: fc.record(
      { maxUnavailable: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom('1%', '100%')) },
      { requiredKeys: [] },
    ),
    affinity: fc.constantFrom({}, { nodeAffinity: {} }),
    nodeSelector: fc.dictionary(label, label, { maxKeys: 3 }),
    tolerations: fc.array(toleration, { maxLength: 4 }),
    imagePullPolicy: fc.constantFrom('', 'Always', 'IfNotPresent', 'Never'),
    imagePullSecretName: fc.oneof(label, fc.constant('')),
    securityContext,
    env: fc.array(env, { maxLength: 6 }),
    envFrom: fc.array(fc.record({ prefix: label, configMapRef: fc.record({ name: label }) }), {
      maxLength: 2,
    }),
    resources,
    mounts: fc.array(mount, { maxLength: 6 }),
  },
  { requiredKeys: ['image', 'port'] },
);

/** Configs that the schema takes, with every field in all the forms that Kubernetes has for it. */
export const anyConfig: fc.Arbitrary<Config> = fc
  .record({
    name: label,
    daemon,
    meta: fc.record(
      {
        mode: fc.constantFrom('', 'Auto', 'On', 'Off'),
        namespaceIsolation: fc.boolean(),
        globalNamespaces: fc.array(label, { maxLength: 3 }),
        multusName: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    logLevel: fc.integer({ min: 0, max: 127 }),
  })
  .map(({ name, ...spec }) => {
    const paths = { joinPath: '/join', getInterfacePath: '/interface' };
    const whole = { cniType: 'multi-nic', ipamType: 'multi-nic-ipam', ...paths, ...spec };
    return {
      apiVersion: 'multinic.fms.io/v1',
      kind: 'Config',
      metadata: { name, uid: '00000000-0000-4000-8000-000000000001' },
      spec: JSON.parse(JSON.stringify(whole)) as Config['spec'],
    };
  });
