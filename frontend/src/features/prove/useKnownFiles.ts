import { type Claim, type HashedFile, readClaims } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useReadContext } from "../../lib/chain/useReadContext.ts";

/** Looking up thousands of files would keep a public node busy for nothing: the largest ones tell. */
const most = 20;
const together = 4;

type KnownFiles = {
  found: { file: HashedFile; claims: Claim[] }[];
  /** Why something could not be looked up. */
  unknown: string | undefined;
  block: { number: number; time: number } | undefined;
  looked: number;
  skipped: number;
};

/** Which of these files were made findable by somebody. */
export function useKnownFiles(files: readonly HashedFile[]) {
  const context = useReadContext();
  const { filled, wanted } = useMemo(() => {
    const withBytes = files.filter((file) => file.size > 0).sort((a, b) => b.size - a.size);
    return { filled: withBytes.length, wanted: withBytes.slice(0, most) };
  }, [files]);
  return useQuery({
    queryKey: ["known-files", context.deployment.chainId, wanted.map((file) => file.sha256), filled],
    queryFn: async (): Promise<KnownFiles> => {
      const result: KnownFiles = {
        found: [],
        unknown: undefined,
        block: undefined,
        looked: wanted.length,
        skipped: filled - wanted.length,
      };
      for (let from = 0; from < wanted.length; from += together) {
        await Promise.all(
          wanted.slice(from, from + together).map(async (file) => {
            const finding = await readClaims(context, file.sha256);
            if (finding.status === "unknown") result.unknown = finding.problem.sentence;
            else result.block = finding.block;
            if (finding.status === "found") result.found.push({ file, claims: finding.value });
          }),
        );
      }
      return result;
    },
  });
}
