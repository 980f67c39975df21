/** Gives one of equal texts for all of them; remembers the `most` that were asked for last. */
export function createInterner(most = 64): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const one = known.get(text) ?? text;
    known.delete(text);
    known.set(text, one);
    const oldest = known.keys().next();
    if (known.size > most && !oldest.done) known.delete(oldest.value);
    return one;
  };
}
