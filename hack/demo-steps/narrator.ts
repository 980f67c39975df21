export type Narrator = {
  /** One line of progress, with the seconds since the start. */
  readonly say: (text: string) => void;
  /** Text as it is, indented below the line before it. */
  readonly show: (text: string) => void;
};

/** @param now in milliseconds */
export function createNarrator(write: (line: string) => void, now: () => number): Narrator {
  const started = now();
  const say = (text: string): void =>
    write(`[${((now() - started) / 1000).toFixed(1).padStart(5)} s] ${text}`);
  const show = (text: string): void => {
    if (text.trim() === '') return;
    for (const line of text.trimEnd().split('\n')) write(`    ${line}`.trimEnd());
  };
  return { say, show };
}
