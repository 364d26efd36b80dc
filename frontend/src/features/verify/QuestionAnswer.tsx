import type { HashedFile } from "@colophon/sdk";
import { type BlockRef, type Claim, readClaims, type Stamp } from "@colophon/sdk/read";
import type { Hex } from "viem";
import { Link } from "wouter";
import { unknownOf } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { count, formatNumber, wordFor } from "../../lib/format.ts";
import { placeOf, type Question } from "../../lib/questions.ts";
import { useLicence, useStamp, useTransaction } from "../../lib/reads.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { ClaimsList } from "../../parts/claims.tsx";
import { FileList } from "../../ui/files.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Facts } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { AnswerCard, UnknownAnswer } from "./AnswerCard.tsx";
import { LicenceAnswer, WorkAnswer } from "./RecordAnswers.tsx";
import { KnownTransaction, TransactionAnswer } from "./TransactionAnswer.tsx";

export function QuestionAnswer({ question }: { question: Question }) {
  switch (question.kind) {
    case "hash":
      return <HashAnswer digest={question.digest} licence={question.licence} transaction={question.digest} />;
    case "digest":
      return <HashAnswer digest={question.digest} licence={undefined} transaction={undefined} />;
    case "transaction":
      return <TransactionAnswer hash={question.hash} />;
    case "work":
      return <WorkAnswer id={question.id} />;
    case "licence":
      return <LicenceAnswer id={question.id} />;
    default: {
      const place = placeOf(question);
      return place ? (
        <p>
          This is {place.what}.{" "}
          <Link className="link" href={place.href}>
            {place.action}
          </Link>
        </p>
      ) : null;
    }
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
          <HashAnswer digest={file.sha256} licence={undefined} transaction={undefined} />
        </section>
      ))}
      {filled.length > mostFiles ? (
        <Notice>
          <p>
            {count(filled.length - mostFiles, "more file was", "more files were")} read and not looked up. Drop them one
            by one, or together with their opening file.
          </p>
        </Notice>
      ) : null}
    </div>
  );
}

type HashAnswerProps = {
  digest: Hex;
  /** The licence and the transaction that the same digits may be; undefined where they are a digest for certain. */
  licence: bigint | undefined;
  transaction: Hex | undefined;
};

/** 64 hexadecimal digits may be a file's digest, a commitment, a transaction, or a licence: all are looked up. */
export function HashAnswer({ digest, licence, transaction }: HashAnswerProps) {
  const { name } = useActiveChain();
  const claims = useFinding({ key: ["claims", digest], read: (context) => readClaims(context, digest) });
  const stamp = useStamp(digest);
  const number = useLicence(licence);
  const sent = useTransaction(transaction);
  const asked = [
    claims,
    stamp,
    ...(licence === undefined ? [] : [number]),
    ...(transaction === undefined ? [] : [sent]),
  ];
  const failed = asked.find((each) => unknownOf(each) !== undefined);
  if (!failed && asked.some(({ data }) => data === undefined)) return <LoadingState label={`Looking on ${name}`} />;
  const found = asked.some(({ data }) => data?.status === "found");
  return (
    <div className="grid gap-6">
      {claims.data?.status === "found" ? <ClaimsAnswer claims={claims.data.value} block={claims.data.block} /> : null}
      {stamp.data?.status === "found" ? <StampAnswer stamp={stamp.data.value} block={stamp.data.block} /> : null}
      {number.data?.status === "found" ? <LicenceAnswer id={number.data.value.id} /> : null}
      {sent.data?.status === "found" ? <KnownTransaction record={sent.data.value} block={sent.data.block} /> : null}
      {failed ? (
        <UnknownAnswer sentence={unknownOf(failed) ?? ""} onRetry={() => failed.refetch()} busy={failed.isFetching} />
      ) : null}
      {!found && !failed && claims.data?.status === "not-found" ? (
        <AnswerCard
          kind="not-found"
          title={`No registered work has made a file with this digest findable, and nothing with this value was stamped${transaction === undefined ? "" : " or sent as a transaction"}.`}
          block={claims.data.block}
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

/** The works that a file with this digest belongs to. */
function ClaimsAnswer({ claims, block }: { claims: readonly Claim[]; block: BlockRef }) {
  const title = wordFor(
    claims.length,
    "A file with this digest belongs to one registered work.",
    `A file with this digest belongs to ${count(claims.length, "registered work")}. The earliest evidence comes first.`,
  );
  return (
    <AnswerCard kind="found" title={title} block={block}>
      <ClaimsList claims={claims} />
    </AnswerCard>
  );
}

/** When something was stamped that nobody can look into without its opening. */
function StampAnswer({ stamp: { at, from }, block }: { stamp: Stamp; block: BlockRef }) {
  return (
    <AnswerCard
      kind="found"
      title={
        <>
          This was stamped by <Time seconds={at.time} />.
        </>
      }
      block={block}
    >
      <p>
        It is a commitment, or the root of a batch. What is inside, and who claims it, only its opening file can show.
      </p>
      <Facts
        facts={[
          { label: "Block", value: formatNumber(at.block) },
          { label: "Sent by", value: <AddressView value={from} /> },
          { label: "Transaction", value: <Hash value={at.transaction} label="transaction hash" /> },
        ]}
      />
    </AnswerCard>
  );
}
