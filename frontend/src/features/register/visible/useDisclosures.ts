import type { Disclosure, Opening } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { runManifestJob } from "../../../lib/hashing/runManifestJob.ts";
import { identityOf } from "../../../lib/identityOf.ts";
import { findableFiles } from "./findableFiles.ts";

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
