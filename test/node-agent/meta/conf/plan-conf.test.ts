import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  type ConfDecision,
  decideConf,
  planConf,
} from '../../../../node-agent/meta/conf/decide.ts';
import { ownFile } from '../../../../node-agent/meta/conf/own-conf.ts';
import type { ConfFile } from '../../../../node-agent/meta/plan/conf-folder.ts';
import { defaults, flannel, multus, observe, ours, single, withMultus } from './fixture.ts';

describe('planConf', () => {
  it('takes away what is ours and what was made of it, nothing else', () => {
    const moved = { ...ours, name: `${ownFile}.cilium_bak` };
    const half = { name: `${ownFile}.new`, text: '{' };
    const files = [ours, moved, half, flannel, multus];
    expect(planConf(files, { own: 'none' })).to.deep.equal([
      { verb: 'remove', name: ownFile },
      { verb: 'remove', name: moved.name },
      { verb: 'remove', name: half.name },
    ]);
  });

  it("leaves another's file that has our name", () => {
    expect(planConf([single(ownFile, 'bridge')], { own: 'none' })).to.deep.equal([]);
  });

  it('leaves ours alone without a primary network', () => {
    expect(planConf([ours], { own: 'keep' })).to.deep.equal([]);
  });

  it('is a fixed point: after what was planned is applied, nothing is planned and the decision is the same', () => {
    const name = fc.constantFrom(
      ownFile,
      `${ownFile}.cilium_bak`,
      '00-multus.conf',
      '10-a.conf',
      '20-b.conflist',
      'x.bak',
    );
    const content = fc.oneof(
      fc.constantFrom('multi-nic-meta', 'multus', 'bridge').map((type) => single('', type).text),
      fc.constantFrom(flannel.text, '', '{', '[]', 'null', '{"plugins":[null,{}]}'),
      fc.string(),
    );
    const folder = fc
      .dictionary(name, content)
      .map((files) => Object.entries(files).map(([file, body]) => ({ name: file, text: body })));
    const settings = fc.record({
      mode: fc.constantFrom('auto' as const, 'on' as const, 'off' as const),
      names: fc.constantFrom(defaults.names, withMultus.names),
    });
    fc.assert(
      fc.property(folder, settings, fc.boolean(), (files, chosen, uninstalling) => {
        const meta = { ...defaults, ...chosen };
        const decision = decideConf(observe(files), meta, uninstalling);
        const after = apply(files, decision);
        const again = decideConf(observe(after), meta, uninstalling);
        expect(again).to.deep.equal(decision);
        expect(planConf(after, again)).to.deep.equal([]);
      }),
    );
  });
});

function apply(files: readonly ConfFile[], decision: ConfDecision): readonly ConfFile[] {
  const after = new Map(files.map(({ name, text: body }) => [name, body]));
  for (const step of planConf(files, decision)) {
    if (step.verb === 'write') after.set(step.name, step.text);
    else after.delete(step.name);
  }
  return [...after].map(([name, body]) => ({ name, text: body }));
}
