import type { ClusterNode } from '../cluster/types.ts';

/**
 * Resident memory in MiB: of the process itself, what of that is its own alone (the rest is pages of files, mostly of node's
 * program, which the kernel shares and takes away when it needs them), and of all in its container.
 */
export type Memory = {
  readonly own: number;
  readonly anonymous: number;
  readonly container: number;
};

/** Every process of the node that runs `bundle` in node, the largest last. */
export async function programs(node: ClusterNode, bundle: string): Promise<readonly Memory[]> {
  const lines = await node.exec(['sh', '-c', script, 'sh', bundle]);
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ').map((kib) => Number(kib) / 1024))
    .map(([own = Number.NaN, anonymous = Number.NaN, container = Number.NaN]) => ({
      own,
      anonymous,
      container,
    }))
    .toSorted((one, other) => one.own - other.own);
}

// A container is the processes that share a cgroup: with cgroup v1 the hierarchy of memory tells, with v2 the only one.
const script = `
field() { awk "/^$2/ { print \\$2 }" "/proc/$1/status" 2>/dev/null; }
group() { grep -E ':memory:|^0::' "/proc/$1/cgroup" 2>/dev/null | head -n 1; }
for folder in /proc/[0-9]*; do
  pid=\${folder#/proc/}
  tr '\\0' ' ' 2>/dev/null <"$folder/cmdline" | grep -q "^[^ ]*node .*/$1 " || continue
  total=0
  for other in /proc/[0-9]*; do
    [ "$(group "\${other#/proc/}")" = "$(group "$pid")" ] || continue
    kib=$(field "\${other#/proc/}" VmRSS)
    total=$((total + \${kib:-0}))
  done
  echo "$(field "$pid" VmRSS) $(field "$pid" RssAnon) $total"
done
`;
