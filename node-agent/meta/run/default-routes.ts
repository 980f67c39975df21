import { CniError } from '../../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../../cni/protocol/types.ts';
import type { Context } from '../../attach/types.ts';
import { commands } from '../../iproute2/commands.ts';
import { parseRoutes } from '../../iproute2/parse.ts';
import type { RouteRow } from '../../iproute2/types.ts';
import { planDefaultRoutes, touchesDefaultRoutes } from '../plan/default-routes.ts';
import { renderDefaultRoute } from '../plan/render-default-route.ts';
import { rewriteResults } from '../plan/result-rewrite.ts';
import type { AttachedNetwork } from '../types.ts';

const mainTable = 254;

type Door = Pick<Context, 'ip'>;

/**
 * Makes the pod's default routes what they shall be; the kernel is only asked when a network made or asked for one.
 *
 * @returns the networks with results that say so
 * @throws CniError `linkFailed` with the command and what the kernel said
 */
export async function settleDefaultRoutes(
  { ip }: Door,
  netns: string,
  networks: readonly AttachedNetwork[],
): Promise<readonly AttachedNetwork[]> {
  if (!touchesDefaultRoutes(networks)) return networks;
  const read = async (args: readonly string[]): Promise<readonly RouteRow[]> =>
    parseRoutes(args, await ip({ netns, args }), ip.onUnreadable, mainTable);
  const [four, six] = await Promise.all([read(commands.mainRoutes), read(commands.mainRoutes6)]);
  const steps = planDefaultRoutes(networks, { 4: four, 6: six });
  if (steps.length === 0) return networks;
  const batch = steps.map(renderDefaultRoute);
  const { status, stderr } = await ip({ netns, batch });
  if (status !== 0) throw refused(batch, stderr);
  return rewriteResults(networks, steps);
}

function refused(batch: readonly string[], stderr: string): CniError {
  const failed = batch[Number(/Command failed -:(\d+)/.exec(stderr)?.[1] ?? 1) - 1] ?? '';
  const said = stderr.replace(/Command failed -:\d+/, '').trim();
  const message = `default-route: \`ip ${failed}\` in the pod was refused: ${said}; the gateway must be reachable over that network`;
  return new CniError(cniErrorCodes.linkFailed, message, stderr.trim());
}
