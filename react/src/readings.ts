import {
  type Claimable,
  type ClaimableParameters,
  type Finding,
  type IsLicensedParameters,
  isLicensed,
  type LicenceDetails,
  type LicenceRecord,
  type LicensedAnswer,
  type OfferRecord,
  type Permission,
  type ReadContext,
  type ReadPermissionParameters,
  readClaimable,
  readLicence,
  readLicencesOf,
  readOffer,
  readOffers,
  readPermission,
  readTerms,
  readWork,
  type TermsRecord,
  type WorkRecord,
} from "@colophon/sdk/read";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Address, Hex } from "viem";
import { useColophon } from "./context.ts";

/** What every reading's key begins with: `queryClient.invalidateQueries({ queryKey: [readingKey] })` reads all again. */
export const readingKey = "colophon";

export type ReadingOptions = {
  /** Another chain than the one that wagmi is on. */
  chainId?: number;
  /** False while something that is asked for is not known yet. */
  enabled?: boolean;
  /** How long an answer counts as new, in milliseconds; 12,000 if not given, about one block of Ethereum. */
  staleTime?: number;
};

/** TanStack's result, whose `data` says found, not found or cannot know, with the block it holds for. */
export type Reading<Value> = UseQueryResult<Value, Error>;

/** A key that JSON can write: amounts and ids are bigint. */
const plain = (value: unknown): unknown =>
  JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part));

/**
 * Asks the chain by any function of `@colophon/sdk/read` that takes a context and parameters.
 *
 * @param read The function, such as `readWork`.
 * @param parameters What it asks about; undefined while that is not known yet.
 * @param name What tells this function's answers from those of others in the cache; its own name if not given. Name it
 *   where code is minified.
 */
export function useReading<Parameters, Value>(
  read: (context: ReadContext, parameters: Parameters) => Promise<Value>,
  parameters: Parameters | undefined,
  { chainId, enabled = true, staleTime = 12_000, name = read.name }: ReadingOptions & { name?: string } = {},
): Reading<Value> {
  const context = useColophon(chainId);
  const { chainId: chain, contracts } = context.deployment;
  return useQuery({
    queryKey: [readingKey, chain, contracts.colophon.address, name, plain(parameters)],
    queryFn: () => read(context, parameters as Parameters),
    enabled: enabled && parameters !== undefined,
    staleTime,
    // The SDK itself asks a busy node again, and an unknown word stays one.
    retry: false,
  });
}

/** A work by its id: claimant, versions, holders, metadata. */
export function useWork(id: bigint | undefined, options?: ReadingOptions): Reading<Finding<WorkRecord>> {
  return useReading(readWork, id, { ...options, name: "work" });
}

/** A licence by its id: who holds it, its terms, since and until when. */
export function useLicence(id: bigint | undefined, options?: ReadingOptions): Reading<Finding<LicenceDetails>> {
  return useReading(readLicence, id, { ...options, name: "licence" });
}

/** The licences that an account holds. */
export function useLicencesOf(
  account: Address | undefined,
  options?: ReadingOptions,
): Reading<Finding<LicenceRecord[]>> {
  return useReading(readLicencesOf, account, { ...options, name: "licences of" });
}

/** Whether a licence covers a use by an account, or the first reason why not. Unknown words end as `error`, never as an answer. */
export function useIsLicensed(
  parameters: IsLicensedParameters | undefined,
  options?: ReadingOptions,
): Reading<Finding<LicensedAnswer>> {
  return useReading(isLicensed, parameters, { ...options, name: "is licensed" });
}

/** Whether an account may put a work to a use, as its controller or under any licence that it holds. */
export function usePermission(
  parameters: ReadPermissionParameters | undefined,
  options?: ReadingOptions,
): Reading<Finding<Permission>> {
  return useReading(readPermission, parameters, { ...options, name: "permission" });
}

/** An offer by its hash. */
export function useOffer(id: Hex | undefined, options?: ReadingOptions): Reading<Finding<OfferRecord>> {
  return useReading(readOffer, id, { ...options, name: "offer" });
}

/** The published offers of a work. */
export function useOffers(work: bigint | undefined, options?: ReadingOptions): Reading<Finding<OfferRecord[]>> {
  return useReading(readOffers, work, { ...options, name: "offers" });
}

/** Terms by their hash. */
export function useTerms(id: Hex | undefined, options?: ReadingOptions): Reading<Finding<TermsRecord>> {
  return useReading(readTerms, id, { ...options, name: "terms" });
}

/** What a holder can claim of a work's income. */
export function useClaimable(
  parameters: ClaimableParameters | undefined,
  options?: ReadingOptions,
): Reading<Finding<Claimable>> {
  return useReading(readClaimable, parameters, { ...options, name: "claimable" });
}
