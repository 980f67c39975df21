import type { Request } from '../../../cni/protocol/types.ts';
import { turnOf } from '../../attach/serial.ts';
import type { Verbs } from '../../attach/types.ts';
import { foreseen } from '../../attach/verbs.ts';
import { metaName } from '../settings.ts';
import { addNetworks } from './add.ts';
import { checkNetworks } from './check.ts';
import { deleteNetworks } from './del.ts';
import { collectNetworks } from './gc.ts';
import { reportNetworkStatus } from './status.ts';
import type { Meta } from './types.ts';

/**
 * What the meta plugin does: the networks of a pod, each as a runtime would attach it, under one record. Under whichever of its
 * names it is called it is one plugin: a conf that names it anew must find, and wait for, what the one before began.
 */
export function createMetaVerbs(meta: Meta): Verbs {
  const inTurn = <T>(called: Request, run: (request: Request) => Promise<T>): Promise<T> => {
    const request = { ...called, plugin: metaName };
    return foreseen(() => meta.context.serial(turnOf(request), () => run(request)));
  };
  return {
    add: (called, signal) => inTurn(called, (request) => addNetworks(meta, request, signal)),
    del: (called) => inTurn(called, (request) => deleteNetworks(meta, request)),
    check: (called) => inTurn(called, (request) => checkNetworks(meta, request)),
    gc: (called) => foreseen(() => collectNetworks(meta, { ...called, plugin: metaName })),
    status: (called) => foreseen(() => reportNetworkStatus(meta, called)),
  };
}
