import type { HashedFile } from "@colophon/sdk";
import { Link } from "wouter";
import { Badge } from "../../../components/Badge.tsx";
import { IndexFailure } from "../../../components/index/IndexFailure.tsx";
import { IndexFreshness } from "../../../components/index/IndexFreshness.tsx";
import { WorkHit } from "../../../components/index/WorkHit.tsx";
import { LoadingState } from "../../../components/LoadingState.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { mostFiles, useSameFiles } from "./useSameFiles.ts";

/** Which of these files somebody has made findable, by their exact digests. */
export function SameFiles({ files }: { files: readonly HashedFile[] }) {
  const filled = files.filter(({ size }) => size > 0);
  const answer = useSameFiles(files);
  const { data } = answer;
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
      {answer.isLoading ? <LoadingState label="Asking the index" /> : null}
      {answer.error ? (
        <IndexFailure error={answer.error} onRetry={() => answer.refetch()} busy={answer.isFetching} />
      ) : null}
      {data && data.found.length === 0 ? (
        <Notice title={`Nobody has made ${data.asked === 1 ? "this file" : "any of these files"} findable`}>
          <p>
            “Not found in this index” is not “not registered”: sealed stamps, and works whose files were not disclosed,
            cannot be found by anybody. A changed byte makes another digest, so a similar file is not found either.
          </p>
        </Notice>
      ) : null}
      {data && data.found.length > 0 ? (
        <>
          <p>
            {data.found.length} of {data.asked} {data.asked === 1 ? "file is" : "files are"} part of registered works,
            byte for byte. That shows who claimed them and when, not who made them.
          </p>
          {data.found.map(({ file, claims }) => (
            <div key={file.path} className="grid gap-4 rounded-xl border border-rule bg-leaf p-5">
              <h3 className="text-xl [overflow-wrap:anywhere]">
                <bdi>{file.path}</bdi>
              </h3>
              <ol className="grid gap-5">
                {claims.map(({ work, rank }) => (
                  <li key={work.id}>
                    <WorkHit
                      work={work}
                      note={
                        <Badge tone={rank === 1 ? "accent" : "neutral"}>
                          {rank === 1 ? "Earliest evidence" : `Number ${rank}`}
                        </Badge>
                      }
                    />
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
        </>
      ) : null}
      {filled.length > mostFiles ? (
        <p className="text-soft">
          The {mostFiles} largest files were asked for; {(filled.length - mostFiles).toLocaleString("en-GB")} others
          were not.
        </p>
      ) : null}
      {data?.at ? <IndexFreshness at={data.at} /> : null}
    </section>
  );
}
