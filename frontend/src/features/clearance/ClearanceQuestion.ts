import type { TerritoryCode, UseId } from "@colophon/sdk";
import type { Address, Hex } from "viem";

/** What somebody wants to do, with which works, and who they are. */
export type ClearanceQuestion = {
  /** Files by their SHA-256, with the names that only this device knows. */
  files: readonly { name: string; digest: Hex }[];
  works: readonly bigint[];
  use: UseId;
  territory: TerritoryCode;
  /** The first and the last second of the use, since 1970. */
  from: number;
  until: number;
  /** Whose licences count; undefined to see offers only. */
  account: Address | undefined;
};
