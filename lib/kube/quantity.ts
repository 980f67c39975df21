const factors: Readonly<Record<string, readonly [base: bigint, exponent: number]>> = {
  n: [10n, -9],
  u: [10n, -6],
  m: [10n, -3],
  '': [10n, 0],
  k: [10n, 3],
  M: [10n, 6],
  G: [10n, 9],
  T: [10n, 12],
  P: [10n, 15],
  E: [10n, 18],
  Ki: [2n, 10],
  Mi: [2n, 20],
  Gi: [2n, 30],
  Ti: [2n, 40],
  Pi: [2n, 50],
  Ei: [2n, 60],
};

const form = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]{1,3}))?$/;

/** Resources of containers are kept in thousandths: Kubernetes rounds up what is finer. */
const scale = 1_000n;

/** Whether two texts are the same Kubernetes quantity: 0.5 and 500m, 1Gi and 1024Mi. */
export function sameQuantity(one: string, other: string): boolean {
  const [a, b] = [thousandths(one), thousandths(other)];
  return a !== undefined && a === b;
}

/** Rounded away from zero; `undefined` for what is no quantity. */
function thousandths(text: string): bigint | undefined {
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = form.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const [base, power] =
    exponent === undefined ? (factors[suffix] ?? [10n, 0]) : [10n, Number(exponent)];
  const up = base ** BigInt(Math.max(power, 0));
  const down = base ** BigInt(Math.max(-power, 0)) * 10n ** BigInt(fraction.length);
  const number = BigInt(whole + fraction) * up * scale;
  const rounded = (number + down - 1n) / down;
  return sign === '-' ? -rounded : rounded;
}
