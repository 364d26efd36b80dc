import { type HashedFile, visibleText } from "@colophon/sdk";
import { type At, askIndex, type FileClaim, type IndexError, routes } from "@colophon/sdk/index-api";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { IndexFreshness } from "../../flow/IndexNotices.tsx";
import { ReadIndex } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { count, formatNumber, wordFor } from "../../lib/format.ts";
import { identityOf } from "../../lib/hashing/runManifestJob.ts";
import { RankBadge } from "../../parts/claims.tsx";
import { WorkHit } from "../../parts/hits.tsx";
import { Notice } from "../../ui/notice.tsx";

/** Which of these files somebody has made findable, by their exact digests. */
export function SameFiles({ files }: { files: readonly HashedFile[] }) {
  const filled = files.filter(({ size }) => size > 0);
  const answer = useSameFiles(files);
  return (
    <section aria-labelledby="same-heading" className="grid gap-5">
      <h2 id="same-heading" className="text-2xl">
        The same files
      </h2>
      {filled.length === 0 ? (
        <Notice tone="warning" title="There is nothing to ask for">
          <p>An empty file is the same for everybody.</p>
        </Notice>
      ) : null}
      {filled.length > 0 ? (
        <ReadIndex of={answer} what="these files">
          {(data) => <Found {...data} all={filled.length} />}
        </ReadIndex>
      ) : null}
      {filled.length > mostFiles ? (
        <p className="text-soft">
          The {mostFiles} largest files were asked for; {formatNumber(filled.length - mostFiles)} others were not.
        </p>
      ) : null}
    </section>
  );
}

type FoundProps = {
  asked: number;
  found: readonly { file: HashedFile; claims: readonly FileClaim[] }[];
  at: At | undefined;
};

/** Who made which of the files findable, or that nobody did. */
function Found({ asked, found, at, all }: FoundProps & { all: number }) {
  const which = all > asked ? `any of the ${formatNumber(asked)} largest files` : "any of these files";
  return (
    <>
      {found.length === 0 ? (
        <Notice title={`Nobody has made ${wordFor(asked, "this file", which)} findable`}>
          <p>
            “Not found in this index” is not “not registered”: sealed stamps, and works whose files were not disclosed,
            cannot be found by anybody. A changed byte makes another digest, so a similar file is not found either.
          </p>
        </Notice>
      ) : (
        <p>
          {formatNumber(found.length)} of {count(asked, "file")} {wordFor(found.length, "is", "are")} part of registered
          works, byte for byte. That shows who claimed them and when, not who made them.
        </p>
      )}
      {found.map(({ file, claims }) => (
        <div key={file.path} className="grid gap-4 rounded-xl border border-rule bg-leaf p-5">
          <h3 className="text-xl [overflow-wrap:anywhere]">
            <bdi>{visibleText(file.path)}</bdi>
          </h3>
          <ol className="grid gap-5">
            {claims.map(({ work, rank }) => (
              <li key={work.id}>
                <WorkHit work={work} note={<RankBadge rank={rank} />} />
              </li>
            ))}
          </ol>
          <p>
            <Link href={`/verify?q=${file.sha256.slice(2)}`} className="link">
              Check this file's digest on the chain
            </Link>
          </p>
        </div>
      ))}
      {at ? <IndexFreshness at={at} /> : null}
    </>
  );
}

/** As many files of a folder are asked for, the largest first. */
const mostFiles = 200;

/** Questions on their way at the same time. */
const together = 6;

/** The claims to each file that somebody made findable. The same list must be the same array. */
function useSameFiles(files: readonly HashedFile[]) {
  const { id, index } = useActiveChain();
  return useQuery<FoundProps, IndexError>({
    queryKey: ["same-files", id, index, identityOf(files)],
    enabled: index !== undefined && files.some(({ size }) => size > 0),
    retry: false,
    queryFn: async ({ signal }) => {
      const asked = files
        .filter(({ size }) => size > 0)
        .sort((a, b) => b.size - a.size)
        .slice(0, mostFiles);
      const found: { file: HashedFile; claims: FileClaim[] }[] = [];
      let at: At | undefined;
      for (let from = 0; from < asked.length; from += together) {
        const answers = await Promise.all(
          asked.slice(from, from + together).map(async (file) => ({
            file,
            answer: await askIndex(index ?? "", routes.file, { sha256: file.sha256 }, { signal }),
          })),
        );
        for (const { file, answer } of answers) {
          // The answer of the block furthest back holds for all of them.
          if (at === undefined || answer.at.block < at.block) at = answer.at;
          if (answer.items.length > 0) found.push({ file, claims: answer.items });
        }
      }
      return { asked: asked.length, found, at };
    },
  });
}
