import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** What the kernel says of routes, rules, nexthops, links and addresses in a namespace, from now until `stop`. */
export async function listenIn(netns: string): Promise<{ stop: () => Promise<string[]> }> {
  const args = ['monitor', 'route', 'rule', 'nexthop', 'link', 'address'];
  const child = spawn('nsenter', [`--net=${netns}`, '--', 'ip', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const ended = once(child, 'close');
  await delay(200);
  return {
    stop: async () => {
      await delay(200);
      child.kill();
      await ended;
      return text.split('\n').filter((line) => line !== '');
    },
  };
}
