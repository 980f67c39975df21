/** Gives one of equal texts for all of them; remembers the `most` that were asked for last. */
export function createInterner(most = 64): ((text: string) => string) & { size(): number } {
  const known = new Map<string, string>();
  const intern = (text: string): string => {
    const one = known.get(text) ?? text;
    known.delete(text);
    known.set(text, one);
    const oldest = known.keys().next();
    if (known.size > most && !oldest.done) known.delete(oldest.value);
    return one;
  };
  return Object.assign(intern, { size: () => known.size });
}
