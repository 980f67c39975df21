import { indexOf, parseAddress } from '../../lib/net/cidr.ts';
import {
  boot,
  createViews,
  type Link,
  type Route,
  type Rule,
  type State,
} from './fake-kernel-views.ts';
import { cidr, mustHave, need, number, Refused, toWords, type Words } from './fake-kernel-words.ts';

export type FakeKernel = ReturnType<typeof createFakeKernel>;

/** Links, nexthop objects, routes and rules, and of each only what the routes of an agent meet. */
export function createFakeKernel() {
  const state: State = { links: new Map(), nexthops: new Map(), routes: [], rules: [] };
  const { links, nexthops } = state;

  const onLink = (via: string, dev: string): void => {
    const link = links.get(dev);
    if (link === undefined)
      throw new Refused(`Error: argument "${dev}" is wrong: Device does not exist`, true);
    if (!link.up) throw new Refused('Error: Nexthop device is not up.');
    const address = parseAddress(via);
    if (address === undefined)
      throw new Refused(`Error: inet address is expected rather than "${via}".`, true);
    if (!link.nets.some((net) => indexOf(net, address) !== undefined))
      throw new Refused('Error: Nexthop has invalid gateway.');
  };
  const dropNexthop = (id: number): void => {
    nexthops.delete(id);
    state.routes = state.routes.filter(({ nhid }) => nhid !== id);
  };
  const down = (link: Link): void => {
    link.up = false;
    for (const { id, dev } of nexthops.values()) if (dev === link.name) dropNexthop(id);
    state.routes = state.routes.filter(({ dev }) => dev !== link.name);
  };
  const verbs: Readonly<Record<string, (words: Words, first: string) => void>> = {
    'link add': (_words, name) => {
      links.set(name, { name, index: links.size + 2, up: true, nets: [] });
    },
    'link up': (_words, name) => {
      mustHave(links.get(name), `Cannot find device "${name}"`).up = true;
    },
    'link down': (_words, name) => down(mustHave(links.get(name), `Cannot find device "${name}"`)),
    'link del': (_words, name) => {
      down(mustHave(links.get(name), `Cannot find device "${name}"`));
      links.delete(name);
    },
    'address add': (words, text) => {
      const link = mustHave(links.get(need(words, 'dev')), 'Cannot find device');
      link.nets.push(cidr(text));
    },
    'nexthop add': (words) => {
      const id = number(words, 'id');
      if (nexthops.has(id)) throw new Refused('RTNETLINK answers: File exists');
      const [via, dev] = [need(words, 'via'), need(words, 'dev')];
      onLink(via, dev);
      nexthops.set(id, { id, via, dev, protocol: number(words, 'protocol', 0) });
    },
    'nexthop del': (words) => {
      const id = number(words, 'id');
      mustHave(nexthops.get(id), 'RTNETLINK answers: No such file or directory');
      dropNexthop(id);
    },
    'route replace': (words, dst) => {
      const route = readRoute(words, dst);
      if (route.nhid === undefined) onLink(route.via ?? '', route.dev ?? '');
      else mustHave(nexthops.get(route.nhid), 'Error: Nexthop id does not exist.');
      const same = (other: Route): boolean =>
        other.dst === route.dst && other.table === route.table && other.metric === route.metric;
      const at = state.routes.findIndex(same);
      if (at < 0) state.routes.push(route);
      else state.routes[at] = route;
    },
    'route del': (words, dst) => {
      const given = readRoute(words, dst);
      if (given.nhid !== undefined && !nexthops.has(given.nhid))
        throw new Refused('Error: Nexthop id does not exist.');
      if (!state.routes.some(({ table }) => table === given.table))
        throw new Refused('Error: FIB table does not exist.');
      const at = state.routes.findIndex(
        (route) =>
          route.dst === given.dst &&
          route.table === given.table &&
          (!words.has('metric') || route.metric === given.metric) &&
          (!words.has('protocol') || route.protocol === given.protocol) &&
          (given.nhid === undefined || route.nhid === given.nhid),
      );
      if (at < 0) throw new Refused('RTNETLINK answers: No such process');
      state.routes.splice(at, 1);
    },
    'rule add': (words) => {
      const rule = readRule(words);
      if (state.rules.some((other) => sameRule(other, rule)))
        throw new Refused('RTNETLINK answers: File exists');
      state.rules.push(rule);
      state.rules.sort((one, other) => one.priority - other.priority);
    },
    'rule del': (words) => {
      const rule = readRule(words);
      const at = state.rules.findIndex((other) => sameRule(other, rule));
      if (at < 0) throw new Refused('RTNETLINK answers: No such file or directory');
      state.rules.splice(at, 1);
    },
  };

  return {
    run: (line: string): void => {
      const [object = '', verb = '', ...rest] = line.split(' ');
      const act = verbs[`${object} ${verb}`];
      if (act === undefined) throw new Error(`fake ip: unexpected ip ${line}`);
      const named = rest.length % 2 === 1 ? rest.slice(1) : rest;
      act(toWords(named, line), rest.length % 2 === 1 ? (rest[0] ?? '') : '');
    },
    ...createViews(state),
  };
}

function readRoute(words: Words, dst: string): Route {
  return {
    dst: cidr(dst),
    table: number(words, 'table', 254),
    protocol: number(words, 'protocol', boot),
    metric: number(words, 'metric', 0),
    nhid: words.has('nhid') ? number(words, 'nhid') : undefined,
    via: words.get('via'),
    dev: words.get('dev'),
  };
}

function readRule(words: Words): Rule {
  return {
    from: cidr(need(words, 'from')),
    table: number(words, 'table'),
    priority: number(words, 'priority'),
    protocol: number(words, 'protocol', 0),
  };
}

function sameRule(one: Rule, other: Rule): boolean {
  return (
    one.from === other.from &&
    one.table === other.table &&
    one.priority === other.priority &&
    one.protocol === other.protocol
  );
}
