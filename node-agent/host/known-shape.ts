import {
  anyObject,
  isObject,
  listOf,
  natural,
  objectOf,
  optional,
  type Shape,
  text,
} from '../shape.ts';
import type { Known } from '../types.ts';

const named = (spec: Shape): Shape => objectOf({ metadata: objectOf({ name: text }), spec });

/** What the agent reads of each object, not all that its kind has: a newer program may have written the file. */
const lists = {
  networks: named(anyObject),
  pools: named(
    objectOf({
      podCIDR: text,
      vlanCIDR: text,
      netAttachDef: text,
      hostName: text,
      interfaceName: text,
      excludes: listOf(text),
      allocations: listOf(objectOf({ pod: text, namespace: text, index: natural, address: text })),
    }),
  ),
  cidrs: named(
    objectOf({
      config: objectOf({ name: text, subnet: text }),
      cidr: listOf(
        objectOf({
          netAddress: text,
          interfaceIndex: natural,
          vlanCIDR: text,
          hosts: listOf(
            objectOf({ hostName: text, interfaceName: text, hostIP: text, podCIDR: text }),
          ),
        }),
      ),
    }),
  ),
} as const;

const hostInterface = named(
  objectOf({ hostName: text, interfaces: listOf(objectOf({ interfaceName: text })) }),
);

/**
 * A snapshot as it was read. An object of another shape costs that object; a list that is none, the snapshot.
 *
 * @param report told what is left out and why, `pools[2].spec.podCIDR is missing`
 */
export function readKnown(value: unknown, report: (problem: string) => void): Known | undefined {
  if (!isObject(value)) return refuse('it is not an object', report);
  const names = Object.keys(lists) as (keyof typeof lists)[];
  const missing = names.find((name) => !Array.isArray(value[name]));
  if (missing !== undefined) return refuse(`${missing} is not a list`, report);
  const kept = names.map((name) => [name, keep(value[name], name, report)] as const);
  const problem = optional(hostInterface)(value['hostInterface'], 'hostInterface');
  if (problem !== undefined) report(problem);
  const own = problem === undefined && value['hostInterface'] !== null ? value : {};
  return {
    ...(Object.fromEntries(kept) as Pick<Known, keyof typeof lists>),
    ...pick(own),
  };
}

function refuse(problem: string, report: (problem: string) => void): undefined {
  report(problem);
  return undefined;
}

function pick({ hostInterface: found }: Partial<Known>): Pick<Known, 'hostInterface'> {
  return found === undefined ? {} : { hostInterface: found };
}

function keep(
  list: unknown,
  name: keyof typeof lists,
  report: (problem: string) => void,
): readonly unknown[] {
  return (list as readonly unknown[]).filter((item, index) => {
    const problem = lists[name](item, `${name}[${index}]`);
    if (problem !== undefined) report(problem);
    return problem === undefined;
  });
}
