/**
 * Whether resource version `a` is older than `b`: they are positive decimal numbers that grow with every write
 * (Kubernetes API concepts, "Resource versions"). '' is older than every other.
 */
export function isOlder(a: string, b: string): boolean {
  return a.length === b.length ? a < b : a.length < b.length;
}
