/** The shim as hack/setup builds it. */
export const builtShim = new URL('../../cni/shim/shim', import.meta.url).pathname;
