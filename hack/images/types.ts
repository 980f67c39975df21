/** What stands at one path of an image, and where it comes from. */
export type Source =
  | { readonly kind: 'folder'; readonly mode: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly to: string }
  /** A file of this tree, made or committed (`from` is relative to the tree), or one of Debian's (it is absolute). */
  | { readonly kind: 'file'; readonly from: string }
  /** A file of this tree that is executed; the shared libraries that it needs come along. */
  | { readonly kind: 'program'; readonly from: string }
  /** A program of Debian by its name, with the libraries that it needs and its package's licence. */
  | { readonly kind: 'debian'; readonly program: string };

/** Paths are relative to the image's root, without a slash in front. */
export type Layer = {
  readonly name: string;
  readonly files: Readonly<Record<string, Source>>;
};

export type Image = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Lowest first. Libraries that a lower layer has are not repeated. */
  readonly layers: readonly Layer[];
  /** `uid:gid`, numeric: a kubelet cannot prove that a name is not root. */
  readonly user: string;
  readonly command: readonly [string, ...string[]];
  /** Beside PATH. */
  readonly env?: Readonly<Record<string, string>>;
};

/** One path of a layer with its content: what goes into the archive. Owner is always root. */
export type Entry = { readonly path: string; readonly mode: number } & (
  | { readonly type: 'folder' }
  | { readonly type: 'link'; readonly to: string }
  | { readonly type: 'file'; readonly content: Uint8Array }
);

export type FilledLayer = { readonly name: string; readonly entries: readonly Entry[] };

export type PackedLayer = {
  readonly name: string;
  /** Digest of the archive; `digest` is the one of the compressed archive, `blob`. */
  readonly diffId: string;
  readonly digest: string;
  readonly blob: Uint8Array;
};

export type BuiltImage = {
  readonly name: string;
  readonly ref: string;
  /** Path of the archive for `ctr images import`. */
  readonly tar: string;
  /** Of the manifest: what a node shows as the image's digest. */
  readonly digest: string;
  readonly layers: readonly {
    readonly name: string;
    readonly diffId: string;
    readonly digest: string;
    readonly bytes: number;
  }[];
};
