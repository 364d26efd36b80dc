import type { Hex } from "viem";

/** A recent block, which shows that the manifest was not made before it. */
export type Anchor = { chainId: number; number: number; hash: Hex };

export type ManifestEntry = {
  /** Relative, with `/` between the parts; a single file has its name. */
  path: string;
  /** In bytes. */
  size: number;
  /** The media type, or "application/octet-stream". */
  type: string;
  sha256: Hex;
  blake3: Hex;
  /** 32 random bytes, so that nobody can guess an entry from its hash. */
  salt: Hex;
};

/** The files of a work. It stays with its author: only its content root is published. */
export type Manifest = {
  /** New ones are /2, of which ranges of a file can be shown without its name; /1 stays valid. */
  format: "colophon-manifest/1" | "colophon-manifest/2";
  anchor?: Anchor | undefined;
  files: readonly ManifestEntry[];
};
