import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { debianProgram, packageStatus, packagesOf, sharedLibraries } from './debian.ts';
import type { Entry, FilledLayer, Layer, Source } from './types.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Reads what the table names, with libraries, licences and all parent folders; sorted, so that the order says nothing. */
export async function fillLayers(layers: readonly Layer[]): Promise<readonly FilledLayer[]> {
  const below = new Set<string>();
  const filled: FilledLayer[] = [];
  for (const layer of layers) {
    const entries = await fill(layer, below);
    for (const { path, type } of entries) if (type !== 'folder') below.add(path);
    filled.push({ name: layer.name, entries });
  }
  return filled;
}

async function fill({ files }: Layer, below: ReadonlySet<string>): Promise<readonly Entry[]> {
  const own = Object.entries(files).map(([path, source]) => entryOf(path, source));
  const libraries = (await librariesOf(Object.values(files))).filter(
    (path) => !below.has(path.slice(1)),
  );
  const documents = await documentsOf([...debianPrograms(files), ...libraries]);
  const entries = [
    ...own,
    ...libraries.map((path) => fileEntry(path.slice(1), path, 0o755)),
    ...documents.filter(({ path }) => !below.has(path)),
  ];
  return withParents(entries);
}

function entryOf(path: string, source: Source): Entry {
  if (source.kind === 'folder') return { path, type: 'folder', mode: source.mode };
  if (source.kind === 'link') return { path, type: 'link', mode: 0o777, to: source.to };
  if (source.kind === 'text') {
    return { path, type: 'file', mode: 0o644, content: new TextEncoder().encode(source.text) };
  }
  if (source.kind === 'debian') return fileEntry(path, debianProgram(source.program), 0o755);
  return fileEntry(path, source.from, source.kind === 'program' ? 0o755 : 0o644);
}

function fileEntry(path: string, from: string, mode: number): Entry {
  return { path, type: 'file', mode, content: readFileSync(resolve(root, from)) };
}

const debianPrograms = (files: Layer['files']): readonly string[] =>
  Object.values(files).flatMap((source) =>
    source.kind === 'debian' ? [debianProgram(source.program)] : [],
  );

/** Libraries of all programs among these, each once. */
export async function librariesOf(sources: readonly Source[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const source of sources) {
    const path = programPath(source);
    if (path === undefined) continue;
    for (const library of await sharedLibraries(path)) found.add(library);
  }
  return [...found].sort();
}

function programPath(source: Source): string | undefined {
  if (source.kind === 'program') return resolve(root, source.from);
  return source.kind === 'debian' ? debianProgram(source.program) : undefined;
}

/** For each package that a file came from: its licence where Debian has it, and its entry of the package database. */
async function documentsOf(paths: readonly string[]): Promise<readonly Entry[]> {
  const documents: Entry[] = [];
  for (const name of packagesOf(paths)) {
    const copyright = `usr/share/doc/${name}/copyright`;
    const content = new TextEncoder().encode(await packageStatus(name));
    documents.push(fileEntry(copyright, `/${copyright}`, 0o644));
    documents.push({ path: `var/lib/dpkg/status.d/${name}`, type: 'file', mode: 0o644, content });
  }
  return documents;
}

function withParents(entries: readonly Entry[]): readonly Entry[] {
  const all = new Map(entries.map((entry) => [entry.path, entry]));
  for (const { path } of entries) {
    for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
      if (!all.has(parent)) all.set(parent, { path: parent, type: 'folder', mode: 0o755 });
    }
  }
  return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
