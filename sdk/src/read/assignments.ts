import type { Address, Hex } from "viem";
import { assignmentsAbi, complianceAbi, licencesAbi, royaltiesAbi, worksAbi } from "../abi/generated.ts";
import type { SignedOrder } from "../assignments/document.ts";
import { orderPlaceOf } from "../calls/assignments.ts";
import { totalUnits } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { type Order, type OrderState, orderIdOf, orderStates, orderTypedData, priceOfPart } from "../model/order.ts";
import { earlyEndOf, noticeStands, noticeStateOf } from "../model/states.ts";
import { percentOf } from "../model/units.ts";
import { amountInWords, inList, words } from "../model/words.ts";
import { changesOfPage } from "./encumbrances.ts";
import { type BlockRef, type Finding, isMissingToken, type ReadContext, readAtHead } from "./finding.ts";
import { checkSignature } from "./signatures.ts";

/** What changed since an order was made, so that it can't be taken; by what the contract would call it. */
export type OrderChange = {
  error:
    | "Assignments_ChangedHands"
    | "Assignments_Revised"
    | "Assignments_Licensed"
    | "Assignments_Renewed"
    | "Assignments_OwesMore"
    | "Assignments_UnitsMoved"
    | "Assignments_LicenceEnded"
    | "Assignments_Noticed";
  /** For people. */
  sentence: string;
};

export type OrderOnChain = {
  id: Hex;
  state: OrderState;
  /** Units that were taken, and those that are left. */
  taken: number;
  left: number;
  /** What is due for all that is left, in the currency's smallest unit. */
  due: bigint;
  seller: "signed" | "missing" | "refused";
  /** Of the buyer that it names; "missing" also if it names none. */
  buyer: "signed" | "missing" | "refused";
  /** Everything that changed, not only what the contract would find first. */
  changes: readonly OrderChange[];
  /** Whether the seller lets the contract move what is sold. */
  approved: boolean;
  /** Whether its buyer can take it now by sending the transaction. */
  ready: boolean;
  /** For people. */
  sentence: string;
};

/** Whether an order can be taken, by the contract's own rules: who signed, and what changed since it was made. */
export function checkOrder(context: ReadContext, signed: SignedOrder): Promise<Finding<OrderOnChain>> {
  return readAtHead(context, async (block) => {
    const { client, deployment } = context;
    const { order } = signed;
    const place = orderPlaceOf(deployment);
    const here = place.chainId === signed.chainId && isSameAddress(place.assignments, signed.assignments);
    const id = orderIdOf(signed, order);
    const typedData = orderTypedData(signed, order);
    const read = { address: place.assignments, abi: assignmentsAbi, blockNumber: BigInt(block.number) } as const;
    const [number, moved] = here
      ? await client.readContract({ ...read, functionName: "orderOf", args: [id] })
      : ([0, 0n] as const);
    const state = orderStates[number] ?? "open";
    const [taken, left] = [Number(moved), order.units - Number(moved)];
    const signs = async (signer: Address, signature: Hex | undefined) => {
      if (signature === undefined) return "missing" as const;
      const { status } = await checkSignature(client, { signer, typedData, signature });
      return status === "good" ? ("signed" as const) : ("refused" as const);
    };
    const [seller, buyer, changes, approved] = await Promise.all([
      signs(order.seller, signed.sellerSignature),
      signs(order.buyer, signed.buyerSignature),
      here && state === "open" ? changesAt(context, order, left, block) : [],
      here && state === "open" ? isApprovedAt(context, order, left, block) : false,
    ]);
    const inTime = order.opens <= block.time && block.time < order.closes;
    const open = here && state === "open" && inTime;
    return {
      ...{ id, state, taken, left, seller, buyer, changes, approved },
      due: state === "open" ? priceOfPart(order, { taken, units: left }) : 0n,
      ready: open && seller === "signed" && approved && changes.length === 0,
      sentence: sentenceOf(signed, { here, state, left, seller, changes, approved, time: block.time }),
    };
  });
}

async function changesAt(context: ReadContext, order: Order, left: number, block: BlockRef): Promise<OrderChange[]> {
  const { client, deployment } = context;
  const { works, licences, royalties } = deployment.contracts;
  const { work, seller, currency } = order;
  const blockNumber = BigInt(block.number);
  const ofLicences = { address: licences.address, abi: licencesAbi, blockNumber } as const;
  const ofRoyalties = { address: royalties.address, abi: royaltiesAbi, blockNumber } as const;
  const [[controller, , version], granted, page, owed, held, stand] = await Promise.all([
    client.readContract({
      ...{ address: works.address, abi: worksAbi, functionName: "controllerOf", args: [work], blockNumber },
    }),
    client.readContract({ ...ofLicences, functionName: "totalLicences", args: [work] }),
    client.readContract({ ...ofLicences, functionName: "pageOf", args: [work] }),
    client.readContract({ ...ofRoyalties, functionName: "unsettled", args: [work, currency] }),
    client.readContract({ ...ofRoyalties, functionName: "balanceOf", args: [seller, work] }),
    Promise.all(order.standing.map((licence) => standsAt(context, licence, block))),
  ]);
  const changes = changesOfPage(page);
  const found: (OrderChange | false)[] = [
    order.control &&
      !isSameAddress(controller, seller) && {
        error: "Assignments_ChangedHands",
        sentence: `The seller does not control the work any more: ${words.account(controller)} does.`,
      },
    version !== order.version && {
      error: "Assignments_Revised",
      sentence: `The work was revised: it is at version ${version}, and the order is for version ${order.version}.`,
    },
    granted > order.licences && {
      error: "Assignments_Licensed",
      sentence: `Licences were granted: there are ${granted}, and the order allows ${order.licences}.`,
    },
    // Each grant is a change too: what is over that are renewals.
    granted !== 0 &&
      changes > order.changes + Math.max(0, granted - order.licences) && {
        error: "Assignments_Renewed",
        sentence: `Licences were granted or renewed ${changes} times, and the order allows ${order.changes}.`,
      },
    owed > order.owed && {
      error: "Assignments_OwesMore",
      sentence: `The work owes earlier works ${amountInWords(owed, currency)}, and the order allows ${amountInWords(order.owed, currency)}. Settle it first, which anybody can do.`,
    },
    held < BigInt(left) && {
      error: "Assignments_UnitsMoved",
      sentence: `The seller holds ${percentOf(Number(held))} % of the royalty units, and ${percentOf(left)} % are to be sold.`,
    },
    ...stand,
  ];
  return found.filter((each) => each !== false);
}

