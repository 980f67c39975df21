import { mocha } from './mocha.ts';
import { type Lane, nothingMissing } from './types.ts';

const specs = ['lib', 'cni', 'node-agent', 'house'].map((room) => `test/${room}/**/*.test.ts`);
const ours = ['lib', 'cni', 'node-agent'].flatMap((room) => ['--include', `${room}/**/*.ts`]);
const coverage = ['c8', '--all', '--reporter=text-summary', '--reporter=lcov', ...ours];

/** Pure code, and the small hands under host/ and kube/ with the world faked at its edge. Needs nothing. */
export const unit: Lane = {
  name: 'unit',
  ground: false,
  missing: nothingMissing,
  run: () => mocha({ specs, by: coverage, limitMs: 600_000 }),
};
