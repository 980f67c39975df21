import type { Request, Result } from '../../cni/protocol/types.ts';
import type { Session } from '../journal/ledger.ts';
import type { Attachment } from '../journal/types.ts';
import type { Known } from '../types.ts';
import { beginAttachment } from './assemble.ts';
import { digestOf } from './digest.ts';
import { checkAlive } from './failure.ts';
import { readExtras } from './ipam-plan.ts';
import { findNetwork, requireAdopted, requireKnown } from './masters.ts';
import { reserveAll } from './pools.ts';
import { identify } from './namespace.ts';
import { settleEarlier } from './sandbox.ts';
import { begin, finish } from './transaction.ts';
import type { Context } from './types.ts';

const empty: Result = { interfaces: [], ips: [], routes: [], dns: {} };

/**
 * ADD of `multi-nic-ipam`, called by a main plugin of somebody else: an address for each of `masters`, in upstream's shape
 * (`interface` is the index of the master). Without masters, or with addresses in prevResult, there is nothing to give.
 */
export async function addAddresses(
  context: Context,
  request: Request,
  signal: AbortSignal,
): Promise<Result> {
  checkAlive(signal);
  const identity = await identify(context, request);
  const { prevResult, masters } = request.config;
  if (prevResult !== undefined && prevResult.ips.length > 0) return prevResult;
  if (masters.length === 0) return empty;
  requireAdopted(context);
  const known = requireKnown(context.known());
  findNetwork(known, request.config.name);
  const digest = digestOf(request);
  const earlier = await settleEarlier(context, request, { identity, digest });
  if (earlier !== undefined) return earlier;
  const begun = beginAttachment(request, identity, digest);
  const attachment = await begin(context, (session) =>
    draft(context, { request, known, begun, session }),
  );
  return finish(context, attachment, () => {
    checkAlive(signal);
    return Promise.resolve(attachment.result);
  });
}

function draft(
  { ledger }: Context,
  of: {
    readonly request: Request;
    readonly known: Known;
    readonly begun: ReturnType<typeof beginAttachment>;
    readonly session: Session;
  },
): Attachment {
  const { config } = of.request;
  const wanted = { pools: of.known.pools, network: config.name, masters: config.masters };
  const reserved = reserveAll(of.session, wanted, ledger);
  const { routes, dns } = readExtras(config.ipam);
  const ips = reserved.map(({ address }, index) => ({ address, interface: index }));
  const result = { interfaces: [], ips, routes: routes.map(({ route }) => route), dns };
  const reservations = reserved.map(({ reservation }) => reservation);
  return { ...of.begun, group: 0, links: [], reservations, delegates: [], result };
}
