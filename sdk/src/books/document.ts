import { type Address, keccak256, stringToHex } from "viem";
import type { Deployment } from "../core/deployment.ts";
import { type BlockRef, type ReadContext, readHead } from "../read/finding.ts";
import { StatementError } from "./statement.ts";

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
  | "amount"
  /** A decimal in the money that the head names, or a rate of it: text such as "123.45". */
  | "money"
  /** A day in the zone that the head names, such as "2026-12-31". */
  | "day";

export type DocumentColumn = {
  id: string;
  /** A few words for the head of a table. */
  title: string;
  kind: ColumnKind;
  /** For readers of text and pages: what each of its values means. JSON and CSV have the values themselves. */
  words?: Readonly<Record<string, string>>;
  /** An amount that a reader books: it gets its value in their own money beside it, where there are rates. */
  money?: boolean;
  /** What the figure is and where it comes from, in a sentence. */
  note?: string;
};

export type DocumentSection = {
  id: string;
  title: string;
  /** What the rows are, and how anybody can compute them again. */
  intro: string;
  /** Its rows are the sums of another section's, for each combination of these columns. */
  sumOf?: { section: string; by: readonly string[] };
  /** A column of kind "amount" is in the currency that the column "currency" of its row names. */
  columns: readonly DocumentColumn[];
};

export type DocumentKind =
  | "royalties"
  | "tax-year"
  | "register"
  | "inventory"
  | "audit"
  | "us-1099-misc"
  | "us-1042-s"
  | "vat"
  | "carf"
  | "usage"
  | "remittance";

export type DocumentHead = {
  kind: DocumentKind;
  title: string;
  /** The same for the same question at the same block, so that two people know that they speak of the same statement. */
  number: string;
  /** The zone of its days and times, such as "Europe/Berlin". */
  zone: string;
  /** The money that columns of kind "money" are in, as a code of ISO 4217; undefined without exchange rates. */
  money: string | undefined;
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
  sections: readonly DocumentSection[];
};

export type DocumentRow = {
  section: string;
  row: Readonly<Record<string, string | number | bigint | boolean | readonly string[] | undefined>>;
};

/** A statement, register, inventory or report, ready for a writer: rows come as they are computed. */
export type StatementDocument = { head: DocumentHead; rows: AsyncIterable<DocumentRow> };

type HeadParts = Pick<DocumentHead, "kind" | "title" | "subject" | "sections"> & {
  block: BlockRef;
  period?: DocumentHead["period"];
  limits?: readonly string[];
};

function numberOf(parts: object): string {
  const digits = keccak256(stringToHex(JSON.stringify(parts)))
    .slice(2, 12)
    .toUpperCase();
  return `S-${digits.slice(0, 5)}-${digits.slice(5)}`;
}

/** What every document says: nobody's books, only what is on chain. */
const alwaysSaid = [
  "It is computed from the events of the contracts named above and nothing else, up to the block named above. Money that was paid in other ways is not in it, and neither are prices in any other currency: nothing is converted.",
  "It says what the chain records. It does not say who is the author of a work, what is owed in tax, or what was agreed elsewhere.",
];

/** The head of a document about a deployment at a block. */
export function documentHead({ chainId, contracts }: Deployment, parts: HeadParts): DocumentHead {
  const { works, offers, licences, compliance, royalties } = contracts;
  const used = { works, offers, licences, compliance, royalties };
  const { kind, subject, block, period } = parts;
  return {
    ...parts,
    ...{ number: numberOf({ chainId, kind, subject, block: block.hash, period }), zone: "UTC", money: undefined },
    chainId,
    contracts: Object.fromEntries(Object.entries(used).map(([name, { address }]) => [name, address])),
    period: parts.period ?? { from: undefined, until: undefined },
    limits: [...(parts.limits ?? []), ...alwaysSaid],
  };
}

/** The last block before a moment (seconds since 1970); the latest of all if it is undefined or not reached yet. */
export async function blockBefore(context: ReadContext, until: number | undefined): Promise<BlockRef> {
  const { client, deployment } = context;
  const head = await readHead(client, deployment);
  if (until === undefined || head.time < until) return head;
  const at = async (number: number): Promise<BlockRef> => {
    const block = await client.getBlock({ blockNumber: BigInt(number) });
    return { number, hash: block.hash, time: Number(block.timestamp) };
  };
  let low = await at(Math.min(...Object.values(deployment.contracts).map(({ block }) => block)));
  if (low.time >= until) {
    throw new StatementError(
      `The period ends at ${new Date(until * 1000).toISOString()}, before the contracts were deployed (block ${low.number}, ${new Date(low.time * 1000).toISOString()}). Choose a later end.`,
    );
  }
  for (let high = head.number; high - low.number > 1; ) {
    const middle = await at(Math.floor((low.number + high) / 2));
    if (middle.time < until) low = middle;
    else high = middle.number;
  }
  return low;
}
