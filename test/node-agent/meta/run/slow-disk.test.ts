import { expect } from 'chai';
import type { Append } from '../../../../node-agent/journal/debts.ts';
import { signal } from '../../attach/fixture.ts';
import { createFakePlugins } from './fake-plugins.ts';
import { call, createMetaAgent } from './fixture.ts';

describe('createMetaVerbs: a slow disk', () => {
  for (const { name, problem, want } of [
    { name: 'attaches the others once the disk has it', problem: undefined, want: 3 },
    { name: 'undoes it when the disk refuses', problem: new Error('EIO'), want: 0 },
  ]) {
    it(`attaches the primary network while the disk is slow with the record, and ${name}`, async () => {
      const plugins = createFakePlugins();
      const synced = Promise.withResolvers<void>();
      const append: Append = async (records, written) => {
        written?.();
        if (records.some(({ op }) => op === 'add')) await synced.promise;
      };
      const journal = { append, probe: () => Promise.resolve() };
      const agent = createMetaAgent({ effects: { delegate: plugins.delegate, journal } });
      const adding = agent.add(call('ADD', 'a'), signal).then(
        () => undefined,
        (error: Error) => error,
      );
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(plugins.names()).to.deep.equal(['ADD eth0 bridge', 'ADD eth0 portmap']);
      if (problem === undefined) synced.resolve();
      else synced.reject(problem);
      expect((await adding)?.message).to.equal(problem?.message);
      const left = agent.context.ledger
        .entries()
        .flatMap(({ attachment }) => attachment.meta ?? []);
      expect(left).to.have.length(want);
      expect(plugins.made.size === 0).to.equal(want === 0);
    });
  }
});
