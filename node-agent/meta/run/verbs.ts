import type { Request } from '../../../cni/protocol/types.ts';
import { turnOf } from '../../attach/serial.ts';
import type { Verbs } from '../../attach/types.ts';
import { foreseen } from '../../attach/verbs.ts';
import { addNetworks } from './add.ts';
import { checkNetworks } from './check.ts';
import { deleteNetworks } from './del.ts';
import { collectNetworks } from './gc.ts';
import { reportNetworkStatus } from './status.ts';
import type { Meta } from './types.ts';

/** What a meta plugin does: the networks of a pod, each as a runtime would attach it, under one record. */
export function createMetaVerbs(meta: Meta): Verbs {
  const inTurn = <T>(request: Request, run: () => Promise<T>): Promise<T> =>
    foreseen(() => meta.context.serial(turnOf(request), run));
  return {
    add: (request, signal) => inTurn(request, () => addNetworks(meta, request, signal)),
    del: (request) => inTurn(request, () => deleteNetworks(meta, request)),
    check: (request) => inTurn(request, () => checkNetworks(meta, request)),
    gc: (request) => foreseen(() => collectNetworks(meta, request)),
    status: (request) => foreseen(() => reportNetworkStatus(meta, request)),
  };
}
