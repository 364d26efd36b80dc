import { explainError, type LicenceDetails, licenceIdOf, licencesAbi, readLicence } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { BaseError } from "viem";
import { useReadContext } from "../../../lib/chain/useReadContext.ts";

export type LicencesSold =
  | { status: "found"; licences: LicenceDetails[]; total: number; block: { number: number; time: number } | undefined }
  | { status: "unknown"; sentence: string };

/** The latest licences of a work, sublicences included, with everything that happened under each. */
export function useLicencesSold(work: bigint, most: number) {
  const context = useReadContext();
  const { client, deployment } = context;
  return useQuery({
    queryKey: ["chain", deployment.chainId, "licences-sold", work.toString(), most],
    queryFn: async (): Promise<LicencesSold> => {
      try {
        const total = await client.readContract({
          address: deployment.contracts.licences.address,
          abi: licencesAbi,
          functionName: "totalLicences",
          args: [work],
        });
        const serials = Array.from({ length: Math.min(total, most) }, (_, index) => total - index);
        const found = await Promise.all(serials.map((serial) => readLicence(context, licenceIdOf({ work, serial }))));
        const licences: LicenceDetails[] = [];
        let block: { number: number; time: number } | undefined;
        for (const each of found) {
          if (each.status === "unknown") return { status: "unknown", sentence: each.problem.sentence };
          block ??= each.block;
          if (each.status === "found") licences.push(each.value);
        }
        return { status: "found", licences, total, block };
      } catch (error) {
        if (!(error instanceof BaseError)) throw error;
        return { status: "unknown", sentence: explainError(error).sentence };
      }
    },
  });
}
