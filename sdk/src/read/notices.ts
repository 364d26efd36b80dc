import { type Address, getAbiItem, type Hex } from "viem";
import { complianceAbi } from "../abi/generated.ts";
import { type NoticeState, noticeStateOf } from "../model/states.ts";
import type { BlockRef, EventRef, ReadContext } from "./finding.ts";
import { compareEvents, getLogsInRanges, withPlaces } from "./logs.ts";

/** What the licensee said to a notice, for the record. */
export type NoticeAnswer = {
  licensee: Address;
  /** SHA-256 of the answer. */
  digest: Hex;
  at: EventRef;
};

/** A notice before an arbitrator. */
export type Dispute = {
  arbitrator: Address;
  /** The arbitrator's number of it. */
  id: bigint;
  /** Seconds since 1970: when the arbitrator was silent too long, and the licence goes on. */
  until: number;
  /** 1: the licence goes on. 2: it may be ended. 0: the arbitrator could not decide. Undefined without a ruling. */
  ruling: { choice: number; at: EventRef } | undefined;
  at: EventRef;
};

export type BreachNotice = {
  licensor: Address;
  /** SHA-256 of what the notice rests on. */
  evidence: Hex;
  /** Seconds since 1970: from then on the licensor may end the licence, if it is not contested. */
  cures: number;
  /** At the block that was read. */
  state: NoticeState;
  /** Seconds since 1970: when it lapses, or was rejected; undefined for one that is not the last, or was withdrawn. */
  until: number | undefined;
  answers: NoticeAnswer[];
  dispute: Dispute | undefined;
  /** When it was taken back. */
  withdrawn: EventRef | undefined;
  at: EventRef;
};

const noticedEvent = getAbiItem({ abi: complianceAbi, name: "BreachNoticed" });
const answeredEvent = getAbiItem({ abi: complianceAbi, name: "NoticeAnswered" });
const contestedEvent = getAbiItem({ abi: complianceAbi, name: "NoticeContested" });
const withdrawnEvent = getAbiItem({ abi: complianceAbi, name: "NoticeWithdrawn" });
const rulingEvent = getAbiItem({ abi: complianceAbi, name: "Ruling" });

/** The last that happened before or at a place; what follows a notice belongs to it until the next. */
function lastBefore<Told extends { at: EventRef }>(told: readonly Told[], at: EventRef): Told | undefined {
  return told.findLast((each) => compareEvents(each.at, at) < 0);
}

/** Who ruled on the disputes of a licence, and how. */
async function disputesAt({ client, deployment }: ReadContext, licence: bigint, block: BlockRef): Promise<Dispute[]> {
  const { address, block: fromBlock } = deployment.contracts.compliance;
  const range = { address, fromBlock, toBlock: block.number };
  const contested = await getLogsInRanges(client, { ...range, event: contestedEvent, args: { licence } });
  return Promise.all(
    (await withPlaces(client, contested)).map(async ({ args, at }): Promise<Dispute> => {
      const { arbitrator, disputeId, until } = args;
      const logs = await getLogsInRanges(client, { ...range, event: rulingEvent, args: { arbitrator, disputeId } });
      // An arbitrator may use a number again once it ruled.
      const ruled = (await withPlaces(client, logs)).find((log) => compareEvents(at, log.at) < 0);
      const ruling = ruled && { choice: Number(ruled.args.ruling), at: ruled.at };
      return { arbitrator, id: disputeId, until, ruling, at };
    }),
  );
}

/** Where a notice stood when the next was given: nobody gives one over another that stands. */
function pastStateOf({ withdrawn, dispute }: Pick<BreachNotice, "withdrawn" | "dispute">): NoticeState {
  if (withdrawn) return "withdrawn";
  const ruled = dispute?.ruling;
  return ruled && ruled.choice !== 2 && ruled.at.time < dispute.until ? "rejected" : "lapsed";
}

/** All notices of breach that were given under a licence by a block, the first first. */
export async function noticesAt(context: ReadContext, licence: bigint, block: BlockRef): Promise<BreachNotice[]> {
  const { client, deployment } = context;
  const { address, block: fromBlock } = deployment.contracts.compliance;
  const range = { address, args: { licence }, fromBlock, toBlock: block.number };
  const noticed = await getLogsInRanges(client, { ...range, event: noticedEvent });
  if (noticed.length === 0) return [];
  const [standing, given, answered, withdrawn, disputes] = await Promise.all([
    client.readContract({
      address,
      abi: complianceAbi,
      functionName: "noticeOf",
      args: [licence],
      blockNumber: BigInt(block.number),
    }),
    withPlaces(client, noticed),
    getLogsInRanges(client, { ...range, event: answeredEvent }).then((logs) => withPlaces(client, logs)),
    getLogsInRanges(client, { ...range, event: withdrawnEvent }).then((logs) => withPlaces(client, logs)),
    disputesAt(context, licence, block),
  ]);
  const notices = given.map(({ args, at }, i): BreachNotice => {
    const mine = ({ at: then }: { at: EventRef }) => lastBefore(given, then)?.at === at;
    const parts = {
      answers: answered
        .filter(mine)
        .map(({ args: { licensee, digest }, at: then }) => ({ licensee, digest, at: then })),
      dispute: disputes.find(mine),
      withdrawn: withdrawn.find(mine)?.at,
    };
    const { licensor, evidence, cures } = args;
    const isLast = i === given.length - 1;
    const state = isLast ? noticeStateOf({ ...standing, time: block.time }) : pastStateOf(parts);
    const until = isLast && state !== "withdrawn" ? standing.until : undefined;
    return { licensor, evidence, cures, state, until, ...parts, at };
  });
  return notices;
}
