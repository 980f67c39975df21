import { group } from '../../lib/api/group.ts';
import type { HostInterface } from '../../lib/api/types.ts';
import { isUnmanaged } from '../discover/host-interface.ts';
import type { HostFacts, HostLink } from '../discover/types.ts';
import type { Known } from '../types.ts';

/** What the agent goes by: the API server's objects, or the last snapshot of them, and the host as last observed. */
export type View = {
  readonly known: () => Known | undefined;
  readonly facts: () => HostFacts | undefined;
  readonly links: () => ReadonlyMap<string, HostLink>;
  readonly remember: (facts: HostFacts) => void;
  readonly learn: (known: Known) => void;
};

/** @param snapshot what a former run learned, until the API server answers */
export function createView(nodeName: string, snapshot: Known | undefined): View {
  let learned = snapshot;
  let facts: HostFacts | undefined;
  let links: ReadonlyMap<string, HostLink> = new Map();
  return {
    known: () => withOwnNics(learned, facts, nodeName),
    facts: () => facts,
    links: () => links,
    remember: (observed) => {
      facts = observed;
      links = new Map(observed.links.map((link) => [link.name, link]));
    },
    learn: (known) => {
      learned = known;
    },
  };
}

/** This host's NICs need no API server: they are as just observed, unless the user keeps the HostInterface himself. */
function withOwnNics(
  known: Known | undefined,
  facts: HostFacts | undefined,
  nodeName: string,
): Known | undefined {
  if (known === undefined || facts === undefined) return known;
  if (known.hostInterface !== undefined && isUnmanaged(known.hostInterface)) return known;
  const hostInterface: HostInterface = {
    apiVersion: `${group}/v1`,
    kind: 'HostInterface',
    metadata: { name: nodeName },
    ...known.hostInterface,
    spec: { hostName: nodeName, interfaces: facts.interfaces },
  };
  return { ...known, hostInterface };
}
