/** What is wrong with a value, `attachment.netns.path is missing`; `undefined` when nothing is. `at` names the value. */
export type Shape = (value: unknown, at: string) => string | undefined;

const absent = (value: unknown): boolean => value === undefined || value === null;

function wrong(value: unknown, at: string, wanted: string): string {
  return absent(value) ? `${at} is missing` : `${at} is not ${wanted}`;
}

const of =
  (wanted: string, is: (value: unknown) => boolean): Shape =>
  (value, at) =>
    is(value) ? undefined : wrong(value, at, wanted);

export const text = of('a text', (value) => typeof value === 'string');
export const flag = of('true or false', (value) => typeof value === 'boolean');
export const natural = of(
  'a whole number from 0',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);
export const anyObject = of('an object', isObject);

/** Absent and null are the same. */
export const optional =
  (shape: Shape): Shape =>
  (value, at) =>
    absent(value) ? undefined : shape(value, at);

export const listOf =
  (shape: Shape): Shape =>
  (value, at) => {
    if (!Array.isArray(value)) return wrong(value, at, 'a list');
    for (const [index, item] of value.entries()) {
      const problem = shape(item, `${at}[${index}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };

/** An object with these fields; further ones are for whoever wrote them. */
export const objectOf =
  (fields: Readonly<Record<string, Shape>>): Shape =>
  (value, at) => {
    if (!isObject(value)) return wrong(value, at, 'an object');
    for (const [name, shape] of Object.entries(fields)) {
      const problem = shape(value[name], at === '' ? name : `${at}.${name}`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
