import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { expect } from 'chai';

import { createLog } from '../../../lib/log.ts';
import { createMonitor } from '../../../node-agent/host/monitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'monitor-'));

/** A program that stands in for `ip monitor`. */
function program(script: string): string {
  const path = join(folder, `ip-${Math.random()}`);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o700);
  return path;
}

function listen(script: string) {
  const woken: string[][] = [];
  const lines: string[] = [];
  const monitor = createMonitor({
    onWake: (changed) => woken.push([...changed]),
    log: createLog(
      (line) => lines.push(line),
      () => new Date(0),
    ),
    quietMs: 20,
    atMostMs: 100,
    program: program(script),
  });
  return { monitor, woken, lines };
}

/** Waits for what shall happen, however busy the machine is; the test's own expectation says what was missing. */
async function until(happened: () => boolean): Promise<void> {
  for (let waited = 0; waited < 10_000 && !happened(); waited += 10) {
    // oxlint-disable-next-line no-await-in-loop -- it waits
    await delay(10);
  }
}

const all = ['link', 'address', 'route', 'policy'];

describe('createMonitor', () => {
  after(() => rmSync(folder, { recursive: true }));

  it('calls once at the start, for everything', async () => {
    const { monitor, woken } = listen('exec sleep 20');
    await until(() => woken.length > 0);
    await delay(150);
    monitor.stop();
    expect(woken).to.deep.equal([all]);
  });

  it('joins a burst into one call that names what changed', async () => {
    const { monitor, woken } = listen(
      'sleep 0.5; printf "[LINK]2: a\\n[LINK]2: a\\n[ADDR]2: a\\n"; exec sleep 20',
    );
    await until(() => woken.length > 1);
    await delay(150);
    monitor.stop();
    expect(woken).to.deep.equal([all, ['link', 'address']]);
  });

  it('does not wait for a kernel that is never quiet', async () => {
    const { monitor, woken } = listen('while sleep 0.005; do echo "[LINK]2: a"; done');
    await until(() => woken.length > 2);
    monitor.stop();
    expect(woken.slice(1)).to.deep.include(['link']);
  });

  it('leaves time between two calls, whatever pods come and go', async () => {
    const at: number[] = [];
    const monitor = createMonitor({
      onWake: () => at.push(performance.now()),
      log: createLog(
        () => {},
        () => new Date(0),
      ),
      quietMs: 5,
      atMostMs: 20,
      apartMs: 200,
      program: program('while sleep 0.03; do echo "[LINK]2: a"; done'),
    });
    await until(() => at.length > 3);
    monitor.stop();
    const apart = at.slice(1).map((one, index) => one - (at[index] ?? 0));
    // A timer counts whole milliseconds from when the loop last looked at the clock: it may be early by two.
    for (const ms of apart) expect(ms).to.be.at.least(198);
  });

  it('starts a monitor that died again, and then looks at everything', async () => {
    const { monitor, woken, lines } = listen('sleep 0.2; exit 3');
    await until(() => woken.length > 1);
    monitor.stop();
    expect(woken.slice(0, 2)).to.deep.equal([all, all]);
    expect(lines[0]).to.include('ip monitor ended').and.to.include('exit status 3');
  });

  it('looks at everything when events were lost', async () => {
    const { monitor, woken } = listen('sleep 0.5; echo "No buffer space" >&2; exec sleep 20');
    await until(() => woken.length > 1);
    monitor.stop();
    expect(woken).to.deep.equal([all, all]);
  });

  it('says so when the program is missing, and waits longer each time', async () => {
    const lines: string[] = [];
    const monitor = createMonitor({
      onWake: () => undefined,
      log: createLog(
        (line) => lines.push(line),
        () => new Date(0),
      ),
      program: join(folder, 'missing'),
    });
    await until(() => lines.length > 2);
    monitor.stop();
    const waits = lines.map((line) => (JSON.parse(line) as { waitMs: number }).waitMs);
    expect(waits.slice(0, 3)).to.deep.equal([100, 200, 400]);
  });

  it('ends its child and stays silent when stopped', async () => {
    const { monitor, woken } = listen('exec sleep 5');
    const pid = monitor.pid() ?? 0;
    monitor.stop();
    await delay(100);
    expect(woken).to.deep.equal([]);
    expect(() => process.kill(pid, 0)).to.throw('ESRCH');
  });
});
