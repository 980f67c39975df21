import type { Shell } from './shell.ts';
import { inNamespace } from './install.ts';

const questions: readonly (readonly string[])[] = [
  ['get', 'pods', '--all-namespaces', '--output=wide'],
  ['get', 'events', '--all-namespaces', '--field-selector=type!=Normal'],
  ['logs', inNamespace, '--selector=app.kubernetes.io/name', '--prefix', '--tail=20'],
];

/** What somebody would look at first when the demo failed. */
export async function troubles({ kubectl }: Shell): Promise<string> {
  const answers = questions.map(async (args) => {
    const said = await kubectl(...args).catch((error: unknown) => (error as Error).message);
    return `--- kubectl ${args.join(' ')}\n${said}`;
  });
  return (await Promise.all(answers)).join('\n');
}
