/**
 * Of what `kubectl describe cidr` says the part that tells the blocks, with the first interface block in full:
 * `describe` prints a list's items one below the other, each from its first key on.
 */
export function excerpt(described: string): string {
  const lines = described.trimEnd().split('\n');
  const [spec, config] = [lines.indexOf('Spec:'), lines.indexOf('  Config:')];
  const blocks = lines.slice(spec + 2, config);
  const starts = blocks.flatMap((line, index) => (line === '    Hosts:' ? [index] : []));
  const more = starts.length - 1;
  return [
    ...lines.slice(0, 1),
    ...lines.slice(spec, spec + 2),
    ...blocks.slice(0, starts[1]),
    ...(more > 0 ? [`    … and ${more} more, one for each further NIC`] : []),
    ...lines.slice(config),
  ].join('\n');
}
