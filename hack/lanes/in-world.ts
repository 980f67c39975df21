import { enterWorld } from '../node/world.ts';

/** mocha calls it once, before the first test. */
export const mochaGlobalSetup = enterWorld;
