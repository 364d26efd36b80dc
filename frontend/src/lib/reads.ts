import { type IpfsUri, isSameAddress, licenceIdOf, type Offer, offerIdOf } from "@colophon/sdk";
import { licencesAbi } from "@colophon/sdk/abi";
import {
  checkQuote,
  type Finding,
  type LicenceDetails,
  type LicenceRecord,
  type ReadContext,
  readAgents,
  readAtHead,
  readConflict,
  readControllers,
  readEarnings,
  readGrants,
  readKnownFiles,
  readLicence,
  readLicencesOf,
  readOffers,
  readParents,
  readPublished,
  readStamp,
  readStanding,
  readTerms,
  readTransaction,
  readVersions,
  readWork,
  type Stamp,
  type WorkRecord,
} from "@colophon/sdk/read";
import { type OnchainTerms, type Quote, termsIdOf } from "@colophon/sdk/terms";
import { useQuery } from "@tanstack/react-query";
import { type Address, concat, type Hex, parseAbi, sha256 } from "viem";
import { useConnection } from "wagmi";
import { type Media, mediaOf } from "./media.ts";
import { noteNameOf } from "./names.ts";
import { useFinding, useReadContext } from "./useFinding.ts";

// What more than one page asks of the chain. Nothing is asked while what it is asked about is undefined.

/** A work by its number. */
export function useWork(id: bigint | undefined) {
  return useFinding(
    id === undefined
      ? undefined
      : {
          key: ["work", id.toString()],
          read: async (context) => {
            const found = await readWork(context, id);
            if (found.status === "found") noteNameOf(found.value);
            return found;
          },
        },
  );
}

/** How a work stands against other claims to the same files. */
export function useStanding(id: bigint | undefined) {
  return useFinding(
    id === undefined ? undefined : { key: ["standing", id.toString()], read: (context) => readStanding(context, id) },
  );
}

/** Who controls each of many works; those that are not registered are missing. The last answer goes on being shown. */
export function useControllers(ids: readonly bigint[] | undefined) {
  return useFinding(
    ids?.length ? { key: ["controllers", ids.join()], read: (context) => readControllers(context, ids) } : undefined,
    { keep: true },
  );
}

/** Every version of a work with its own evidence; of one that has a single version, its standing says the same. */
export function useVersions({ id, versions }: Pick<WorkRecord, "id" | "versions">) {
  return useFinding(
    versions.length < 2
      ? undefined
      : { key: ["versions", id.toString(), versions.length], read: (context) => readVersions(context, id) },
  );
}

/** The works that a work is made from, with what each is owed. */
export function useParentWorks(work: bigint) {
  return useFinding({ key: ["parent-works", work.toString()], read: (context) => readParents(context, work) });
}

/** Every offer that was ever published for a work, sublicences included; the last list goes on being shown. */
export function useOffers(work: bigint | undefined) {
  return useFinding(
    work === undefined ? undefined : { key: ["offers", work.toString()], read: (context) => readOffers(context, work) },
    { keep: true },
  );
}

/** Licences that the contract would refuse to sell over, for an offer of a work or below a licence of it. */
export function useConflict(offer: Pick<Offer, "work" | "parent" | "starts"> | undefined, terms: OnchainTerms) {
  return useFinding(
    offer && {
      key: ["conflict", offer.work.toString(), offer.parent.toString(), offer.starts, termsIdOf(terms)],
      read: (context) => readConflict(context, { work: offer.work, parent: offer.parent, starts: offer.starts, terms }),
    },
    { keep: true },
  );
}

/** Whether a quote counts: its signature, its offer, and what became of it. */
export function useQuoteCheck(quote: Quote) {
  const { offer, signature } = quote;
  return useFinding({
    key: ["quote", offerIdOf(offer), signature],
    read: (context) => checkQuote(context, quote),
  });
}

/** Terms by their number, with their deed. */
export function useTerms(id: Hex | undefined) {
  return useFinding(id && { key: ["terms", id], read: (context) => readTerms(context, id) });
}

/** A licence by its number. */
export function useLicence(id: bigint | undefined) {
  return useFinding(
    id === undefined ? undefined : { key: ["licence", id.toString()], read: (context) => readLicence(context, id) },
  );
}

/** The licences that an account holds. */
export function useLicencesOf(account: Address | undefined) {
  return useFinding(
    account && {
      key: ["licences-of", account.toLowerCase()],
      read: (context) => readLicencesOf(context, account),
    },
  );
}

/** Which of many offers were ever published. The last answer goes on being shown. */
export function usePublished(ids: readonly Hex[]) {
  return useFinding(
    ids.length > 0 ? { key: ["published", ids.join()], read: (context) => readPublished(context, ids) } : undefined,
    { keep: true },
  );
}

/** The licences in force that a work's controller granted. */
export function useGrants(work: bigint) {
  return useFinding({ key: ["grants", work.toString()], read: (context) => readGrants(context, { work }) });
}

/** The licences above a sublicence, the direct parent first. */
export function useParents(licence: Pick<LicenceRecord, "id" | "above"> | undefined) {
  return useFinding<LicenceRecord[]>(
    licence && licence.above.length > 0
      ? {
          key: ["parents", licence.id.toString()],
          read: async (context) => {
            const found = await Promise.all(licence.above.map((id) => readLicence(context, id)));
            const parents: LicenceRecord[] = [];
            for (const each of found) {
              if (each.status !== "found") return each;
              parents.push(each.value);
            }
            const [first] = found;
            if (first?.status !== "found") throw new Error("There is no licence above.");
            return { status: "found", value: parents, block: first.block };
          },
        }
      : undefined,
  );
}

