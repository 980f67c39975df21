import { expect } from 'chai';

import { takenOver } from '../../../lib/kube/take-over.ts';

const update = (manager: string, fieldsV1: object, subresource = '') => ({
  manager,
  operation: 'Update',
  fieldsV1,
  subresource,
});
const apply = (manager: string, fieldsV1: object) => ({ manager, operation: 'Apply', fieldsV1 });
const taken = (entries: Parameters<typeof takenOver>[0]) => takenOver(entries, 'ours', 'apps/v1');

describe('takenOver', () => {
  it('makes what others wrote by update ours, all of it', () => {
    const one = update('manager', { 'f:spec': { 'f:a': {}, 'f:b': { '.': {}, 'f:c': {} } } });
    const other = update('kubectl-edit', { 'f:spec': { 'f:b': { 'f:d': {} } } });
    const fieldsV1 = { 'f:spec': { 'f:a': {}, 'f:b': { '.': {}, 'f:c': {}, 'f:d': {} } } };
    const ours = { ...apply('ours', fieldsV1), apiVersion: 'apps/v1', fieldsType: 'FieldsV1' };
    expect(taken([one, other])).to.deep.equal([ours]);
  });

  it('adds to what is ours', () => {
    const entries = taken([apply('ours', { 'f:a': {} }), update('manager', { 'f:b': {} })]);
    expect(entries?.map(({ fieldsV1 }) => fieldsV1)).to.deep.equal([{ 'f:a': {}, 'f:b': {} }]);
  });

  it('leaves who applies, and who writes a status', () => {
    const kept = [apply('helm', { 'f:x': {} }), update('controller', { 'f:status': {} }, 'status')];
    const entries = taken([...kept, update('manager', { 'f:a': {} })]);
    expect(entries?.slice(0, 2)).to.deep.equal(kept);
    expect(entries).to.have.length(3);
  });

  it('has nothing to do where nobody wrote by update', () =>
    expect(taken([apply('ours', {}), apply('helm', {})])).to.equal(undefined));
});
