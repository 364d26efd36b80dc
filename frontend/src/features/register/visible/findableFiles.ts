import { type Disclosure, disclosureLimit, type Manifest, type ManifestEntry, type Opening } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { identityOf, runManifestJob } from "../../../lib/hashing/runManifestJob.ts";

type FindableFiles = {
  /** Every file that can be made findable, each content once. */
  all: readonly ManifestEntry[];
  /** Those that are. */
  chosen: readonly ManifestEntry[];
  /** How many fit into the transaction. */
  limit: number;
};

/** Which files of a manifest become findable: all that are not hidden, as far as they fit into one transaction. */
export function findableFiles(manifest: Manifest, hidden: readonly string[]): FindableFiles {
  const limit = disclosureLimit(manifest.files.length);
  const digests = new Set<string>();
  const all = manifest.files.filter(({ size, sha256 }) => {
    const first = size > 0 && !digests.has(sha256);
    if (first) digests.add(sha256);
    return first;
  });
  const leftOut = new Set(hidden);
  const chosen = all.filter(({ path }) => !leftOut.has(path)).slice(0, limit);
  return { all, chosen, limit };
}

/** What makes the files findable that are not hidden. Undefined while it is being made, and without an opening. */
export function useDisclosures(
  opening: Opening | undefined,
  hidden: readonly string[],
): readonly Disclosure[] | undefined {
  const paths = useMemo(
    () => (opening ? findableFiles(opening.manifest, hidden).chosen.map(({ path }) => path) : []),
    [opening, hidden],
  );
  const made = useQuery({
    queryKey: ["disclosures", opening && identityOf(opening), identityOf(paths)],
    enabled: opening !== undefined,
    staleTime: "static",
    gcTime: 0,
    structuralSharing: false,
    retry: false,
    queryFn: ({ signal }) => {
      if (!opening) throw new Error("There is nothing to disclose.");
      return runManifestJob("discloseFiles", { manifest: opening.manifest, paths }, signal);
    },
  });
  return opening ? made.data : undefined;
}
