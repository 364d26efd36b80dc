import type { IpfsUri } from "@colophon/sdk";
import {
  type LicenceRecord,
  readEarnings,
  readGrants,
  readLicence,
  readOffers,
  readParents,
  readStanding,
  readWork,
} from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { type Media, mediaOf } from "./media.ts";
import { useFinding, useReadContext } from "./useFinding.ts";

/** A work by its number; nothing is asked while the number is not known. */
export function useWork(id: bigint | undefined) {
  return useFinding({
    key: ["work", id?.toString()],
    enabled: id !== undefined,
    read: (context) => readWork(context, id ?? 0n),
  });
}

/** How a work stands against other claims to the same files. */
export function useStanding(id: bigint | undefined) {
  return useFinding({
    key: ["standing", id?.toString()],
    enabled: id !== undefined,
    read: (context) => readStanding(context, id ?? 0n),
  });
}

/** The works that a work is made from, with what each is owed. */
export function useParentWorks(work: bigint) {
  return useFinding({ key: ["parent-works", work.toString()], read: (context) => readParents(context, work) });
}

/** Every offer that was ever published for a work, sublicences included. */
export function useOffers(work: bigint) {
  return useFinding({ key: ["offers", work.toString()], read: (context) => readOffers(context, work) });
}

/** The licences in force that a work's controller granted. */
export function useGrants(work: bigint) {
  return useFinding({ key: ["grants", work.toString()], read: (context) => readGrants(context, { work }) });
}

/** The licences above a sublicence, the direct parent first. */
export function useParents(licence: Pick<LicenceRecord, "id" | "above"> | undefined) {
  return useFinding<LicenceRecord[]>({
    key: ["parents", licence?.id.toString()],
    enabled: licence !== undefined && licence.above.length > 0,
    read: async (context) => {
      const found = await Promise.all((licence?.above ?? []).map((id) => readLicence(context, id)));
      const parents: LicenceRecord[] = [];
      for (const each of found) {
        if (each.status !== "found") return each;
        parents.push(each.value);
      }
      const [first] = found;
      if (first?.status !== "found") throw new Error("There is no licence above.");
      return { status: "found", value: parents, block: first.block };
    },
  });
}

/** What an account has earned and why; nothing is asked while there is no account. */
export function useEarnings(account: Address | undefined) {
  return useFinding({
    key: ["earnings", account?.toLowerCase()],
    enabled: account !== undefined,
    read: (context) => readEarnings(context, account ?? "0x"),
  });
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
