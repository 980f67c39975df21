import PQueue from 'p-queue';

/** Maps with at most `limit` promises under way; results in the order of the items. */
export function mapLimited<In, Out>(
  items: readonly In[],
  limit: number,
  work: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const queue = new PQueue({ concurrency: limit });
  return queue.addAll(items.map((item) => () => work(item)));
}
