import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes, type Command } from '../../cni/protocol/types.ts';

type Call = { readonly plugin: string; readonly command: Command };

/**
 * Answers a call that must not be served, because its plugin would call itself. Such a call never made anything, so DEL and GC
 * have nothing to undo.
 *
 * @throws CniError `badConfig` for the other commands
 */
export function refuseItself({ plugin, command }: Call, why: string): undefined {
  if (command === 'DEL' || command === 'GC') return undefined;
  throw new CniError(cniErrorCodes.badConfig, `type: ${plugin} ${why}`);
}
