import { expect } from 'chai';
import * as fc from 'fast-check';

import { MultiNicError } from '../../../lib/errors.ts';
import { commands } from '../../../node-agent/iproute2/commands.ts';
import {
  parseLinks,
  parseNexthops,
  parseRoutes,
  parseRules,
} from '../../../node-agent/iproute2/parse.ts';
import { type OnUnreadable, refuseUnreadable } from '../../../node-agent/iproute2/rows.ts';
import { createUnreadableLog } from '../../../node-agent/iproute2/unreadable.ts';
import type { Finished } from '../../../node-agent/types.ts';
import { fixture } from './fixture.ts';

const parsers = { parseLinks, parseRoutes, parseRules, parseNexthops };
type Parser = (typeof parsers)[keyof typeof parsers];

const recorded = <Rows>(
  parse: (command: readonly string[], answer: Finished) => Rows,
  name: string,
): Rows => {
  const { command, answer } = fixture(name);
  return parse(command, answer);
};

const failure = (run: () => unknown): MultiNicError => {
  try {
    run();
  } catch (error) {
    if (error instanceof MultiNicError) return error;
    throw error;
  }
  throw new Error('was expected to throw');
};

describe('parseLinks', () => {
  const byName = new Map(recorded(parseLinks, 'links').map((link) => [link.name, link]));

  it('reads a link with its addresses', () => {
    expect(byName.get('eth1')).to.deep.equal({
      index: 3,
      name: 'eth1',
      mac: '02:00:00:00:00:01',
      mtu: 1500,
      up: true,
      carrier: true,
      loopback: false,
      group: 'default',
      kind: 'veth',
      data: {},
      parent: 'wire1',
      addresses: [
        { family: 'inet', address: '10.0.1.1', length: 24, scope: 'global' },
        { family: 'inet', address: '10.0.1.7', length: 24, scope: 'global', secondary: true },
      ],
    });
  });

  it('tells a link that is down from one that is up', () => {
    expect(byName.get('eth3')).to.include({ up: false, carrier: false });
    expect(byName.get('wire3')).to.include({ up: true, carrier: false });
  });

  it('knows loopback, group, master and what the kind adds', () => {
    expect(byName.get('lo')).to.include({ loopback: true });
    const [pod] = recorded(parseLinks, 'link-only');
    expect(pod).to.include({ kind: 'macvlan', group: '7', master: 'br0', parent: 'eth2' });
    expect(pod?.data).to.include({ mode: 'bridge' });
    expect(pod?.addresses).to.deep.equal([]);
  });

  it('names the command when the link is missing', () => {
    const error = failure(() => recorded(parseLinks, 'link-missing'));
    expect(error.code).to.equal('COMMAND_FAILED');
    expect(error.message).to.include('`ip -j -d link show dev absent0` failed with status 1');
    expect(error.message).to.include('Device "absent0" does not exist.');
  });

  it('skips the empty objects that a filter by family leaves', () => {
    const stdout = '[{},{"ifindex":2,"ifname":"a","flags":[],"mtu":1,"addr_info":[{}]}]';
    const links = parseLinks(commands.links, { status: 0, stdout, stderr: '' });
    expect(links.map(({ name, addresses }) => ({ name, addresses }))).to.deep.equal([
      { name: 'a', addresses: [] },
    ]);
  });
});

