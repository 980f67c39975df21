import { down } from './background/down.ts';
import { enterNode, helm, images, kubectl, status } from './background/use.ts';
import { up } from './background/up.ts';

const usage = `npm run cluster -- VERB
  up [--nodes 2] [--nics 4]   start a cluster in the background, in namespaces of its own
  status                      what runs, and how to look at it
  kubectl ARGUMENT…           kubectl as its admin
  helm ARGUMENT…              helm as its admin
  exec NODE COMMAND…          a command on a node, as root in all its namespaces
  images                      build the images of this tree and put them on every node
  down                        end it; nothing of it is left`;

const verbs: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  up,
  down,
  status,
  kubectl,
  helm,
  exec: enterNode,
  images,
};

const [verb = '', ...args] = process.argv.slice(2);
const run = verbs[verb];
if (run === undefined) {
  console.error(usage);
  process.exitCode = verb === '' ? 0 : 2;
} else {
  process.exitCode = await run(args).catch((error: unknown) => {
    console.error((error as Error).message);
    return 1;
  });
}
