// Made by "npm run update" from crds/*.yaml.
import type { Validate } from '../parse.ts';

export const isCIDR: Validate;
export const isConfig: Validate;
export const isDeviceClass: Validate;
export const isHostInterface: Validate;
export const isIPPool: Validate;
export const isMultiNicNetwork: Validate;
