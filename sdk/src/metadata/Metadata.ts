import type { Address, Hex } from "viem";
import type { CategoryId } from "./categories.ts";

export type IpfsUri = `ipfs://${string}`;

export type Credit = {
  name: string;
  /** A role's id, or other words. */
  role: string;
  account?: Address | undefined;
  /** The share that goes with the credit, for people to read; the holders' list is what counts. */
  units?: number | undefined;
};

/** What everybody may know about a work. */
export type Metadata = {
  format: "colophon-work/1";
  name: string;
  description: string;
  category: CategoryId;
  /** The cover. */
  image?: IpfsUri | undefined;
  image_details?: { type: string; size: number; width?: number | undefined; height?: number | undefined } | undefined;
  /** The cover again, small: what lists show, and what stands there until the cover has come. */
  thumbnail?: { uri: IpfsUri; type: string; size: number; width: number; height: number } | undefined;
  credits: readonly Credit[];
  /** The root registered with the work, and where the list is that it was made from. */
  holders?: { root: Hex; list: IpfsUri } | undefined;
  /** A part or a copy of the work that everybody may see. */
  preview?: { uri: IpfsUri; type: string; size: number } | undefined;
  /** When the commitment was stamped in a batch: the stamped root, and the way to it. */
  batch?: { root: Hex; proof: readonly Hex[] } | undefined;
  /** BCP 47, such as "en" or "pt-BR". */
  language?: string | undefined;
  identifiers?: readonly { scheme: string; value: string }[] | undefined;
  /** Why this version replaces the one before it; only in a revision's metadata. */
  reason?: string | undefined;
};
