import type { Context, Event } from "ponder:registry";
import { block, commitment, currency, daily } from "ponder:schema";
import { commitmentOf, formatId, day as secondsOfDay } from "@colophon/sdk";
import { type Address, type Hex, zeroHash } from "viem";
import { placeOf } from "../position.ts";

/** Notes that a log was handled, which every handler does first, and gives its place. */
export async function record({ db }: Context, event: Event) {
  const { number, hash, timestamp } = event.block;
  await db
    .insert(block)
    .values({ number, hash, time: timestamp, logs: 1 })
    .onConflictDoUpdate((row) => ({ logs: row.logs + 1 }));
  return placeOf(event);
}

/** Remembers that a currency occurs. */
export async function seeCurrency({ db }: Context, id: Address, position: bigint): Promise<void> {
  await db.insert(currency).values({ id, position }).onConflictDoNothing();
}

type DayEntry = {
  measure: "registration" | "licence" | "renewal" | "income";
  /** Seconds since 1970. */
  time: bigint;
  category: number;
  currency?: string;
  terms?: string;
  value?: bigint;
};

/** Adds one to what happened on a day. */
export async function countDay({ db }: Context, entry: DayEntry): Promise<void> {
  const { measure, time, category, currency = "", terms = "", value = 0n } = entry;
  await db
    .insert(daily)
    .values({
      day: Math.floor(Number(time) / secondsOfDay),
      measure,
      category,
      currency: currency.toLowerCase(),
      terms,
      count: 1n,
      value,
    })
    .onConflictDoUpdate((row) => ({ count: row.count + 1n, value: row.value + value }));
}

type ProvenByParameters = { claimant: Address; contentRoot: Hex; salt: Hex; position: bigint; time: bigint };

/**
 * The commitment that a registration or a revision opens, and since when its claimant provably had the content: since
 * the first stamp if that came before, else since the event itself.
 */
export async function provenBy({ db, chain, contracts }: Context, opening: ProvenByParameters) {
  const { claimant, contentRoot, salt, position, time } = opening;
  const self = { provenTime: time, provenPosition: position };
  if (salt === zeroHash) return { commitment: null, ...self };
  const timestamps = contracts.Timestamps.address;
  const id = commitmentOf({ chainId: chain.id, timestamps, claimant, contentRoot, salt });
  const stamp = await db.find(commitment, { id });
  if (!stamp || stamp.position > position) return { commitment: id, ...self };
  return { commitment: id, provenTime: stamp.firstTime, provenPosition: stamp.position };
}

/**
 * What a change of a row gives, or undefined if there is no such row: a node that left out the log which made it is found
 * out by the check of the index, not here.
 */
export async function ifThere<Row>(change: Promise<Row>): Promise<Row | undefined> {
  try {
    return await change;
  } catch (error) {
    if ((error as Error).name === "RecordNotFoundError") return undefined;
    throw error;
  }
}

/** Null for the zero address and for zero bytes: what the contracts write for "none". */
export const orNull = <Value extends Hex>(value: Value): Value | null => (/^0x0*$/.test(value) ? null : value);

/** A work's number as the index spells it. */
export const workKey = (work: bigint) => formatId(work, "work");

/** A licence's number as the index spells it. */
export const licenceKey = (licence: bigint) => formatId(licence, "licence");
