import type { Address } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import { type UseId, uses } from "../terms/uses.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";

const reasons = ["licensed", "no such licence", "not the holder", "use not covered", "not started", "expired"] as const;

export type LicensedReason = (typeof reasons)[number];

export type LicensedAnswer = { licensed: boolean; reason: LicensedReason; time: number };

export type IsLicensedParameters = {
  account: Address;
  licence: bigint;
  use: UseId;
  /** In seconds since 1970; the time of the latest block when missing. */
  time?: number;
};

/** Whether an account may put a work to a use under a licence, or the first reason why not, as the contract says. */
export function isLicensed(
  context: ReadContext,
  { account, licence, use, time }: IsLicensedParameters,
): Promise<Finding<LicensedAnswer>> {
  return find(context, async (block) => {
    const bit = uses.find(({ id }) => id === use)?.bit ?? 255;
    const moment = time ?? block.time;
    const answer = await context.client.readContract({
      address: context.deployment.contracts.licences.address,
      abi: licencesAbi,
      functionName: "isLicensed",
      args: [account, licence, bit, moment],
      blockNumber: BigInt(block.number),
    });
    const reason = reasons[answer] ?? "no such licence";
    return { licensed: reason === "licensed", reason, time: moment };
  });
}
