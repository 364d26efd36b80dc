import type { Context } from "ponder:registry";
import { commitment } from "ponder:schema";
import { commitmentOf } from "@colophon/sdk";
import { type Address, type Hex, zeroHash } from "viem";

export type ProvenByParameters = { claimant: Address; contentRoot: Hex; salt: Hex; position: bigint; time: bigint };

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