/** Whether a licence ended early or is under notice, as the contract looks at it. */
async function standsAt(
  { client, deployment }: ReadContext,
  licence: bigint,
  block: BlockRef,
): Promise<OrderChange | false> {
  const { licences, compliance } = deployment.contracts;
  const blockNumber = BigInt(block.number);
  const args = [licence] as const;
  const record = await client
    .readContract({ address: licences.address, abi: licencesAbi, functionName: "licenceOf", args, blockNumber })
    .catch((error: unknown) => {
      if (isMissingToken(error)) return undefined;
      throw error;
    });
  if (record === undefined || earlyEndOf(record.ended) !== undefined)
    return { error: "Assignments_LicenceEnded", sentence: `${words.licence(licence)} has ended.` };
  const notice = await client.readContract({
    ...{ address: compliance.address, abi: complianceAbi, functionName: "noticeOf", args, blockNumber },
  });
  if (!noticeStands(noticeStateOf({ ...notice, time: block.time }))) return false;
  return {
    error: "Assignments_Noticed",
    sentence: `Notice of a breach was given for ${words.licence(licence)}, which can be ended after it.`,
  };
}

/** How many units of a work a seller lets the Assignments contract move already, for orders that were made before. */
export function readSaleAllowance(
  context: ReadContext,
  { work, seller }: { work: bigint; seller: Address },
): Promise<Finding<number>> {
  return readAtHead(context, async (block) => {
    const { royalties, assignments } = context.deployment.contracts;
    const args = [seller, assignments.address, work] as const;
    const blockNumber = BigInt(block.number);
    const read = {
      address: royalties.address,
      abi: royaltiesAbi,
      functionName: "allowance",
      args,
      blockNumber,
    } as const;
    const allowed = await context.client.readContract(read);
    return allowed > BigInt(totalUnits) ? totalUnits : Number(allowed);
  });
}

/** Whether the seller lets the contract move what is left of an order. */
async function isApprovedAt(context: ReadContext, order: Order, left: number, block: BlockRef): Promise<boolean> {
  const { client, deployment } = context;
  const { works, royalties, assignments } = deployment.contracts;
  const blockNumber = BigInt(block.number);
  const ofWorks = { address: works.address, abi: worksAbi, blockNumber } as const;
  const ofRoyalties = { address: royalties.address, abi: royaltiesAbi, blockNumber } as const;
  const { seller, work } = order;
  const [one, all, operator, allowance] = await Promise.all([
    order.control ? client.readContract({ ...ofWorks, functionName: "getApproved", args: [work] }) : undefined,
    client.readContract({ ...ofWorks, functionName: "isApprovedForAll", args: [seller, assignments.address] }),
    client.readContract({ ...ofRoyalties, functionName: "isOperator", args: [seller, assignments.address] }),
    client.readContract({ ...ofRoyalties, functionName: "allowance", args: [seller, assignments.address, work] }),
  ]);
  const token = !order.control || all || isSameAddress(one, assignments.address);
  return token && (left === 0 || operator || allowance >= BigInt(left));
}

type Standing = Pick<OrderOnChain, "state" | "left" | "seller" | "changes" | "approved"> & {
  here: boolean;
  time: number;
};

function sentenceOf({ order, chainId }: SignedOrder, standing: Standing): string {
  const { here, state, left, seller, changes, approved, time } = standing;
  if (!here)
    return `This order is for chain ${chainId} and other contracts than those that were asked. Switch the chain.`;
  if (state === "taken") return "It was taken: what it sold is the buyer's.";
  if (state === "cancelled") return "It was cancelled. Ask the seller for a new one.";
  if (time >= order.closes)
    return `It could be taken until ${words.time(order.closes)}, and that is over. Ask the seller for a new one.`;
  if (changes.length > 0)
    return `It can't be taken as it is, because things changed since it was made. ${inList(changes.map((each) => each.sentence.replace(/\.$/, "")))}.`;
  if (seller === "refused") return "The seller's signature that is there does not count. Ask for it again.";
  if (seller === "missing") return "The seller did not sign it yet.";
  if (!approved) return "The seller signed it, but does not let the contract move what is sold. Ask them to allow it.";
  if (time < order.opens) return `Nothing changed. It can be taken from ${words.time(order.opens)}.`;
  const part = order.control || left === order.units ? "" : ` ${percentOf(left)} % of the royalty units are left.`;
  return `Nothing changed since it was made. It can be taken now.${part}`;
}