/** Who may act for an account in what concerns a work or a licence, by its number. */
export function useAgents(grantor: bigint | undefined, account: Address | undefined) {
  return useFinding(
    grantor === undefined || account === undefined
      ? undefined
      : {
          key: ["agents", grantor.toString(), account.toLowerCase()],
          read: (context) => readAgents(context, { grantor, account }),
        },
  );
}

/** Whether the connected account is another, or acts for it in what concerns a work or a licence. */
export function useActsFor(grantor: bigint, account: Address): boolean {
  const { address } = useConnection();
  const self = isSameAddress(address, account);
  const agents = useAgents(address && !self ? grantor : undefined, account);
  const found = agents.data?.status === "found" ? agents.data.value : [];
  return self || found.some(({ agent }) => isSameAddress(agent, address));
}

/** Whether an account said that it would take over a licence with its duties. */
export function useAccepted(licence: bigint, account: Address | undefined) {
  return useFinding(
    account && {
      key: ["accepted", licence.toString(), account.toLowerCase()],
      read: (context) =>
        readAtHead(context, () =>
          context.client.readContract({
            address: context.deployment.contracts.licences.address,
            abi: licencesAbi,
            functionName: "isAccepted",
            args: [licence, account],
          }),
        ),
    },
  );
}

const arbitratorAbi = parseAbi(["function arbitrationCost(bytes extraData) view returns (uint256)"]);

/** What an arbitrator (ERC-792) asks for a dispute, in wei. */
export function useArbitrationCost(arbitrator: { address: Address; extraData: Hex } | undefined) {
  return useFinding(
    arbitrator && {
      key: ["arbitration-cost", arbitrator.address, arbitrator.extraData],
      read: (context) =>
        readAtHead(context, () =>
          context.client.readContract({
            address: arbitrator.address,
            abi: arbitratorAbi,
            functionName: "arbitrationCost",
            args: [arbitrator.extraData],
          }),
        ),
    },
  );
}

/** What an account has earned and why. */
export function useEarnings(account: Address | undefined) {
  return useFinding(
    account && { key: ["earnings", account.toLowerCase()], read: (context) => readEarnings(context, account) },
  );
}

/** Which of some files were made findable by somebody: all of them are looked up, in a few requests. */
export function useKnownFiles(digests: readonly Hex[]) {
  return useFinding({
    // Thousands of digests are too long for a key; one digest of them all names them.
    key: ["known-files", digests.length, sha256(concat(digests))],
    read: (context) => readKnownFiles(context, digests),
  });
}

/** What became of a stamp, by what was stamped: a commitment, or the root of a batch. */
export function useStamp(stamped: Hex | undefined, again?: (answer: Finding<Stamp>) => number) {
  return useFinding(
    stamped && { key: ["stamp", stamped], read: (context) => readStamp(context, stamped) },
    again ? { again } : {},
  );
}

export type StoredMedia = { status: "found"; media: Media } | { status: "absent"; sentence: string };

/** A public file by its digest, from whichever store has it, checked against the digest and made safe to show. */
export function useStoredMedia(file: { uri: IpfsUri; type: string } | undefined) {
  const { store, deployment } = useReadContext();
  return useQuery<StoredMedia>({
    queryKey: ["media", deployment.chainId, file?.uri, file?.type],
    enabled: file !== undefined && store !== undefined,
    // A digest names its bytes for ever, but a store that failed may come back.
    staleTime: (query) => (query.state.data?.status === "found" ? Number.POSITIVE_INFINITY : 10_000),
    gcTime: 60_000,
    queryFn: async ({ signal }) => {
      if (!file || !store) return { status: "absent", sentence: "There is nothing to show." };
      const result = await store.get(file.uri, { signal });
      return result.status === "found"
        ? { status: "found", media: mediaOf(result.bytes, file.type) }
        : { status: "absent", sentence: result.sentence };
    },
  });
}

/** The latest licences of a work that were sold, and how many there are; the last list goes on being shown. */
export function useLicencesSold(work: bigint, most: number) {
  return useFinding(
    { key: ["licences-sold", work.toString(), most], read: (context) => readLicencesSold(context, work, most) },
    { keep: true },
  );
}

type LicencesSold = { licences: LicenceDetails[]; total: number };

/** The latest licences of a work, sublicences included, with everything that happened under each. */
async function readLicencesSold(context: ReadContext, work: bigint, most: number): Promise<Finding<LicencesSold>> {
  const { client, deployment } = context;
  const counted = await readAtHead(context, () =>
    client.readContract({
      address: deployment.contracts.licences.address,
      abi: licencesAbi,
      functionName: "totalLicences",
      args: [work],
    }),
  );
  if (counted.status !== "found") return counted;
  const { value: total, block } = counted;
  const serials = Array.from({ length: Math.min(total, most) }, (_, index) => total - index);
  const found = await Promise.all(serials.map((serial) => readLicence(context, licenceIdOf({ work, serial }))));
  const licences: LicenceDetails[] = [];
  for (const each of found) {
    if (each.status === "unknown") return each;
    if (each.status === "found") licences.push(each.value);
  }
  return { status: "found", value: { licences, total }, block };
}

/** What a transaction did here. */
export function useTransaction(hash: Hex | undefined) {
  return useFinding(
    hash === undefined ? undefined : { key: ["transaction", hash], read: (context) => readTransaction(context, hash) },
  );
}
