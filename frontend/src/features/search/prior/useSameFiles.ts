import type { HashedFile } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import * as v from "valibot";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { identityOf } from "../../../lib/identityOf.ts";
import { askIndex } from "../../../lib/index/askIndex.ts";
import { At, Bytes32 } from "../../../lib/index/fields.ts";
import { IndexError } from "../../../lib/index/IndexError.ts";
import { IndexedFile } from "../../../lib/index/IndexedFile.ts";

/** As many files of a folder are asked for, the largest first. */
export const mostFiles = 200;
/** Questions on their way at the same time. */
const together = 6;

const FileAnswer = v.object({ at: At, digest: v.optional(Bytes32), items: v.array(IndexedFile) });

/** The claims to each file that somebody made findable. The same list must be the same array. */
export function useSameFiles(files: readonly HashedFile[]) {
  const { id, index } = useActiveChain();
  return useQuery({
    queryKey: ["same-files", id, index, identityOf(files)],
    enabled: index !== undefined && files.some(({ size }) => size > 0),
    retry: false,
    queryFn: async ({ signal }) => {
      const asked = files
        .filter(({ size }) => size > 0)
        .sort((a, b) => b.size - a.size)
        .slice(0, mostFiles);
      const found: { file: HashedFile; claims: IndexedFile[] }[] = [];
      let at: At | undefined;
      for (let from = 0; from < asked.length; from += together) {
        const answers = await Promise.all(
          asked.slice(from, from + together).map(async (file) => {
            try {
              const path = `/v1/files/${file.sha256}`;
              return { file, answer: await askIndex({ base: index ?? "", path, schema: FileAnswer, signal }) };
            } catch (error) {
              if (error instanceof IndexError && error.problem === "not-found") return { file, answer: undefined };
              throw error;
            }
          }),
        );
        for (const { file, answer } of answers) {
          // The answer of the block furthest back holds for all of them.
          if (answer && (at === undefined || answer.at.block < at.block)) at = answer.at;
          if (answer && answer.items.length > 0) found.push({ file, claims: answer.items });
        }
      }
      return { asked: asked.length, found, at };
    },
  });
}
