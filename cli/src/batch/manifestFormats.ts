import type { Manifest } from "@colophon/sdk";

/** The formats of lists of files that this version opens; it makes the first. */
export const manifestFormats: readonly [Manifest["format"], ...Manifest["format"][]] = [
  "colophon-manifest/2",
  "colophon-manifest/1",
];
