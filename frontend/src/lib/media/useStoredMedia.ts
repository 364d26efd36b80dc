import type { IpfsUri } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { useReadContext } from "../chain/useReadContext.ts";
import { type Media, mediaOf } from "./mediaOf.ts";

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
