/** Lengths in bytes: what a file name can hold, and the kernel's IFNAMSIZ less its NUL. */
const longestName = 253;
const longestIfName = 15;

/** Network names and container IDs: one rule for both (specification, sections 1 and 2). */
export function isName(value: string): boolean {
  return value.length <= longestName && /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(value);
}

/** What the kernel takes as the name of a link (`dev_valid_name`), plus the specification's ban of `:`. */
export function isIfName(value: string): boolean {
  const length = new TextEncoder().encode(value).length;
  return (
    length >= 1 && length <= longestIfName && /^[^/:\s\0]+$/.test(value) && !/^\.\.?$/.test(value)
  );
}

export const nameRule = `a letter or digit, then letters, digits, "_", "." or "-", at most ${longestName} in all`;
export const ifNameRule = `1 to ${longestIfName} bytes without "/", ":" and white space, not "." or ".."`;
