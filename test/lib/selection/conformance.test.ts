import { expect } from 'chai';
import { findStrategy, strategies, strategyNames } from '../../../lib/selection/index.ts';
import type { SelectionInput } from '../../../lib/selection/types.ts';

const input: SelectionInput = Object.freeze({
  candidates: Object.freeze([
    Object.freeze({ name: 'eth1', netAddress: '10.0.1.0/24', up: true }),
    Object.freeze({ name: 'eth2', netAddress: '10.0.2.0/24', up: true }),
    Object.freeze({ name: 'eth3', netAddress: '10.0.3.0/24', up: false }),
  ]),
  masterNets: Object.freeze([]),
  wanted: Object.freeze({}),
});

for (const { name, select } of strategies) {
  describe(`strategy ${name}`, () => {
    it('has a name that the API accepts', () => expect(strategyNames).to.include(name));

    it('gives links of the host that are up, each once, and the same again', () => {
      const selected = select(input);
      expect(selected.ok).to.equal(true);
      if (!selected.ok) return;
      expect(selected.masters).to.have.members([...new Set(selected.masters)]);
      expect(['eth1', 'eth2']).to.include.members([...selected.masters]);
      expect(select(input)).to.deep.equal(selected);
    });

    it('gives no more than nics', () => {
      const selected = select({ ...input, wanted: { nics: 1 } });
      expect(selected).to.have.property('masters').with.length(1);
    });

    it('says why and what to do when no NIC is there', () => {
      const selected = select({ ...input, candidates: [] });
      expect(selected).to.include({ ok: false });
      expect(selected).to.have.property('reason').that.is.not.empty;
      expect(selected).to.have.property('remedy').that.is.not.empty;
    });
  });
}

describe('findStrategy', () => {
  for (const name of [undefined, '', 'none']) {
    it(`gives none for ${JSON.stringify(name)}`, () => {
      const found = findStrategy(name);
      expect(found.ok && found.strategy.name).to.equal('none');
    });
  }

  const available = new Set(strategies.map(({ name }) => name));
  for (const name of strategyNames.filter((candidate) => !available.has(candidate))) {
    it(`says that ${name} is not available in this version, and what is`, () => {
      const found = findStrategy(name);
      expect(found).to.include({ ok: false, known: true });
      expect(found).to.have.property('message').that.contains(`"${name}" is not available`);
      expect(found).to.have.property('message').that.contains('use one of: none');
    });
  }

  it('says that an unknown name is unknown', () => {
    const found = findStrategy('fastest');
    expect(found).to.include({ ok: false, known: false });
    expect(found).to.have.property('message').that.contains('"fastest" is unknown');
  });
});
