import type { Hex } from "viem";

/** What a bundle needs of a block's header. */
export type Header = {
  /** keccak256 of the whole encoded header: what names the block. */
  hash: Hex;
  parentHash: Hex;
  stateRoot: Hex;
  receiptsRoot: Hex;
  number: number;
  /** Seconds since 1970. */
  time: number;
  /** The fork whose fields the header has, by their number; later forks without new fields look the same. */
  fork: "London" | "Shanghai" | "Cancun" | "Prague" | "Amsterdam";
};
