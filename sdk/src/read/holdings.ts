import type { Address } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Call } from "../calls/call.ts";
import { takeAllUnitsCall, takeUnitsCall } from "../calls/royalties.ts";
import { type HolderProof, HoldersError } from "../core/holders.ts";
import { totalUnits } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { readHolders, readMetadata } from "./content.ts";
import { type BlockRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { type WorkRecord, workAt } from "./works.ts";

/** Units that were given to an account at registration and not taken yet. */
export type UnitsToTake = { units: number; call: Call };

export type Holding = {
  work: bigint;
  account: Address;
  /** The balance: taken and received, less sent. */
  units: number;
  /** Of those, taken as given at registration. */
  taken: number;
  /** Received from others less sent to others. */
  traded: number;
  /** What can be taken now; undefined if there is nothing to take. */
  toTake: UnitsToTake | undefined;
  /** Why it is not known whether there is something to take; undefined if it is known. */
  gap: string | undefined;
};

/** With the metadata of the registration: it names the list of holders, whatever a later controller publishes. */
export type WorkShares = Pick<WorkRecord, "id" | "claimant" | "contentRoot" | "holdersRoot" | "metadata">;

async function toTakeOf(
  { deployment, store }: ReadContext,
  work: WorkShares,
  account: Address,
): Promise<Pick<Holding, "toTake" | "gap">> {
  if (work.holdersRoot === undefined) {
    const isClaimant = isSameAddress(work.claimant, account);
    const call = takeAllUnitsCall(deployment, {
      work: work.id,
      claimant: work.claimant,
      contentRoot: work.contentRoot,
    });
    return { toTake: isClaimant ? { units: totalUnits, call } : undefined, gap: undefined };
  }
  const list = await readHolders(store, work.metadata, work.holdersRoot);
  if (list.status !== "found") return { toTake: undefined, gap: list.sentence };
  let proof: HolderProof;
  try {
    proof = list.value.tree.proofOf(account);
  } catch (error) {
    if (error instanceof HoldersError) return { toTake: undefined, gap: undefined };
    throw error;
  }
  const call = takeUnitsCall(deployment, { work: work.id, holder: account, proof });
  return { toTake: { units: proof.units, call }, gap: undefined };
}

/** An account's units of a work at a block. */
export async function holdingAt(
  context: ReadContext,
  work: WorkShares,
  account: Address,
  block: BlockRef,
): Promise<Holding> {
  const { client, deployment } = context;
  const [taken, traded] = await client.readContract({
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "holdingOf",
    args: [work.id, account],
    blockNumber: BigInt(block.number),
  });
  const balance = { units: Number(taken + traded), taken: Number(taken), traded: Number(traded) };
  const open = taken === 0n ? await toTakeOf(context, work, account) : { toTake: undefined, gap: undefined };
  return { work: work.id, account, ...balance, ...open };
}

/** An account's units of a work, and what it can still take with the call to take it. */
export function readHolding(
  context: ReadContext,
  { work, account }: { work: bigint; account: Address },
): Promise<Finding<Holding>> {
  return readAtHead(context, async (block) => {
    const record = await workAt(context, work, block);
    const registration = record?.versions[0];
    if (record === undefined || registration === undefined) return undefined;
    const metadata = await readMetadata(context.store, registration.metadataDigest);
    return holdingAt(context, { ...record, metadata }, account, block);
  });
}

/** The nonce that a holder's next signed claim must carry (claimForTypedData). */
export function readClaimNonce(context: ReadContext, holder: Address): Promise<Finding<bigint>> {
  return readAtHead(context, (block) =>
    context.client.readContract({
      address: context.deployment.contracts.royalties.address,
      abi: royaltiesAbi,
      functionName: "nonces",
      args: [holder],
      blockNumber: BigInt(block.number),
    }),
  );
}
