import { expect } from 'chai';
import type { JsonObject } from '../../../../cni/protocol/types.ts';
import { memberConfig } from '../../../../node-agent/meta/plan/requests.ts';
import type { PlannedNetwork } from '../../../../node-agent/meta/types.ts';
import { type BadRow, folderOf, nad, networksKey, plan, refuses } from './fixture.ts';

const all = {
  ips: ['10.5.0.7/24', 'fd05::7/64'],
  mac: '02:00:00:00:05:07',
  'infiniband-guid': 'c2:11:22:33:44:55:66:77',
  portMappings: [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }],
  bandwidth: { ingressRate: 1, ingressBurst: 1 },
};
const capability: Readonly<Record<string, string>> = { 'infiniband-guid': 'infinibandGUID' };
const annotation = (keys: object): Readonly<Record<string, string>> => ({
  [networksKey]: JSON.stringify([{ name: 'net', ...keys }]),
});
const config = (...plugins: readonly object[]): object => ({ cniVersion: '1.0.0', plugins });
const declaring = (...names: readonly string[]): object => ({
  type: 'macvlan',
  capabilities: Object.fromEntries(names.map((name) => [name, true])),
});
const runtimeConfig: JsonObject = {
  portMappings: [{ hostPort: 1, containerPort: 1, protocol: 'tcp' }],
  bandwidth: { ingressRate: 7, ingressBurst: 7 },
  'io.kubernetes.cri.pod-annotations': {},
};
const portsAndBandwidth = {
  portMappings: runtimeConfig['portMappings'],
  bandwidth: runtimeConfig['bandwidth'],
};

/** What each member of each network reads as its `runtimeConfig`. */
const givenTo = (planned: readonly PlannedNetwork[]): readonly unknown[] =>
  planned.map((network) =>
    network.list.plugins.map(
      (_member, index) => memberConfig(network, index, { command: 'ADD' })['runtimeConfig'],
    ),
  );

describe('capabilityArgs of a planned network', () => {
  it("hand the runtime's to the primary network alone, without the annotations", () => {
    const planned = plan({
      conf: { runtimeConfig },
      objects: [nad('net', config(declaring('portMappings', 'bandwidth')))],
      annotations: annotation({}),
    });
    expect(planned.map(({ capabilityArgs }) => capabilityArgs)).to.deep.equal([
      portsAndBandwidth,
      {},
    ]);
  });

  const annotationsKey = 'io.kubernetes.cri.pod-annotations';
  const podAnnotations = { ...annotation({}), 'vpc.amazonaws.com/pod-ips': '192.0.2.1' };
  /** As the AWS VPC CNI puts it there, shortened. */
  const aws = {
    cniVersion: '0.4.0',
    name: 'aws-cni',
    disableCheck: true,
    plugins: [
      { name: 'aws-cni', type: 'aws-cni', mtu: '9001', capabilities: { [annotationsKey]: true } },
      { name: 'egress-cni', type: 'egress-cni', mtu: '9001', enabled: 'false' },
      { type: 'portmap', capabilities: { portMappings: true }, snat: true },
    ],
  };
  const folder = folderOf({ '10-aws.conflist': aws });
  it('hand the annotations to each member that declares them, of whichever network', () => {
    const portMappings = [{ hostPort: 1, containerPort: 1, protocol: 'tcp' }];
    const conf = { runtimeConfig: { portMappings, [annotationsKey]: podAnnotations } };
    const objects = [nad('net', config(declaring(annotationsKey), declaring('mac'))), nad('other')];
    const annotations = { ...podAnnotations, [networksKey]: 'net,other' };
    const planned = plan({ conf, folder, objects, annotations });
    const given = { [annotationsKey]: podAnnotations };
    expect(givenTo(planned)).to.deep.equal([
      [given, undefined, { portMappings }],
      [given, undefined],
      [undefined],
    ]);
    expect(planned[2]?.capabilityArgs).to.deep.equal({});
  });

  const sources = [
    { name: 'an empty set that the runtime gave', runtime: {}, found: {}, want: {} },
    { name: "the API server's without the runtime's", found: podAnnotations, want: podAnnotations },
    {
      name: 'null of the runtime as absent',
      runtime: null,
      found: podAnnotations,
      want: podAnnotations,
    },
    { name: 'nothing when nobody knows', found: {}, want: undefined },
  ];
  for (const { name, runtime, found, want } of sources)
    it(`hand over ${name}`, () => {
      const conf = runtime === undefined ? {} : { runtimeConfig: { [annotationsKey]: runtime } };
      const planned = plan({
        conf,
        folder,
        objects: [nad('net')],
        annotations: found,
      });
      expect(planned[0]?.capabilityArgs[annotationsKey]).to.deep.equal(want);
    });

  it('hand a network what its element asks for', () => {
    const planned = plan({
      objects: [
        nad(
          'net',
          config(declaring('ips', 'mac'), declaring('infinibandGUID', 'portMappings', 'bandwidth')),
        ),
      ],
      annotations: annotation(all),
    });
    const { 'infiniband-guid': infinibandGUID, ...rest } = all;
    expect(planned[1]?.capabilityArgs).to.deep.equal({ ...rest, infinibandGUID });
  });

  /** `ips` and `mac` are then given by CNI_ARGS. */
  const checked = Object.entries(all).filter(([key]) => key !== 'ips' && key !== 'mac');
  const bad: readonly BadRow[] = checked.map(([key, value]) => {
    const name = capability[key] ?? key;
    const declared = Object.keys(all)
      .map((other) => capability[other] ?? other)
      .filter((other) => other !== name);
    return {
      name: `${key} that no plugin declares`,
      want: new RegExp(
        `networks\\[0\\]: ${name} is asked for, but no plugin of NetworkAttachmentDefinition default/net \\(macvlan, tuning\\) declares it; add "capabilities": \\{"${name}": true\\}`,
      ),
      run: () =>
        plan({
          objects: [nad('net', config(declaring(...declared), { type: 'tuning' }))],
          annotations: annotation({ [key]: value }),
        }),
    };
  });
  refuses(bad);
  refuses([
    {
      name: 'a capability that is declared as false',
      want: /bandwidth is asked for/,
      run: () =>
        plan({
          objects: [nad('net', config({ type: 'macvlan', capabilities: { bandwidth: false } }))],
          annotations: annotation({ bandwidth: all.bandwidth }),
        }),
    },
    {
      name: 'ips that no plugin declares where legacyCniArgs is false',
      want: /ips is asked for/,
      run: () =>
        plan({
          conf: { legacyCniArgs: false },
          objects: [nad('net')],
          annotations: annotation({ ips: all.ips }),
        }),
    },
    {
      name: 'a mac of multi-nic, which does not read it',
      want: /mac is asked for, but no plugin of .* \(multi-nic\) declares it/,
      run: () =>
        plan({
          objects: [nad('net', config({ type: 'multi-nic', ipam: { type: 'multi-config' } }))],
          annotations: annotation({ mac: all.mac }),
        }),
    },
    {
      name: 'ips of multi-nic with pools, which would give others',
      want: /ips is asked for, but no plugin of .* \(multi-nic\) declares it/,
      run: () =>
        plan({
          objects: [nad('net', config({ type: 'multi-nic', ipam: { type: 'multi-nic-ipam' } }))],
          annotations: annotation({ ips: all.ips }),
        }),
    },
  ]);
});

