import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { type ParsedTarEntryWithData, unpackTar } from 'modern-tar';

export type ImageConfig = {
  readonly architecture: string;
  readonly config: {
    readonly User: string;
    readonly Env: readonly string[];
    readonly Entrypoint: readonly string[];
    readonly Labels: Readonly<Record<string, string>>;
  };
  readonly rootfs: { readonly diff_ids: readonly string[] };
};

type Descriptor = {
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
};

export type OciImage = {
  readonly index: Descriptor;
  readonly config: ImageConfig;
  readonly layers: readonly { readonly digest: string; readonly tar: Uint8Array }[];
  /** All that the archive holds, by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
};

/** Reads an archive as a runtime does: from the index to the manifest to config and layers. */
export async function readOciImage(archive: Uint8Array): Promise<OciImage> {
  const entries = await unpackTar(archive);
  const files = new Map(entries.map(({ header, data }) => [header.name, data ?? new Uint8Array()]));
  const [index] = (json(files.get('index.json')) as { manifests: Descriptor[] }).manifests;
  if (index === undefined) throw new Error('index.json names no manifest');
  const blob = ({ digest }: Descriptor): Uint8Array | undefined =>
    files.get(`blobs/${digest.replace(':', '/')}`);
  const { config, layers } = json(blob(index)) as { config: Descriptor; layers: Descriptor[] };
  return {
    index,
    config: json(blob(config)) as ImageConfig,
    layers: layers.map((layer) => ({
      digest: layer.digest,
      tar: gunzipSync(blob(layer) ?? new Uint8Array()),
    })),
    files,
  };
}

export const readOciFile = (path: string): Promise<OciImage> => readOciImage(readFileSync(path));

/** Everything in the image, lowest layer first. */
export async function pathsIn({ layers }: OciImage): Promise<readonly ParsedTarEntryWithData[]> {
  const found: ParsedTarEntryWithData[] = [];
  for (const { tar } of layers) found.push(...(await unpackTar(tar)));
  return found;
}

function json(content: Uint8Array | undefined): unknown {
  if (content === undefined) throw new Error('the archive lacks a blob that it names');
  return JSON.parse(new TextDecoder().decode(content));
}
