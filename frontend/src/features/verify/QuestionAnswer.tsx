import type { HashedFile } from "@colophon/sdk";
import { readClaims, readLicence, readStamp } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import type { Question } from "../../lib/questions.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { ClaimsList } from "../../parts/claims.tsx";
import { FileList } from "../../ui/files.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Facts } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { AnswerCard, lookupFailed, UnknownAnswer } from "./AnswerCard.tsx";
import { LicenceAnswer, WorkAnswer } from "./RecordAnswers.tsx";

export function QuestionAnswer({ question }: { question: Question }) {
  switch (question.kind) {
    case "hash":
      return <HashAnswer digest={question.digest} licence={question.licence} />;
    case "work":
      return <WorkAnswer id={question.id} />;
    case "licence":
      return <LicenceAnswer id={question.id} />;
    case "offer":
      return (
        <p>
          This is the address of an offer.{" "}
          <Link className="link" href={`/offer/${question.id}`}>
            See the offer
          </Link>
        </p>
      );
  }
}

/** Answers for a folder get long; whoever has more files drops the opening with them. */
const mostFiles = 12;

/** What is known about dropped files. */
export function FilesAnswer({ files }: { files: readonly HashedFile[] }) {
  const filled = files.filter((file) => file.size > 0);
  if (filled.length === 0) {
    return (
      <Notice tone="warning" title="There is nothing to look up">
        <p>
          {files.length === 0
            ? "There are no files in it."
            : "An empty file is the same for everybody, so nothing can be said about it."}
        </p>
      </Notice>
    );
  }
  return (
    <div className="grid gap-8">
      {filled.slice(0, mostFiles).map((file) => (
        <section key={file.path} aria-label={file.path} className="grid gap-3">
          <FileList files={[file]} />
          <HashAnswer digest={file.sha256} licence={undefined} />
        </section>
      ))}
      {filled.length > mostFiles ? (
        <Notice>
          <p>
            {filled.length - mostFiles} more files were read and not looked up. Drop them one by one, or together with
            their opening file.
          </p>
        </Notice>
      ) : null}
    </div>
  );
}

/** 64 hexadecimal digits may be a file's digest, a commitment, or a licence: all are looked up. */
export function HashAnswer({ digest, licence }: Omit<Extract<Question, { kind: "hash" }>, "kind">) {
  const context = useReadContext();
  const chain = useActiveChain();
  const query = useQuery({
    queryKey: ["verify-hash", chain.id, digest],
    queryFn: () =>
      Promise.all([
        readClaims(context, digest),
        readStamp(context, digest),
        licence === undefined ? undefined : readLicence(context, licence),
      ]),
  });
  if (query.isPending) return <LoadingState label={`Looking on ${chain.name}`} />;
  if (query.isError) return <UnknownAnswer sentence={lookupFailed} onRetry={query.refetch} busy={query.isFetching} />;
  const [claims, stamp, licenceFound] = query.data;
  const unknown = [claims, stamp, licenceFound].find((finding) => finding?.status === "unknown");
  const found = [claims, stamp, licenceFound].some((finding) => finding?.status === "found");
  return (
    <div className="grid gap-6">
      {claims.status === "found" ? (
        <AnswerCard
          kind="found"
          title={
            claims.value.length === 1
              ? "A file with this digest belongs to one registered work."
              : `A file with this digest belongs to ${claims.value.length} registered works. The earliest evidence comes first.`
          }
          block={claims.block}
        >
          <ClaimsList claims={claims.value} />
        </AnswerCard>
      ) : null}
      {stamp.status === "found" ? (
        <AnswerCard
          kind="found"
          title={
            <>
              This was stamped by <Time seconds={stamp.value.at.time} />.
            </>
          }
          block={stamp.block}
        >
          <p>
            It is a commitment, or the root of a batch. What is inside, and who claims it, only its opening file can
            show.
          </p>
          <Facts
            facts={[
              { label: "Block", value: formatNumber(stamp.value.at.block) },
              { label: "Sent by", value: <AddressView value={stamp.value.from} /> },
              { label: "Transaction", value: <Hash value={stamp.value.at.transaction} label="transaction hash" /> },
            ]}
          />
        </AnswerCard>
      ) : null}
      {licenceFound?.status === "found" ? <LicenceAnswer id={licenceFound.value.id} /> : null}
      {unknown?.status === "unknown" ? (
        <UnknownAnswer sentence={unknown.problem.sentence} onRetry={query.refetch} busy={query.isFetching} />
      ) : null}
      {!found && !unknown && claims.status === "not-found" ? (
        <AnswerCard
          kind="not-found"
          title="No registered work has made a file with this digest findable, and nothing with this value was stamped."
          block={claims.block}
        >
          <p className="text-soft">
            That does not mean that nobody has stamped it: stamps are sealed. If somebody has an opening file for it,
            drop that file here.
          </p>
        </AnswerCard>
      ) : null}
    </div>
  );
}