describe('parseRoutes', () => {
  const routes = recorded(parseRoutes, 'routes');
  const find = (dst: string, table: number) =>
    routes.find((row) => row.dst === dst && row.table === table);

  const cases = [
    {
      name: 'a route with a nexthop object',
      row: find('192.168.1.0/24', 20000),
      want: { type: 'unicast', protocol: 155, metric: 0, nhid: 20000000, via: '10.0.1.2' },
    },
    {
      name: 'a host route gets its length',
      row: find('192.168.2.9/32', 20000),
      want: { nhid: 20000001, dev: 'eth2' },
    },
    {
      name: 'without a table it is in main, without a protocol it is boot',
      row: find('default', 254),
      want: { table: 254, protocol: 3, metric: 100, via: '10.0.1.254', dev: 'eth1' },
    },
    {
      name: 'a blackhole keeps its type',
      row: find('172.31.0.0/16', 20000),
      want: { type: '6', protocol: 3 },
    },
    {
      name: 'a route of another protocol with a tos',
      row: find('198.51.100.0/24', 254),
      want: { protocol: 186, tos: '0x10' },
    },
    {
      name: 'a connected route',
      row: find('10.0.1.0/24', 254),
      want: { protocol: 2, dev: 'eth1' },
    },
  ];
  for (const { name, row, want } of cases) {
    it(`reads ${name}`, () => expect(row).to.include(want));
  }

  it('reads the legs of a multipath route, which has no gateway of its own', () => {
    const row = find('100.64.0.0/10', 254);
    expect(row).to.include({ via: undefined, dev: undefined });
    expect(row?.hops).to.deep.equal([
      { via: '10.0.1.3', dev: 'eth1' },
      { via: '10.0.2.3', dev: 'eth2' },
    ]);
  });

  it('takes an empty table, a lone bracket with exit 2, for no routes', () => {
    expect(fixture('routes-empty-table').answer).to.include({ status: 2, stdout: '[' });
    expect(recorded(parseRoutes, 'routes-empty-table')).to.deep.equal([]);
  });

  it('takes an empty answer for no routes', () => {
    expect(recorded(parseRoutes, 'routes-none')).to.deep.equal([]);
    expect(parseRoutes(commands.routes, { status: 0, stdout: '', stderr: '' })).to.deep.equal([]);
  });
});

describe('parseRules', () => {
  it('joins src and srclen, and knows a rule that has more than source and table', () => {
    expect(recorded(parseRules, 'rules')).to.deep.equal([
      { priority: 0, from: 'all', protocol: 0, table: 255, plain: true },
      { priority: 31000, from: '10.9.9.9/32', protocol: 0, plain: false },
      { priority: 31001, from: '10.9.0.0/16', protocol: 0, table: 99, plain: false },
      { priority: 31002, from: '10.8.0.0/16', protocol: 0, plain: false },
      { priority: 32000, from: '192.168.0.0/16', protocol: 155, table: 20000, plain: true },
      { priority: 32766, from: 'all', protocol: 0, table: 254, plain: true },
      { priority: 32767, from: 'all', protocol: 0, table: 253, plain: true },
    ]);
  });
});

describe('parseNexthops', () => {
  it('reads objects, groups and blackholes', () => {
    const none = { via: undefined, dev: undefined, group: undefined };
    expect(recorded(parseNexthops, 'nexthops')).to.deep.equal([
      { ...none, id: 7, protocol: 0, group: [20000000, 20000001] },
      { ...none, id: 8, protocol: 0 },
      { ...none, id: 20000000, protocol: 155, via: '10.0.1.2', dev: 'eth1' },
      { ...none, id: 20000001, protocol: 155, via: '10.0.2.2', dev: 'eth2' },
    ]);
  });

  it('reads none', () => expect(recorded(parseNexthops, 'nexthops-empty')).to.deep.equal([]));
});

describe('an answer that cannot be read', () => {
  const cases: { name: string; parse: Parser; stdout: string; want: string }[] = [
    { name: 'no JSON', parse: parseRoutes, stdout: '[{', want: 'is not JSON' },
    { name: 'no list', parse: parseRules, stdout: '{}', want: 'is not a list' },
    { name: 'no objects', parse: parseRoutes, stdout: '[7]', want: 'row 1 is not an object' },
    {
      name: 'a link without index',
      parse: parseLinks,
      stdout: '[{"ifname":"a","flags":[],"mtu":1}]',
      want: 'has no number in "ifindex"',
    },
    {
      name: 'a table with a name',
      parse: parseRoutes,
      stdout: '[{"dst":"10.0.0.0/8","table":"storage"}]',
      want: 'has no number in "table", but "storage"',
    },
    {
      name: 'a destination that is no prefix',
      parse: parseRoutes,
      stdout: '[{"dst":"here"}]',
      want: 'has no prefix in "dst" or "src", but "here"',
    },
    {
      name: 'a nexthop without id',
      parse: parseNexthops,
      stdout: '[{"gateway":"10.0.0.1"}]',
      want: 'has no number in "id"',
    },
  ];
  for (const { name, parse, stdout, want } of cases) {
    it(`is refused: ${name}`, () => {
      const error = failure(() => parse(['-j', 'thing'], { status: 0, stdout, stderr: '' }));
      expect(error.code).to.equal('KERNEL_ANSWER');
      expect(error.message).to.include('`ip -j thing`').and.to.include(want);
    });
  }

  it('is never anything but a MultiNicError, whatever JSON it is', () => {
    const json = fc.oneof(
      fc.json(),
      fc.array(fc.object()).map((rows) => JSON.stringify(rows)),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(parsers)), json, (parse, stdout) => {
        try {
          parse(['-j'], { status: 0, stdout, stderr: '' });
        } catch (error) {
          expect(error).to.be.instanceOf(MultiNicError);
        }
      }),
    );
  });
});

