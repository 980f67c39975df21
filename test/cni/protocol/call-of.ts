import { expect } from 'chai';
import { encodeCall } from '../../../cni/protocol/call.ts';
import { CniError } from '../../../cni/protocol/error.ts';
import { parseRequest } from '../../../cni/protocol/request.ts';

/** A call that is right in everything; tests change one thing of it. */
export const goodEnv: Readonly<Record<string, string>> = {
  CNI_COMMAND: 'ADD',
  CNI_CONTAINERID: 'c0ffee',
  CNI_NETNS: '/run/netns/pod',
  CNI_IFNAME: 'net1',
  CNI_PATH: '/opt/cni/bin:/usr/lib/cni',
  CNI_ARGS: 'IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=trainer-0',
};

export const goodConf = {
  cniVersion: '1.1.0',
  name: 'multinic',
  type: 'multi-nic',
  plugin: { cniVersion: '0.3.0', type: 'ipvlan', mode: 'l3' },
  ipam: { type: 'multi-nic-ipam', hostBlock: 6, interfaceBlock: 2, vlanMode: 'l3' },
  subnet: '192.168.0.0/16',
  masterNets: ['10.0.1.0/24', '10.0.2.0/24'],
  multiNICIPAM: true,
};

export type CallOptions = {
  readonly plugin?: string;
  /** Over the good environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Over the good configuration; `undefined` removes a key. */
  readonly conf?: Readonly<Record<string, unknown>>;
  /** In place of a configuration. */
  readonly stdin?: string | Uint8Array;
};

export function payloadOf({ plugin = 'multi-nic', env, conf, stdin }: CallOptions): Uint8Array {
  const variables = Object.entries({ ...goodEnv, ...env }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const given = stdin ?? JSON.stringify({ ...goodConf, ...conf });
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
  return encodeCall({ plugin, env: new Map(variables), stdin: bytes });
}

export type Row = CallOptions & {
  readonly name: string;
  readonly code: number;
  readonly want: RegExp;
};

/** One test for each row: this call is refused with this code and a message that says this. */
export function refuses(rows: readonly Row[]): void {
  for (const { name, code, want, ...options } of rows)
    it(`refuses ${name} with code ${code}`, () => {
      const { outcome } = parseRequest(payloadOf(options));
      expect(outcome).to.be.instanceOf(CniError);
      expect((outcome as CniError).message).to.match(want);
      expect((outcome as CniError).code).to.equal(code);
    });
}
