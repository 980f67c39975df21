import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';

import type { JsonObject } from '../../cni/protocol/types.ts';
import { networkOfEarly, networkOfNad } from '../../node-agent/meta/objects.ts';
import { parseMetaConf } from '../../node-agent/meta/plan/meta-conf.ts';
import { readNetworkObject } from '../../node-agent/meta/plan/network-object.ts';
import { annotationKeys, parseSelections } from '../../node-agent/meta/plan/selection.ts';

const root = join(fileURLToPath(import.meta.url), '../../..');
const text = readFileSync(join(root, 'docs/networks-by-annotation.md'), 'utf8');

/** The fenced blocks with this info string. */
function blocks(info: string): readonly string[] {
  return [...text.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === info)
    .map(([, , block = '']) => block);
}

const folder = { path: '/etc/cni/net.d', lists: [], refused: [] };
const selectionsOf = (value: string) =>
  parseSelections(
    { namespace: 'default', name: 'a', uid: '', annotations: { [annotationKeys.networks]: value } },
    annotationKeys.networks,
  );

/** What the document shows is read as it says. */
describe('docs/networks-by-annotation.md', () => {
  it('shows annotations, short and as JSON', () => {
    const [short = []] = blocks('text annotation').map(selectionsOf);
    expect(short.map(({ namespace, name, ifName }) => [namespace, name, ifName])).to.deep.equal([
      [undefined, 'storage', undefined],
      ['backup', 'tapes', undefined],
      [undefined, 'storage', 'fast0'],
    ]);
    const [json = []] = blocks('json annotation').map(selectionsOf);
    const served = json.flatMap(({ capabilityArgs }) => Object.keys(capabilityArgs));
    expect(served).to.deep.equal(['ips', 'mac', 'portMappings', 'bandwidth', 'infinibandGUID']);
  });

  it('explains every key that it shows', () => {
    const [json = '[]'] = blocks('json annotation');
    const keys = (JSON.parse(json) as readonly object[]).flatMap((one) => Object.keys(one));
    for (const key of keys) expect(text).to.match(new RegExp(`^\\| [^|]*\`${key}\``, 'm'));
  });

  it('shows configurations, one of the current form and the others early', () => {
    const confs = blocks('json conf').map((block) =>
      parseMetaConf(JSON.parse(block) as JsonObject),
    );
    expect(confs.map(({ form }) => form)).to.deep.equal(['current', 'early', 'early']);
    expect(confs[0]?.globalNamespaces).to.deep.equal(['default', 'shared']);
  });

  it('shows objects of both kinds', () => {
    const objects = blocks('yaml').flatMap((block) =>
      parseAllDocuments(block).map((document) => document.toJS() as never),
    );
    const [nad, early] = objects;
    expect(objects).to.have.length(2);
    const current = readNetworkObject(networkOfNad(nad as never), folder);
    expect(current.list.plugins.map(({ type }) => type)).to.deep.equal(['macvlan', 'tuning']);
    const { list, ifName } = readNetworkObject(networkOfEarly(early as never), folder);
    expect([list.plugins[0]?.type, ifName]).to.deep.equal(['sriov', 'north']);
  });
});