describe('one odd row', () => {
  const asked = {
    parseLinks: 'links',
    parseRoutes: 'routes',
    parseRules: 'rules',
    parseNexthops: 'nexthops',
  } as const;
  const odd = fc.constantFrom<unknown>(null, '', 0, -1, 'odd', true, [], [null], {}, { a: null });

  for (const [name, file] of Object.entries(asked)) {
    const parse = parsers[name as keyof typeof asked] as (
      ...of: [readonly string[], Finished, OnUnreadable]
    ) => object[];
    const { command, answer } = fixture(file);
    const rows = JSON.parse(answer.stdout) as Record<string, unknown>[];
    const whole = parse(command, answer, refuseUnreadable);

    it(`costs ${name} that row at most, whichever field is odd or absent`, () => {
      const which = fc.nat({ max: rows.length - 1 });
      const field = fc.nat();
      fc.assert(
        fc.property(which, field, fc.option(odd, { nil: undefined }), (at, nth, value) => {
          const fields = Object.keys(rows[at] ?? {});
          const changed = { ...rows[at], [fields[nth % fields.length] ?? '']: value };
          const stdout = JSON.stringify(rows.with(at, changed));
          let unreadable = 0;
          const read = parse(command, { ...answer, stdout }, () => {
            unreadable += 1;
          });
          expect(read.length + unreadable).to.be.at.least(whole.length);
          const others = whole.filter((_row, index) => index !== at);
          expect(read).to.deep.include.members(others);
        }),
      );
    });

    it(`is the same to ${name} where a field is null, empty and absent`, () => {
      fc.assert(
        fc.property(fc.nat({ max: rows.length - 1 }), fc.nat(), (at, nth) => {
          const fields = Object.keys(rows[at] ?? {});
          const field = fields[nth % fields.length] ?? '';
          const outcome = (value: null | '' | undefined): readonly object[] => {
            const stdout = JSON.stringify(rows.with(at, { ...rows[at], [field]: value }));
            return parse(command, { ...answer, stdout }, () => {});
          };
          expect(outcome(null)).to.deep.equal(outcome(undefined));
          expect(outcome('')).to.deep.equal(outcome(undefined));
        }),
      );
    });
  }

  it('reads the fall-back link of a tunnel, whose link is null', () => {
    const tunl0 = {
      ifindex: 4,
      link: null,
      ifname: 'tunl0',
      flags: ['NOARP'],
      mtu: 1480,
      link_type: 'ipip',
      address: '0.0.0.0',
      linkinfo: { info_kind: 'ipip', info_data: { proto: 'ipip', remote: 'any', local: 'any' } },
      addr_info: [],
    };
    const stdout = JSON.stringify([tunl0]);
    const [link] = parseLinks(['address'], { status: 0, stdout, stderr: '' });
    expect(link).to.include({ name: 'tunl0', kind: 'ipip', up: false });
    expect(link).not.to.have.property('parent');
  });

  it('is logged once, however often it is read and wherever it stands, and counted', () => {
    const lines: unknown[] = [];
    const log = createUnreadableLog({ warn: (_message, fields) => lines.push(fields) });
    for (const before of [[], [{}], [{}, {}, {}]]) {
      const stdout = JSON.stringify([...before, { ifname: 'odd0' }]);
      parseLinks(['address'], { status: 0, stdout, stderr: '' }, log);
    }
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include({ link: 'odd0' });
    expect(log.count()).to.equal(3);
  });
});
