import type { RequestOptions } from 'node:https';

import { KubeConfig } from '@kubernetes/client-node';

// The program that test/house/bundle.test.ts bundles: what our programs do with a KubeConfig, and what they do not.
const kubeConfig = new KubeConfig();
kubeConfig.loadFromDefault();
const options: RequestOptions = {};
await kubeConfig.applyToHTTPSOptions(options);

const attempt = (make: () => unknown): string => {
  try {
    make();
    return 'made';
  } catch (error) {
    return (error as Error).message;
  }
};
const report = {
  server: kubeConfig.getCurrentCluster()?.server,
  authorization: new Headers(options.headers as Record<string, string>).get('authorization'),
  agent: options.agent !== undefined,
  client: attempt(() => kubeConfig.makeApiClient(Object)),
};
console.log(JSON.stringify(report));
