import { type Address, getAbiItem, type Hex } from "viem";
import { agreementsAbi } from "../abi/generated.ts";
import { missingOf, type SignedAgreement } from "../agreements/document.ts";
import { agreementPlaceOf } from "../calls/agreements.ts";
import { type Agreement, agreementIdOf, agreementTypedData } from "../model/agreement.ts";
import { isSameAddress } from "../model/ids.ts";
import { isOver } from "../model/time.ts";
import { inList, words } from "../model/words.ts";
import { type BlockRef, type EventRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { getLogsInRanges, withPlaces } from "./logs.ts";
import { checkSignature } from "./signatures.ts";

/** Why an agreement ends when it does, in the contract's order. */
const endings = ["as agreed", "by all", "by notice", "superseded"] as const;

export type AgreementEnding = (typeof endings)[number];

export type AgreementState = "stands" | "notice was given" | "over";

/** What the chain remembers of an agreement that was witnessed. Times in seconds since 1970. */
export type AgreementRecord = {
  id: Hex;
  state: AgreementState;
  concluded: number;
  /** The first second at which it no longer stands; `forever` if it has no end. */
  ends: number;
  ending: AgreementEnding;
};

async function recordsAt({ client, deployment }: ReadContext, ids: readonly Hex[], block: BlockRef) {
  const { address } = deployment.contracts.agreements;
  const blockNumber = BigInt(block.number);
  return Promise.all(
    ids.map(async (id): Promise<AgreementRecord | undefined> => {
      const args = [id] as const;
      const [concluded, ends, ending] = await client.readContract({
        ...{ address, abi: agreementsAbi, functionName: "recordOf", args, blockNumber },
      });
      if (concluded === 0) return undefined;
      const name = endings[ending] ?? "as agreed";
      const state = isOver(ends, block.time) ? "over" : name === "by notice" ? "notice was given" : "stands";
      return { id, state, concluded, ends, ending: name };
    }),
  );
}

/** Whether an agreement was witnessed, and whether it stands, by its id. Not found: it was never witnessed here. */
export function readAgreement(context: ReadContext, id: Hex): Promise<Finding<AgreementRecord>> {
  return readAtHead(context, async (block) => (await recordsAt(context, [id], block))[0]);
}

/** An agreement that was witnessed, without its words, which the chain does not have. */
export type WitnessedAgreement = AgreementRecord & {
  /** The facts as they were signed; `text` is the hash of the text. */
  facts: Omit<Agreement, "text"> & { text: Hex };
  at: EventRef;
};

const concludedEvent = getAbiItem({ abi: agreementsAbi, name: "AgreementConcluded" });

/** Every agreement that an account is a party to and that was witnessed, the newest first. Reads all that ever were. */
export function readAgreementsOf(
  context: ReadContext,
  account: Address,
): Promise<Finding<readonly WitnessedAgreement[]>> {
  const { client, deployment } = context;
  return readAtHead(context, async (block) => {
    const { address, block: fromBlock } = deployment.contracts.agreements;
    const logs = await getLogsInRanges(client, { address, event: concludedEvent, fromBlock, toBlock: block.number });
    const own = logs.filter(({ args }) => args.details.parties.some((party) => isSameAddress(party, account)));
    const placed = await withPlaces(client, own);
    const records = await recordsAt(
      context,
      placed.map(({ args }) => args.agreement),
      block,
    );
    return placed
      .flatMap(({ args, at }, i): WitnessedAgreement[] => {
        const record = records[i];
        return record ? [{ ...record, facts: args.details, at }] : [];
      })
      .reverse();
  });
}

export type AgreementOnChain = {
  id: Hex;
  /** "signed" also by contracts, which the chain was asked about (ERC-1271). */
  parties: readonly { party: Address; state: "signed" | "missing" | "refused" }[];
  /** Whether every party signed. */
  complete: boolean;
  /** What the chain remembers; undefined if it was never witnessed. */
  record: AgreementRecord | undefined;
  /** Whether it could be witnessed now: complete, for this chain, meant for it, and within its window. */
  ready: boolean;
  /** For people. */
  sentence: string;
};

/** Who signed an agreement, by the rule of the contract itself, and whether it was witnessed. */
export function checkAgreementOnChain(
  context: ReadContext,
  signed: SignedAgreement,
): Promise<Finding<AgreementOnChain>> {
  return readAtHead(context, async (block) => {
    const { agreement } = signed;
    const place = agreementPlaceOf(context.deployment);
    const here = place.chainId === signed.chainId && isSameAddress(place.agreements, signed.agreements);
    const id = agreementIdOf(signed, agreement);
    const typedData = agreementTypedData(signed, agreement);
    const [record] = here ? await recordsAt(context, [id], block) : [];
    const parties = await Promise.all(
      agreement.parties.map(async (party) => {
        const signature = signed.signatures.find((each) => isSameAddress(each.party, party))?.signature;
        if (signature === undefined) return { party, state: "missing" as const };
        const { status } = await checkSignature(context.client, { signer: party, typedData, signature });
        return { party, state: status === "good" ? ("signed" as const) : ("refused" as const) };
      }),
    );
    const complete = parties.every(({ state }) => state === "signed");
    const open = agreement.opens <= block.time && block.time < agreement.closes && !isOver(agreement.ends, block.time);
    const refused = parties.filter(({ state }) => state === "refused").map(({ party }) => words.account(party));
    return {
      ...{ id, parties, complete, record },
      ready: complete && here && agreement.witnessed && open && record === undefined,
      sentence: sentenceOf(signed, { here, record, refused, time: block.time }),
    };
  });
}

type Standing = { here: boolean; record: AgreementRecord | undefined; refused: readonly string[]; time: number };

function sentenceOf(signed: SignedAgreement, { here, record, refused, time }: Standing): string {
  const { agreement } = signed;
  if (record) return recordInWords(record);
  const missing = missingOf(signed).map(words.account);
  if (!here)
    return `This agreement is for chain ${signed.chainId} and other contracts than those that were asked. Switch the chain.`;
  if (refused.length > 0) return `The signature that is there for ${inList(refused)} does not count. Ask for it again.`;
  if (time >= agreement.closes)
    return `It could be concluded until ${words.time(agreement.closes)}, and that is over. Make it again with a later day.`;
  if (missing.length > 0) return `${inList(missing)} did not sign yet.`;
  if (time < agreement.opens) return `Everybody signed. It can be concluded from ${words.time(agreement.opens)}.`;
  return agreement.witnessed
    ? "Everybody signed. It was not witnessed yet."
    : "Everybody signed. It stays with its parties: keep this file, and stamp it so that it proves when the signatures existed.";
}

/** How an agreement stands, in a sentence. */
function recordInWords({ state, concluded, ends, ending }: AgreementRecord): string {
  const since = `It was witnessed at ${words.time(concluded)}`;
  if (state === "stands") return `${since} and stands ${words.until(ends)}.`;
  if (state === "notice was given") return `${since}. A party gave notice: it stands ${words.until(ends)}.`;
  const why = {
    "as agreed": "as agreed",
    "by all": "because all parties ended it",
    "by notice": "after a party's notice",
    superseded: "when another agreement took its place",
  }[ending];
  return `${since} and ended at ${words.time(ends)}, ${why}.`;
}
