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

const all = ['link', 'address', 'route', 'policy'];

describe('createMonitor', () => {
  after(() => rmSync(folder, { recursive: true }));

  it('calls once at the start, for everything', async () => {
    const { monitor, woken } = listen('exec sleep 5');
    await delay(150);
    monitor.stop();
    expect(woken).to.deep.equal([all]);
  });

  it('joins a burst into one call that names what changed', async () => {
    const { monitor, woken } = listen(
      'sleep 0.2; echo "[LINK]2: a"; echo "[LINK]2: a"; echo "[ADDR]2: a"; exec sleep 5',
    );
    await delay(400);
    monitor.stop();
    expect(woken).to.deep.equal([all, ['link', 'address']]);
  });

  it('does not wait for a kernel that is never quiet', async () => {
    const { monitor, woken } = listen('while sleep 0.01; do echo "[LINK]2: a"; done');
    await delay(500);
    monitor.stop();
    expect(woken.length).to.be.within(2, 7);
  });

  it('starts a monitor that died again, and then looks at everything', async () => {
    const { monitor, woken, lines } = listen('sleep 0.1; exit 3');
    await delay(450);
    monitor.stop();
    expect(woken.length).to.be.at.least(2);
    expect(woken[1]).to.deep.equal(all);
    expect(lines[0]).to.include('ip monitor ended').and.to.include('exit status 3');
  });

  it('looks at everything when events were lost', async () => {
    const { monitor, woken } = listen('sleep 0.1; echo "No buffer space" >&2; exec sleep 5');
    await delay(300);
    monitor.stop();
    expect(woken).to.deep.equal([all, all]);
  });

  it('says so when the program is missing, and goes on trying', async () => {
    const lines: string[] = [];
    const monitor = createMonitor({
      onWake: () => undefined,
      log: createLog(
        (line) => lines.push(line),
        () => new Date(0),
      ),
      program: join(folder, 'missing'),
    });
    await delay(400);
    monitor.stop();
    expect(lines.length).to.be.within(2, 3);
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
