import { CniError } from '../../cni/protocol/error.ts';
import { cniErrorCodes } from '../../cni/protocol/types.ts';
import type { Attachment } from '../journal/types.ts';
import type { Finished } from '../types.ts';
import { checkAlive } from './failure.ts';
import { type Line, renderConfiguration, renderLinks, renderSysctls } from './render.ts';
import type { Context } from './types.ts';

type Door = Pick<Context, 'ip'>;

/**
 * Makes the links and configures them, in two batches. Whoever calls undoes the attachment when this throws.
 *
 * @throws CniError `linkFailed` naming the link, address or route and what the kernel said
 */
export async function applyAttachment(
  { ip }: Door,
  attachment: Attachment,
  signal: AbortSignal,
): Promise<void> {
  await runBatch(renderLinks(attachment), (batch) => ip({ batch }));
  checkAlive(signal);
  const netns = attachment.netns.path;
  const sysctls = renderSysctls(attachment);
  await runBatch(renderConfiguration(attachment), (batch) => ip({ batch, netns, sysctls }));
  checkAlive(signal);
}

async function runBatch(
  lines: readonly Line[],
  run: (batch: readonly string[]) => Promise<Finished>,
): Promise<void> {
  const finished = await run(lines.map(({ text }) => text));
  if (finished.status !== 0) throw batchFailure(lines, finished);
}

function batchFailure(lines: readonly Line[], { stderr, status }: Finished): CniError {
  const number = Number(/Command failed -:(\d+)/.exec(stderr)?.[1] ?? 0);
  const failed = lines[number - 1]?.makes ?? lines.map(({ makes }) => makes).join(', ');
  const said = stderr.replace(/Command failed -:\d+/, '').trim() || `ip ended with ${status}`;
  const message = `cannot make ${failed}: ${said}; ${remedyFor(said)}`;
  return new CniError(cniErrorCodes.linkFailed, message, stderr.trim());
}

const remedies: readonly (readonly [RegExp, string])[] = [
  [/File exists/, 'the pod already has something of that name: use another interface name'],
  [/Cannot find device/, 'the NIC is gone from this host: the pod can be started elsewhere'],
  [
    /resource busy/,
    'another kind of link hangs on that NIC: macvlan and ipvlan exclude each other',
  ],
  [/already in use/, 'another link on that NIC has the address: find it with `ip -d addr`'],
  [/Invalid argument/, 'check mode and mtu of the plugin against the NIC'],
  [/Unknown device type|not supported/, 'this kernel lacks the module of that link type'],
];

function remedyFor(said: string): string {
  return remedies.find(([pattern]) => pattern.test(said))?.[1] ?? 'everything was undone';
}

const nothingThere = /No such device|Cannot find device/;

/**
 * Deletes all links of the attachment in one call: the kernel waits about 20 ms for each call, not for each link.
 * No link of the group left is success.
 */
export async function deleteLinks(
  { ip }: Door,
  { group }: Attachment,
  netns: string,
): Promise<void> {
  const { status, stderr } = await ip({ netns, args: ['link', 'del', 'group', String(group)] });
  if (status === 0 || nothingThere.test(stderr)) return;
  const message = `cannot delete the links of group ${group} in ${netns}: ${stderr.trim() || `ip ended with ${status}`}; it is tried again`;
  throw new CniError(cniErrorCodes.linkFailed, message);
}
