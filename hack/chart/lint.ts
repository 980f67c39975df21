import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

import { run } from '../node/run.ts';
import { tool } from '../node/tool.ts';
import { builtInSchemas, type Crd, crdSchemas, type OpenApi } from './schemas.ts';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const read = (path: string): string => readFileSync(path, 'utf8');

/** One file for each kind, for kubeconform, which brings none and would look on the internet. */
function writeSchemas(dir: string): void {
  const builtIn = builtInSchemas(JSON.parse(read(tool('kubernetes.json'))) as OpenApi);
  const crds = readdirSync('chart/files/crds').map(
    (file) => parse(read(`chart/files/crds/${file}`)) as Crd,
  );
  for (const [name, schema] of [...builtIn, ...crds.flatMap(crdSchemas)]) {
    writeFileSync(join(dir, `${name}.json`), JSON.stringify(schema));
  }
}

/** With what it says on stdout, which is where both programs say what is wrong. @throws when it finds something */
function check(argv: readonly [string, ...string[]], input = ''): void {
  const [file, ...args] = argv;
  const { status, error } = spawnSync(file, args, { input, stdio: ['pipe', 'inherit', 'inherit'] });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${argv.join(' ')}: exit status ${status}, see above`);
}

function conform(dir: string, manifest: string): void {
  const where = join(dir, '{{.ResourceKind}}{{.KindSuffix}}.json');
  check([tool('kubeconform'), '-summary', `-schema-location=${where}`, '-'], manifest);
}

/** As `helm upgrade --install` sends it, with all that a value can switch on. */
async function checkPreset(dir: string, preset: string): Promise<void> {
  const values = preset === 'default' ? [] : [`--values=chart/ci/${preset}`];
  console.log(`${preset}: helm lint --strict, kubeconform`);
  check([tool('helm'), 'lint', '--strict', '--quiet', 'chart', ...values]);
  const where = [
    '--namespace=1234',
    '--set=uninstall.hook=true',
    '--set=networkPolicy.enabled=true',
  ];
  for (const by of ['release', 'job']) {
    const settings = [...where, `--set=config.by=${by}`];
    conform(dir, await run([tool('helm'), 'template', 'on', 'chart', ...values, ...settings]));
  }
}

const dir = mkdtempSync(join(tmpdir(), 'multi-nic-schemas-'));
try {
  writeSchemas(dir);
  for (const preset of ['default', ...readdirSync('chart/ci').sort()])
    await checkPreset(dir, preset);
  console.log('manifests/install.yaml: kubeconform');
  conform(dir, read('manifests/install.yaml'));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  rmSync(dir, { recursive: true });
}
