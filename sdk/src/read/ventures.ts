import { type Address, type Hex, keccak256, parseAbi, stringToBytes } from "viem";
import { type Partner, type Venture, ventureSafeOf } from "../agreements/venture.ts";
import type { Call } from "../calls/call.ts";
import { transferUnitsCall } from "../calls/royalties.ts";
import { transferWorkCall } from "../calls/works.ts";
import { isSameAddress } from "../model/ids.ts";
import { safeCodeHash, safeContracts } from "../model/safe.ts";
import { percentOf } from "../model/units.ts";
import { inList, words } from "../model/words.ts";
import { readMetadata } from "./content.ts";
import { type BlockRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { type Holding, holdingAt } from "./holdings.ts";
import { mapLimit } from "./logs.ts";
import { workAt } from "./works.ts";

/** A Safe that is there, as the chain says. */
export type FoundSafe = { owners: readonly Address[]; threshold: number };

/** How far a venture is, and what an account has to do for it. */
export type VentureState = {
  /** Where its Safe is, or will be. */
  address: Address;
  safe: FoundSafe | undefined;
  controller: Address;
  /** Whether the Safe controls the work. */
  controlled: boolean;
  /** The units of each partner now, also those that are not taken yet. */
  shares: readonly { partner: Partner; units: number }[];
  /** Whether everything is as agreed. */
  founded: boolean;
  /** Why it can't go on, in sentences; undefined if it can. Nothing may be sent then. */
  problem: string | undefined;
  /** What hands the work and the units over, in one batch, once the Safe is there; empty while there is nothing to do. */
  handOver: readonly { call: Call; says: string }[];
};

const safeAbi = parseAbi([
  "function masterCopy() view returns (address)",
  "function getOwners() view returns (address[])",
  "function getThreshold() view returns (uint256)",
  "function getModulesPaginated(address start, uint256 pageSize) view returns (address[] array, address next)",
  "function getStorageAt(uint256 offset, uint256 length) view returns (bytes)",
]);

/** Where Safe's lists of modules begin and end. */
const sentinel = "0x0000000000000000000000000000000000000001";

/** Where a Safe remembers who may refuse its transactions, and who answers for it. */
const guardSlot = BigInt(keccak256(stringToBytes("guard_manager.guard.address")));
const handlerSlot = BigInt(keccak256(stringToBytes("fallback_manager.handler.address")));

const codeHashAt = async ({ client }: ReadContext, address: Address, block: BlockRef) => {
  const code = await client.getCode({ address, blockNumber: BigInt(block.number) });
  return code === undefined || code === "0x" ? undefined : keccak256(code);
};

/** Why no Safe can be created on a chain, in a sentence; undefined if one can. */
async function missingSafe(context: ReadContext, block: BlockRef): Promise<string | undefined> {
  const parts = Object.values(safeContracts);
  const hashes = await Promise.all(parts.map(({ address }) => codeHashAt(context, address, block)));
  const wrong = parts.find(({ codeHash }, i) => hashes[i] !== codeHash);
  if (!wrong) return undefined;
  return `This chain does not have Safe 1.4.1: ${hashes[parts.indexOf(wrong)] === undefined ? "there is no contract" : "another contract is"} at ${wrong.address}. Found the venture on a chain that has it.`;
}

/** The Safe of a venture, with what of it is not as agreed. */
async function safeAt(
  context: ReadContext,
  venture: Venture,
  block: BlockRef,
): Promise<{ safe: FoundSafe | undefined; problem?: string | undefined }> {
  const { address, owners: agreed } = ventureSafeOf(venture);
  const hash = await codeHashAt(context, address, block);
  if (hash === undefined) return { safe: undefined };
  if (hash !== safeCodeHash) return { safe: undefined, problem: `What is at ${address} is not a Safe.` };
  const at = { address, abi: safeAbi, blockNumber: BigInt(block.number) };
  const slot = (offset: bigint): Promise<Hex> =>
    context.client.readContract({ ...at, functionName: "getStorageAt", args: [offset, 1n] });
  const [singleton, owners, needed, [modules], guard, handler] = await Promise.all([
    context.client.readContract({ ...at, functionName: "masterCopy" }),
    context.client.readContract({ ...at, functionName: "getOwners" }),
    context.client.readContract({ ...at, functionName: "getThreshold" }),
    context.client.readContract({ ...at, functionName: "getModulesPaginated", args: [sentinel, 1n] }),
    slot(guardSlot),
    slot(handlerSlot),
  ]);
  const threshold = Number(needed);
  const strangers = owners.filter((owner) => !agreed.some((each) => isSameAddress(each, owner)));
  const lost = agreed.filter((each) => !owners.some((owner) => isSameAddress(each, owner)));
  const problems = [
    strangers.length > 0 ? `${inList(strangers.map(words.account))} can sign for it and is no partner` : undefined,
    lost.length > 0 ? `${inList(lost.map(words.account))} can't sign for it` : undefined,
    threshold === venture.threshold ? undefined : `it asks for ${threshold} signatures instead of ${venture.threshold}`,
    modules.length > 0 ? `the module ${modules[0]} can act for it without any signature` : undefined,
    BigInt(guard) > 0n ? "another contract can stop what it does" : undefined,
    handler.endsWith(safeContracts.handler.address.slice(2).toLowerCase())
      ? undefined
      : "another contract answers for it",
    isSameAddress(singleton, safeContracts.singleton.address) ? undefined : "it runs other code",
  ].filter((each) => each !== undefined);
  return {
    safe: { owners, threshold },
    ...(problems.length > 0 && {
      problem: `The Safe ${address} is not as it was agreed: ${inList(problems)}. Nothing is handed over to it. Found the venture under another name, which gives another Safe.`,
    }),
  };
}

const unitsOf = ({ units, toTake }: Holding) => units + (toTake?.units ?? 0);

/** What passes on units so that each partner has their share, or why that can't be done from an account. */
function movesOf(
  context: ReadContext,
  { partners }: Venture,
  holdings: readonly Holding[],
  own: Holding,
): { calls: VentureState["handOver"]; problem?: string } {
  const target = (account: Address) => partners.find((each) => isSameAddress(each.account, account))?.units ?? 0;
  const gap = [...holdings, own].find((each) => each.gap !== undefined)?.gap;
  if (gap !== undefined) return { calls: [], problem: `Who holds units of the work can't be told. ${gap}` };
  const others = holdings.filter(({ account }) => !isSameAddress(account, own.account));
  const tooMany = others.find((each) => unitsOf(each) > target(each.account));
  if (tooMany)
    return {
      calls: [],
      problem: `${words.account(tooMany.account)} holds ${percentOf(unitsOf(tooMany))} % of the units, more than agreed. They have to pass the rest on themselves.`,
    };
  const wanting = others.filter((each) => unitsOf(each) < target(each.account));
  if (wanting.length === 0 && unitsOf(own) === target(own.account)) return { calls: [] };
  const given = wanting.reduce((sum, each) => sum + target(each.account) - unitsOf(each), 0);
  if (unitsOf(own) - given !== target(own.account))
    return {
      calls: [],
      problem: `${words.account(own.account)} holds ${percentOf(unitsOf(own))} % of the units, and the shares ask for ${percentOf(given + target(own.account))} % from there. Others hold the rest, and have to pass it on first.`,
    };
  const take = own.units < given && own.toTake ? [own.toTake.call] : [];
  return {
    calls: [
      ...take.map((call) => ({ call, says: "Take the units that the work was registered with." })),
      ...wanting.map(({ account, work, ...held }) => {
        const units = target(account) - unitsOf({ account, work, ...held });
        return {
          call: transferUnitsCall(context.deployment, { work, to: account, units }),
          says: `Give ${percentOf(units)} % of the income to ${account}.`,
        };
      }),
    ],
  };
}

/**
 * The Safe of a venture alone, before a new work is registered for it: where it is, and why nothing may be handed to it, in
 * sentences. Read it right before something is handed over.
 */
export function readVentureSafe(
  context: ReadContext,
  venture: Venture,
): Promise<Finding<Pick<VentureState, "address" | "safe" | "problem">>> {
  const { address } = ventureSafeOf(venture);
  return readAtHead(context, async (block) => {
    const { safe, problem } = await safeAt(context, venture, block);
    const absent = safe ? undefined : `The Safe ${address} is not there yet. Create it under Agreements first.`;
    return { address, safe, problem: problem ?? absent };
  });
}

export type ReadVentureParameters = {
  venture: Venture;
  work: bigint;
  /** Who would hand over what is missing. */
  from: Address;
};

/**
 * How far a venture is: its Safe, held against what was agreed, who controls the work, and who holds its units. Not
 * found: the work is not registered. Read it right before something is handed over.
 */
export function readVenture(
  context: ReadContext,
  { venture, work: id, from }: ReadVentureParameters,
): Promise<Finding<VentureState>> {
  const { address } = ventureSafeOf(venture);
  return readAtHead(context, async (block) => {
    const work = await workAt(context, id, block);
    const registration = work?.versions[0];
    if (work === undefined || registration === undefined) return undefined;
    const metadata = await readMetadata(context.store, registration.metadataDigest);
    const hold = (account: Address) => holdingAt(context, { ...work, metadata }, account, block);
    const [missing, found, holdings, own] = await Promise.all([
      missingSafe(context, block),
      safeAt(context, venture, block),
      mapLimit(venture.partners, 8, ({ account }) => hold(account)),
      hold(from),
    ]);
    const { controller } = work;
    const controlled = isSameAddress(controller, address);
    const moves = movesOf(context, venture, holdings, own);
    const isOwn = isSameAddress(controller, from);
    const stranger =
      controlled || isOwn
        ? undefined
        : `The work is controlled by ${controller}, not by ${from}. Connect that account to hand it over.`;
    const problem = missing ?? found.problem ?? stranger ?? moves.problem;
    const pass = transferWorkCall(context.deployment, { work: id, from, to: address });
    const handOver = [
      ...moves.calls,
      ...(controlled ? [] : [{ call: pass, says: `Let the Safe ${address} control the work.` }]),
    ];
    const shares = venture.partners.map((partner, i) => {
      const holding = holdings[i];
      return { partner, units: holding ? unitsOf(holding) : 0 };
    });
    return {
      ...{ address, safe: found.safe, controller, controlled, shares, problem },
      founded:
        controlled &&
        found.safe !== undefined &&
        found.problem === undefined &&
        shares.every(({ partner, units }) => units === partner.units),
      // Never to an address that could still become anything: the Safe is there, and is the partners'.
      handOver: found.safe !== undefined && problem === undefined ? handOver : [],
    };
  });
}
