/** 1 MiB in bytes. */
export const mebibyte = 1024 * 1024;

/**
 * The documents of the product: what each calls itself, and how large it may be before nobody reads it. The formats are
 * told in docs/formats.md.
 */
export const documents = {
  /** The older one, of before entries had two salts, is still read and never written for new files. */
  manifest: { format: "colophon-manifest/2", older: ["colophon-manifest/1"], maxBytes: 512 * mebibyte },
  opening: { format: "colophon-opening/1", maxBytes: 512 * mebibyte },
  bundle: { format: "colophon-bundle/2", maxBytes: 512 * mebibyte },
  work: { format: "colophon-work/1", maxBytes: mebibyte / 4 },
  holders: { format: "colophon-holders/1", maxBytes: 16 * mebibyte },
  deed: { format: "colophon-deed/2", maxBytes: mebibyte / 16 },
  schedule: { format: "colophon-schedule/1", maxBytes: mebibyte / 16 },
  quote: { format: "colophon-quote/2", maxBytes: mebibyte / 16 },
  order: { format: "colophon-order/1", maxBytes: mebibyte },
  agreement: { format: "colophon-agreement/1", maxBytes: mebibyte / 4 },
  vault: { format: "colophon-vault/1", maxBytes: 16 * mebibyte },
  delivery: { format: "colophon-delivery/1", maxBytes: 4 * mebibyte },
  variants: { format: "colophon-variants/1", maxBytes: 16 * mebibyte },
  /** What a browser keeps for a person, inside an encrypted file. */
  backup: { format: "colophon-backup/1", maxBytes: 512 * mebibyte },
  /** What a domain serves about the accounts that call it their own. */
  names: { format: "colophon-names/1", maxBytes: mebibyte / 16 },
} as const;

/** What the answer for a set of files calls itself, and the proof of one of its rows. */
export const datasetFormat = "colophon-dataset/1";

export const datasetProofFormat = "colophon-dataset-proof/1";

/** What a statement, a register, a portfolio and an audit report call themselves: written, never read back. */
export const statementFormat = "colophon-statement/3";
