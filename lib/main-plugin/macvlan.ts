import { linkPlugin } from './link.ts';

/** https://www.cni.dev/plugins/current/main/macvlan/ */
export const macvlan = linkPlugin('macvlan', ['bridge', 'private', 'vepa', 'passthru']);
