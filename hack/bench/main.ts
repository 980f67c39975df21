import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { enterWorld } from '../node/world.ts';
import { attachBench } from './attach.ts';
import { burstBench } from './burst.ts';
import { edgeBench } from './edge.ts';
import { metaBench } from './meta.ts';
import { podsBench } from './pods.ts';
import { requestsBench } from './requests.ts';
import { residentBench } from './resident.ts';
import { routesBench } from './routes.ts';
import { shimBench } from './shim.ts';
import type { Bench, Row } from './types.ts';

/**
 * Adding a measurement: write its file, add it here. Those that start many programs come first: a spawn costs the more, the
 * larger this process is.
 */
const benches: readonly Bench[] = [
  attachBench,
  metaBench,
  burstBench,
  shimBench,
  requestsBench,
  residentBench,
  edgeBench,
  routesBench,
  podsBench,
];

const { values: flags } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' } },
});

process.exitCode = await main();

/** Exit 1 when a bound is not kept. Must run in a network and mount namespace of its own. */
async function main(): Promise<number> {
  const { only } = flags;
  const chosen = benches.filter(({ ids }) => only === undefined || ids.includes(only));
  if (chosen.length === 0) {
    console.error(
      `no bound is called ${only}; there are: ${benches.flatMap(({ ids }) => ids).join(', ')}`,
    );
    return 2;
  }
  await enterWorld();
  console.error(machine());
  const rows: Row[] = [];
  for (const bench of chosen) {
    // oxlint-disable-next-line no-await-in-loop -- two side by side would measure each other
    rows.push(...(await bench.run((text) => console.error(text))));
  }
  const wanted = rows.filter(({ id }) => only === undefined || id === only);
  for (const row of wanted) console.log(flags.json === true ? JSON.stringify(row) : render(row));
  return wanted.every(({ ok }) => ok) ? 0 : 1;
}

function machine(): string {
  const [cpu] = cpus();
  const kernel = execFileSync('uname', ['-r'], { encoding: 'utf8' }).trim();
  return `${cpus().length} x ${cpu?.model ?? 'unknown CPU'}, Linux ${kernel}, Node ${process.version}; peer: reference plugins v1.9.1`;
}

function render({ id, value, bound, unit, ok }: Row): string {
  const figure = value.toFixed(3).replace(/\.?0+$/, '');
  const limit = bound.toFixed(3).replace(/\.?0+$/, '');
  return `${ok ? 'ok  ' : 'MISS'} ${id.padEnd(22)} ${figure.padStart(10)} ${unit.padEnd(8)} bound ${limit}`;
}
