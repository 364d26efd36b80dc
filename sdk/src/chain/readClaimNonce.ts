import type { Address } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";

/** The nonce that a holder's next signed claim must carry (claimForTypedData). */
export function readClaimNonce(context: ReadContext, holder: Address): Promise<Finding<bigint>> {
  return find(context, (block) =>
    context.client.readContract({
      address: context.deployment.contracts.royalties.address,
      abi: royaltiesAbi,
      functionName: "nonces",
      args: [holder],
      blockNumber: BigInt(block.number),
    }),
  );
}
