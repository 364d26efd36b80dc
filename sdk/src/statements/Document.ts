import type { Address } from "viem";
import type { BlockRef } from "../chain/BlockRef.ts";

/**
 * How a value is written. In JSON: "work", "licence" and "hash" are hexadecimal, "amount" and "units" decimal strings of
 * the smallest unit, "time" seconds since 1970, "share" parts per billion, "count" a number, "list" an array of strings.
 */
export type ColumnKind =
  | "text"
  | "list"
  | "address"
  | "currency"
  | "work"
  | "licence"
  | "hash"
  | "time"
  | "count"
  | "units"
  | "share"
  | "amount";

export type Column = {
  id: string;
  /** A few words for the head of a table. */
  title: string;
  kind: ColumnKind;
  /** What the figure is and where it comes from, in a sentence. */
  note?: string;
};

export type Section = {
  id: string;
  title: string;
  /** What the rows are, and how anybody can compute them again. */
  intro: string;
  /** A column of kind "amount" is in the currency that the column "currency" of its row names. */
  columns: readonly Column[];
};

export type DocumentKind = "royalties" | "tax-year" | "register" | "inventory" | "audit";

export type DocumentHead = {
  kind: DocumentKind;
  title: string;
  /** Whom or what it is about: "holder" -> address, "work" -> number. */
  subject: Record<string, string>;
  chainId: number;
  /** Where the contracts are whose logs and views were read. */
  contracts: Record<string, Address>;
  /** The block that all of it holds for. */
  block: BlockRef;
  /** Seconds since 1970: from, and up to but not including. */
  period: { from: number | undefined; until: number | undefined };
  /** What the document does not say, in sentences. */
  limits: readonly string[];
  /** In the order in which their rows come. */
  sections: readonly Section[];
};

export type DocumentRow = {
  section: string;
  row: Readonly<Record<string, string | number | bigint | boolean | readonly string[] | undefined>>;
};

/** A statement, register, inventory or report, ready for a writer: rows come as they are computed. */
export type StatementDocument = { head: DocumentHead; rows: AsyncIterable<DocumentRow> };
