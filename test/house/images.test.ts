import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';
import * as fc from 'fast-check';
import { unpackTar } from 'modern-tar';

import { imageRef, layout } from '../../hack/images/oci.ts';
import { archive, packLayer, sha256 } from '../../hack/images/pack.ts';
import { release } from '../../hack/images/release.ts';
import { debianPackages, imageNamed, images } from '../../hack/images/table.ts';
import type { Entry, Image } from '../../hack/images/types.ts';
import { type OciImage, readOciImage } from '../support/oci-image.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

const example: Image = {
  name: 'example',
  title: 'Example',
  description: 'Two layers',
  layers: [],
  user: '1:1',
  command: ['/bin/example', '--flag'],
};

const entries = (content: string): readonly Entry[] => [
  { path: 'bin', type: 'folder', mode: 0o755 },
  { path: 'bin/example', type: 'file', mode: 0o755, content: text(content) },
  { path: 'bin/other', type: 'link', mode: 0o777, to: 'example' },
];

describe('archive', () => {
  const name = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,40}$/);
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  const entry: fc.Arbitrary<Entry> = fc.oneof(
    fc.record({
      path,
      type: fc.constant('file' as const),
      mode: fc.constantFrom(0o644, 0o755),
      content: fc.uint8Array({ maxLength: 2_000 }),
    }),
    fc.record({ path, type: fc.constant('folder' as const), mode: fc.constantFrom(0o755, 0o1777) }),
    fc.record({ path, type: fc.constant('link' as const), mode: fc.constant(0o777), to: path }),
  );

  it('gives back what went in, owned by root and without a time', () =>
    fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 20 }), async (wanted) => {
        const read = await unpackTar(await archive(wanted));
        expect(read.map(({ header }) => header.name.replace(/\/$/, ''))).to.deep.equal(
          wanted.map((one) => one.path),
        );
        for (const [index, one] of wanted.entries()) {
          const { header, data } = read[index] ?? expect.fail('fewer entries than went in');
          expect(header).to.include({ mode: one.mode, uid: 0, gid: 0 });
          expect(header.mtime?.getTime()).to.equal(0);
          if (one.type === 'link') expect(header.linkname).to.equal(one.to);
          if (one.type === 'file') expect(data).to.deep.equal(one.content);
        }
      }),
    ));
});

describe('layout', () => {
  let cache: string;
  let image: OciImage;
  let digest: string;
  before(async () => {
    cache = mkdtempSync(join(tmpdir(), 'multi-nic-images-'));
    ({ image, digest } = await build('program'));
  });
  after(() => rmSync(cache, { recursive: true }));

  async function build(content: string): Promise<{ image: OciImage; digest: string }> {
    const layers = [
      await packLayer({ name: 'lower', entries: entries('base') }, cache),
      await packLayer({ name: 'upper', entries: entries(content) }, cache),
    ];
    const made = layout(example, layers, { version: '1.2.3', architecture: 'amd64' });
    return { image: await readOciImage(await archive(made.entries)), digest: made.digest };
  }

  it('names the image for containerd', () => {
    expect(image.index.digest).to.equal(digest);
    expect(image.index.annotations).to.deep.equal({
      'io.containerd.image.name': 'localhost/example:1.2.3',
      'org.opencontainers.image.ref.name': '1.2.3',
    });
  });

  it('keeps the layers in their order, each under the digest of what it holds', async () => {
    const { diff_ids: diffIds } = image.config.rootfs;
    expect(image.layers.map(({ tar }) => sha256(tar))).to.deep.equal(diffIds);
    const contents = await Promise.all(image.layers.map(({ tar }) => unpackTar(tar)));
    const programs = contents.map((files) => new TextDecoder().decode(files[1]?.data));
    expect(programs).to.deep.equal(['base', 'program']);
  });

  it('calls every blob by its own digest', () => {
    const blobs = [...image.files].filter(([path]) => path.startsWith('blobs/'));
    expect(blobs).to.have.length(4);
    for (const [path, content] of blobs) {
      expect(`blobs/${sha256(content).replace(':', '/')}`).to.equal(path);
    }
  });

  it('says how to start it', () => {
    expect(image.config.config).to.deep.include({ User: '1:1', Entrypoint: example.command });
    expect(image.config.config.Labels).to.include({
      'org.opencontainers.image.version': '1.2.3',
      'org.opencontainers.image.licenses': 'Apache-2.0',
    });
  });

  it('has the same digest twice, also without a cache, and another for another content', async () => {
    const kept = await build('program');
    rmSync(cache, { recursive: true });
    const cold = await build('program');
    const other = await build('another program');
    expect([kept.digest, cold.digest]).to.deep.equal([digest, digest]);
    expect(other.digest).not.to.equal(digest);
  });
});

describe('images', () => {
  for (const { name, layers, user, command } of images) {
    it(`${name}: is read by its Dockerfile as the table has it`, () => {
      const lines = readFileSync(`images/${name}/Dockerfile`, 'utf8').split('\n');
      const after = (word: string): readonly string[] =>
        lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length));
      expect(after('COPY --from=build ')).to.deep.equal(
        layers.map((one) => `/image/${one.name} /`),
      );
      expect(after('USER ')).to.deep.equal([user]);
      expect(JSON.parse(after('ENTRYPOINT ').join(''))).to.deep.equal(command);
      expect(lines).to.include(`LABEL org.opencontainers.image.version="${release.version}"`);
      expect(lines).to.include(`    ${debianPackages.join(' ')}`);
    });

    it(`${name}: has the program that it starts`, () => {
      const files = layers.flatMap((layer) => Object.keys(layer.files));
      const paths = command.filter((word) => !word.startsWith('--'));
      expect(paths).to.deep.equal([command[0], ...(command.length > 1 ? [command.at(-1)] : [])]);
      for (const path of paths) expect(files).to.include(path.slice(1));
    });
  }

  it('starts the operator as nobody in particular, by number', () => {
    expect(imageNamed('multi-nic-operator').user).to.match(/^[1-9]\d*:[1-9]\d*$/);
  });

  it('shares the layers under operator and node agent', () => {
    const [operator, agent] = ['multi-nic-operator', 'multi-nic-node-agent'].map(imageNamed);
    expect(agent?.layers.slice(0, 2)).to.deep.equal(operator?.layers.slice(0, 2));
  });

  it('finds an image by name, or says which there are', () => {
    const { name } = imageNamed('multi-nic-test-pod');
    expect(imageRef(name, '1.0.0')).to.equal('localhost/multi-nic-test-pod:1.0.0');
    expect(() => imageNamed('paws')).to.throw(
      'available: multi-nic-operator, multi-nic-node-agent',
    );
  });
});
