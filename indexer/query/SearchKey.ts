import type { Hex } from "viem";

/** What somebody's words may mean, the likelier first. */
export type SearchKey =
  | { kind: "address"; address: string }
  /** 32 bytes: of a file, a root, a metadata document, an offer, or a licence's number. */
  | { kind: "bytes"; bytes: Hex; digits: boolean }
  | { kind: "work"; id: Hex }
  | { kind: "words" };
