import { until } from '../cluster/until.ts';

const patienceMs = 120_000;

type Kubectl = (args: readonly string[]) => Promise<string>;

/** Deletes these CustomResourceDefinitions, all that there are when none is named, and returns when they are gone. */
export async function deleteKinds(kubectl: Kubectl, names: readonly string[] = []): Promise<void> {
  const which = names.length === 0 ? ['--all'] : names;
  await kubectl(['delete', 'crd', ...which, '--wait=false']);
  await kindsGone(kubectl, names);
}

/**
 * Waits for kinds that are being deleted, or will be at once. The API server may give up on one with "storage is
 * (re)initializing" and forget it for minutes: a try that follows too soon finds an old version of the object and ends
 * without another. Any change of the object makes it try again.
 */
export async function kindsGone(kubectl: Kubectl, names: readonly string[] = []): Promise<void> {
  let looks = 0;
  await until(
    'the kinds gone',
    async () => {
      const left = await kubectl(['get', 'crd', ...names, '--ignore-not-found', '--output=name']);
      if (left.trim() === '') return true;
      looks += 1;
      const objects = left.trim().split('\n');
      if (looks % 20 === 0)
        await kubectl(['annotate', '--overwrite', ...objects, `asked=${looks}`]);
      return undefined;
    },
    patienceMs,
  );
}
