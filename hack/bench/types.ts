/** One bound of the project: `value` is measured, `ok` says whether it keeps within `bound`. */
export type Row = {
  readonly id: string;
  readonly value: number;
  readonly bound: number;
  readonly unit: string;
  readonly ok: boolean;
};

/** A measurement may serve several bounds; `ids` is what `--only` can name. */
export type Bench = {
  readonly ids: readonly string[];
  run(progress: (text: string) => void): Promise<readonly Row[]>;
};

export const atMost = (id: string, value: number, bound: number, unit: string): Row => ({
  id,
  value,
  bound,
  unit,
  ok: value <= bound,
});

export const atLeast = (id: string, value: number, bound: number, unit: string): Row => ({
  id,
  value,
  bound,
  unit,
  ok: value >= bound,
});
