/** The CustomResourceDefinitions of a release, as a cluster names them. */
export const ourCrds: readonly string[] = [
  'cidrs',
  'configs',
  'deviceclasses',
  'hostinterfaces',
  'ippools',
  'multinicnetworks',
].map((plural) => `${plural}.multinic.fms.io`);

/** The one that a release brings only where there is none. */
export const nadCrd = 'network-attachment-definitions.k8s.cni.cncf.io';