describe('args of a planned network', () => {
  const args = {
    K8S_POD_UID: 'u-1',
    IgnoreUnknown: '1',
    K8S_POD_NAME: 'trainer-0',
    K8S_POD_NAMESPACE: 'default',
    K8S_POD_INFRA_CONTAINER_ID: 'c0ffee',
    IP: '10.1.0.9',
    MAC: '02:00:00:00:00:09',
    EXTRA: 'x',
  };
  const pod =
    'IgnoreUnknown=true;K8S_POD_NAMESPACE=default;K8S_POD_NAME=trainer-0;K8S_POD_INFRA_CONTAINER_ID=c0ffee;K8S_POD_UID=u-1';

  it("say who the pod is, then all else of the runtime's, each once; addresses are the primary's", () => {
    const planned = plan({ args, objects: [nad('net')], annotations: annotation({}) });
    expect(planned.map((one) => one.args)).to.deep.equal([
      `${pod};IP=10.1.0.9;MAC=02:00:00:00:00:09;EXTRA=x`,
      `${pod};EXTRA=x`,
    ]);
  });

  it('leave ips and mac to the capabilities', () => {
    const objects = [nad('net', config(declaring('ips', 'mac')))];
    const annotations = annotation({ ips: all.ips, mac: all.mac });
    expect(plan({ args, objects, annotations })[1]?.args).to.equal(`${pod};EXTRA=x`);
  });

  it('have the addresses for multi-nic with multi-config, which reads them there', () => {
    const objects = [nad('net', config({ type: 'multi-nic', ipam: { type: 'multi-config' } }))];
    const annotations = annotation({ ips: ['10.5.0.7/24', '10.6.0.7/24'] });
    expect(plan({ args, objects, annotations })[1]?.args).to.equal(
      `${pod};EXTRA=x;IP=10.5.0.7/24,10.6.0.7/24`,
    );
  });

  it('have ips and mac where no plugin declares them, as with Multus', () => {
    const annotations = annotation({ ips: all.ips, mac: all.mac });
    expect(plan({ args, objects: [nad('net')], annotations })[1]?.args).to.equal(
      `${pod};EXTRA=x;MAC=02:00:00:00:05:07;IP=10.5.0.7/24,fd05::7/64`,
    );
    const half = [nad('net', config(declaring('ips')))];
    expect(plan({ args, objects: half, annotations })[1]?.args).to.equal(
      `${pod};EXTRA=x;MAC=02:00:00:00:05:07`,
    );
  });

  it('have both with legacyCniArgs, declared or not', () => {
    const annotations = annotation({ ips: all.ips, mac: all.mac });
    const conf = { legacyCniArgs: true };
    expect(plan({ conf, args, objects: [nad('net')], annotations })[1]?.args).to.equal(
      `${pod};EXTRA=x;MAC=02:00:00:00:05:07;IP=10.5.0.7/24,fd05::7/64`,
    );
  });
});
