import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { fillLayers } from './fill.ts';
import { fingerprint } from './fingerprint.ts';
import { makeParts } from './make.ts';
import { imageRef, layout, type Release } from './oci.ts';
import { archive, packLayer } from './pack.ts';
import { release } from './release.ts';
import { replaceFile } from './replace-file.ts';
import { images } from './table.ts';
import type { BuiltImage, Image, PackedLayer } from './types.ts';

type Stamp = { readonly fingerprint: string; readonly images: readonly BuiltImage[] };

const standard = fileURLToPath(new URL('../../dist/images', import.meta.url));

/**
 * Every image of the table as `<folder>/<name>.tar`, an OCI layout for `ctr -n k8s.io images import`. With nothing
 * changed since the last time it only says what is there; otherwise it packs again the layers that changed.
 */
export async function buildImages(
  say: (line: string) => void,
  folder: string = standard,
): Promise<readonly BuiltImage[]> {
  const wanted = await fingerprint();
  const before = readStamp(folder);
  if (before?.fingerprint === wanted && before.images.every(({ tar }) => existsSync(tar))) {
    return before.images;
  }
  await makeParts(say);
  const built: BuiltImage[] = [];
  for (const image of images) built.push(await writeImage(image, folder));
  dropStaleLayers(folder, built);
  const stamp: Stamp = { fingerprint: wanted, images: built };
  replaceFile(stampFile(folder), JSON.stringify(stamp, undefined, 2));
  return built;
}

/** Packs one image into `folder`, as that release; the parts that the table takes from the tree must have been made. */
export async function writeImage(
  image: Image,
  folder: string,
  as: Release = release,
): Promise<BuiltImage> {
  const layers: PackedLayer[] = [];
  for (const layer of await fillLayers(image.layers)) {
    layers.push(await packLayer(layer, join(folder, 'layers')));
  }
  const { digest, entries } = layout(image, layers, as);
  const tar = join(folder, `${image.name}.tar`);
  replaceFile(tar, await archive(entries));
  return {
    name: image.name,
    ref: imageRef(image.name, as.version),
    tar,
    digest,
    layers: layers.map((layer) => ({
      name: layer.name,
      diffId: layer.diffId,
      digest: layer.digest,
      bytes: layer.blob.length,
    })),
  };
}

const stampFile = (folder: string): string => join(folder, 'stamp.json');

function readStamp(folder: string): Stamp | undefined {
  const path = stampFile(folder);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Stamp) : undefined;
}

/** Every change of a program leaves a layer behind, which nobody would ask for again. */
function dropStaleLayers(folder: string, built: readonly BuiltImage[]): void {
  const inUse = new Set(built.flatMap(({ layers }) => layers.map(({ diffId }) => diffId)));
  for (const name of readdirSync(join(folder, 'layers'))) {
    const diffId = name.replace('.tar.gz', '').replace('-', ':');
    if (!inUse.has(diffId)) rmSync(join(folder, 'layers', name));
  }
}
