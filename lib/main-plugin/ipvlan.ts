import { linkPlugin } from './link.ts';

/** https://www.cni.dev/plugins/current/main/ipvlan/ */
export const ipvlan = linkPlugin('ipvlan', ['l2', 'l3', 'l3s']);
