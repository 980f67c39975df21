import { linkPlugin } from './link.ts';

/** https://www.cni.dev/plugins/current/main/macvlan/; `l2` stands in upstream's samples, and the node agent takes it for bridge. */
export const macvlan = linkPlugin('macvlan', ['bridge', 'private', 'vepa', 'passthru', 'l2']);
