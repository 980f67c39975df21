import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect } from 'chai';

import { bundle } from '../../hack/bundle/bundle.ts';

const entry = fileURLToPath(new URL('../support/bundled-client.ts', import.meta.url));

const kubeconfig = {
  'current-context': 'here',
  contexts: [{ name: 'here', context: { cluster: 'here', user: 'me' } }],
  clusters: [{ name: 'here', cluster: { server: 'https://127.0.0.1:6443' } }],
  users: [{ name: 'me', user: { token: 'secret' } }],
};

describe('bundle', () => {
  let dir: string;
  let inputs: string[];
  let said: Record<string, unknown>;
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'multi-nic-bundle-'));
    const outfile = join(dir, 'program.mjs');
    const { outputs } = await bundle(entry, outfile);
    inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
    writeFileSync(join(dir, 'kubeconfig'), JSON.stringify(kubeconfig));
    const env = { ...process.env, KUBECONFIG: join(dir, 'kubeconfig') };
    said = JSON.parse(
      execFileSync(process.execPath, [outfile], { env, encoding: 'utf8' }),
    ) as typeof said;
  });
  after(() => rmSync(dir, { recursive: true }));

  it('makes one file that finds the API server and its credentials by itself', () => {
    expect(said).to.include({
      server: 'https://127.0.0.1:6443',
      authorization: 'Bearer secret',
      agent: true,
    });
  });

  it('leaves undici out', () => {
    expect(inputs.filter((path) => path.includes('node_modules/undici/'))).to.deep.equal([]);
  });

  it('says what is missing when the generated clients are called after all', () => {
    expect(said['client']).to.include('./gen/index.js is not part of this program');
  });
});

describe('the programs', function () {
  this.timeout(60_000);
  let dir: string;
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'multi-nic-programs-'));
    for (const [name, main] of Object.entries(mains)) {
      await bundle(
        fileURLToPath(new URL(`../../${main}`, import.meta.url)),
        join(dir, `${name}.mjs`),
      );
    }
  });
  after(() => rmSync(dir, { recursive: true }));

  const mains = { operator: 'lib/main.ts', agent: 'node-agent/main.ts' } as const;
  const remedy = /^no API server is known: set KUBECONFIG, or /;
  for (const { name, env, want } of [
    { name: 'operator', env: {}, want: remedy },
    { name: 'agent', env: { K8S_NODENAME: 'one' }, want: remedy },
    { name: 'agent', env: {}, want: /^K8S_NODENAME is empty: set it / },
  ] as const) {
    it(`end with one line of JSON and nothing on stderr: ${name}, ${want.source}`, () => {
      const lonely = { env: { HOME: dir, ...env }, encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(dir, `${name}.mjs`)],
        lonely,
      );
      expect({ status, stderr }).to.deep.equal({ status: 1, stderr: '' });
      const { level, error } = JSON.parse(stdout) as {
        readonly level: string;
        readonly error: { readonly code: string; readonly message: string };
      };
      expect({ level, code: error.code }).to.deep.equal({ level: 'error', code: 'CONFIG_INVALID' });
      expect(error.message).to.match(want);
    });
  }
});
