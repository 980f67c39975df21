import { sha256 } from './pack.ts';
import type { Entry, Image, PackedLayer } from './types.ts';

export type Release = {
  readonly version: string;
  /** As Go spells it: amd64, arm64. */
  readonly architecture: string;
};

type Descriptor = { readonly mediaType: string; readonly digest: string; readonly size: number };

const types = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
};

export const imageRef = (name: string, version: string): string => `localhost/${name}:${version}`;

const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What an image's program finds in its environment, as NAME=VALUE. */
export const environment = ({ env = {} }: Image): readonly string[] =>
  Object.entries({ PATH: searchPath, ...env }).map(([name, value]) => `${name}=${value}`);

/** The predefined annotation keys of the OCI image specification. */
export const labels = (image: Image, version: string): Readonly<Record<string, string>> => ({
  'org.opencontainers.image.title': image.title,
  'org.opencontainers.image.description': image.description,
  'org.opencontainers.image.version': version,
  'org.opencontainers.image.licenses': 'Apache-2.0',
});

/**
 * The files of an OCI image layout (image-spec, image-layout.md) and the digest of the manifest in it. Both names in the
 * index are containerd's: without the first one `ctr images import` would not know the whole name.
 */
export function layout(
  image: Image,
  layers: readonly PackedLayer[],
  release: Release,
): { readonly digest: string; readonly entries: readonly Entry[] } {
  const config = json(configOf(image, layers, release));
  const manifest = json({
    schemaVersion: 2,
    mediaType: types.manifest,
    config: descriptor(types.config, config),
    layers: layers.map(({ blob }) => descriptor(types.layer, blob)),
  });
  const blobs = [...layers.map(({ blob }) => blob), config, manifest];
  const named = blobs.map((blob) => file(`blobs/${sha256(blob).replace(':', '/')}`, blob));
  return {
    digest: sha256(manifest),
    entries: [
      file('oci-layout', json({ imageLayoutVersion: '1.0.0' })),
      file('index.json', json(indexOf(image, manifest, release))),
      ...new Map(named.map((entry) => [entry.path, entry])).values(),
    ],
  };
}

function configOf(image: Image, layers: readonly PackedLayer[], release: Release): unknown {
  const created = new Date(0).toISOString();
  return {
    created,
    architecture: release.architecture,
    os: 'linux',
    config: {
      User: image.user,
      Env: environment(image),
      Entrypoint: image.command,
      WorkingDir: '/',
      Labels: labels(image, release.version),
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map(({ name }) => ({ created, created_by: `hack/images, layer ${name}` })),
  };
}

function indexOf(image: Image, manifest: Uint8Array, { version, architecture }: Release): unknown {
  const annotations = {
    'io.containerd.image.name': imageRef(image.name, version),
    'org.opencontainers.image.ref.name': version,
  };
  const platform = { architecture, os: 'linux' };
  const manifests = [{ ...descriptor(types.manifest, manifest), platform, annotations }];
  return { schemaVersion: 2, mediaType: types.index, manifests };
}

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const descriptor = (mediaType: string, content: Uint8Array): Descriptor => ({
  mediaType,
  digest: sha256(content),
  size: content.length,
});

const file = (path: string, content: Uint8Array): Entry => ({
  path,
  mode: 0o644,
  type: 'file',
  content,
});
