import { demo } from './demo.ts';
import { house } from './house.ts';
import type { Lane } from './types.ts';
import { unit } from './unit.ts';
import { vm } from './vm.ts';
import { worldLane } from './world.ts';

/** Adding a lane: write it, add it here. Cheap ones first, so that a mistake shows early. */
export const lanes: readonly Lane[] = [
  house,
  unit,
  worldLane('netns', 500_000),
  worldLane('control-plane', 1_000_000, ['test/support/control-plane.ts']),
  demo,
  worldLane('cluster', 1_800_000, ['test/support/cluster.ts']),
  vm,
];
