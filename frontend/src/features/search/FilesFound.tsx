import { formatId, type HashedFile, visibleText } from "@colophon/sdk";
import { type ClearedItem, routes } from "@colophon/sdk/index-api";
import type { Claim, KnownFile } from "@colophon/sdk/read";
import { Link } from "wouter";
import { OfferPrice } from "../../flow/Amount.tsx";
import { CannotRead, ReadIndex, unknownOf } from "../../flow/Read.tsx";
import { count, wordFor } from "../../lib/format.ts";
import { useKnownFiles } from "../../lib/reads.ts";
import { formatDay, isoOf } from "../../lib/time.ts";
import { useIndex } from "../../lib/useIndex.ts";
import { titleOf } from "../../lib/work.ts";
import { Badge, Notice } from "../../ui/notice.tsx";
import { type Column, Rows } from "../../ui/Rows.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { AddressView, Hash } from "../../ui/values.tsx";
import { verdicts } from "./clearance/answer.ts";
import { WholeReport } from "./clearance/ClearanceReport.tsx";
import type { Clearance, ClearanceQuestion } from "./clearance/question.ts";
import { offerOf, WhatToBuy } from "./WhatToBuy.tsx";

type FilesFoundProps = { files: readonly HashedFile[]; clearance: Clearance | undefined };

/** What is known of some files: each with the earliest claim to it, and whether it may be used if that is asked. */
export function FilesFound({ files, clearance }: FilesFoundProps) {
  const filled = files.filter(({ size }) => size > 0);
  const known = useKnownFiles(filled.map(({ sha256 }) => sha256));
  const unknown = unknownOf(known);
  if (filled.length === 0) {
    return (
      <Notice tone="warning" title="There is nothing to ask for">
        <p>An empty file is the same for everybody.</p>
      </Notice>
    );
  }
  if (unknown) return <CannotRead what="what is known of these files" sentence={unknown} onRetry={known.refetch} />;
  if (!known.data) return <LoadingState label={`Looking for ${count(filled.length, "file")} on the chain`} />;
  const found = known.data.status === "found" ? known.data.value : [];
  return (
    <div className="grid gap-8">
      <Summary asked={filled.length} found={found.length} />
      {clearance && found.length > 0 ? (
        <Cleared files={filled} found={found} clearance={clearance} />
      ) : (
        <FilesTable files={filled} found={found} />
      )}
    </div>
  );
}

function Summary({ asked, found }: { asked: number; found: number }) {
  if (found === 0) {
    return (
      <Notice title={`Nobody has made ${wordFor(asked, "this file", "any of these files")} findable`}>
        <p>
          That is not the same as “not registered”: sealed stamps, and works whose files were not disclosed, cannot be
          found by anybody. A changed byte makes another file.
        </p>
      </Notice>
    );
  }
  return (
    <p role="status" className="text-lg">
      <strong className="font-semibold">
        {found} of {count(asked, "file")}
      </strong>{" "}
      {wordFor(found, "is", "are")} part of registered works, byte for byte. That says who claimed them and when, not
      who made them.
    </p>
  );
}

type FilesTableProps = {
  files: readonly HashedFile[];
  found: readonly KnownFile[];
  /** What a report said of each, by its digest. */
  verdictOf?: (digest: string) => ClearedItem | undefined;
};

type Row = { file: HashedFile; claims: readonly Claim[]; item: ClearedItem | undefined };

function FilesTable({ files, found, verdictOf }: FilesTableProps) {
  const byDigest = new Map(found.map(({ digest, claims }) => [digest, claims]));
  const rows = files
    .map((file): Row => ({ file, claims: byDigest.get(file.sha256) ?? [], item: verdictOf?.(file.sha256) }))
    // What is known of comes first; nobody scrolls through 300 to find the three.
    .sort((a, b) => Number(b.claims.length > 0) - Number(a.claims.length > 0));
  return (
    <Rows
      caption="Files"
      hideCaption
      rows={rows}
      rowKey={({ file }) => file.path}
      columns={[...fileColumns, ...(verdictOf ? verdictColumns : [])]}
      file={{ name: "lookup.csv", label: "Save as CSV" }}
    />
  );
}

const fileColumns: readonly Column<Row>[] = [
  {
    id: "file",
    header: "File",
    cell: ({ file }) => (
      <>
        <bdi className="[overflow-wrap:anywhere]">{visibleText(file.path)}</bdi>
        <span className="block text-sm">
          <Hash value={file.sha256.slice(2)} label="SHA-256 of the file" />
        </span>
      </>
    ),
    value: ({ file }) => file.path,
  },
  { id: "sha256", value: ({ file }) => file.sha256.slice(2) },
  {
    id: "work",
    header: "Part of",
    cell: ({ claims: [first] }) =>
      first ? (
        <Link href={`/work/${formatId(first.work.id, "work")}`} className="link [overflow-wrap:anywhere]">
          <bdi>{titleOf(first.work)}</bdi>
        </Link>
      ) : (
        <span className="text-soft">Nothing that can be found</span>
      ),
    value: ({ claims: [first] }) => (first ? formatId(first.work.id, "work") : ""),
  },
  {
    id: "claimant",
    header: "Claimed first by",
    cell: ({ claims }) => <Claimant claims={claims} />,
    value: ({ claims: [first] }) => first?.work.claimant ?? "",
  },
  { id: "claims", value: ({ claims }) => claims.length },
  { id: "evidence", value: ({ claims: [first] }) => (first ? isoOf(first.evidence.at.time) : "") },
];

const verdictColumns: readonly Column<Row>[] = [
  {
    id: "verdict",
    header: "May I?",
    cell: ({ item }) =>
      item ? <Badge tone={verdicts[item.verdict].tone}>{verdicts[item.verdict].word}</Badge> : <span>–</span>,
    value: ({ item }) => item?.verdict ?? "",
  },
  {
    id: "offer",
    header: "Licence",
    cell: ({ item }) => {
      const offer = item && offerOf(item);
      return offer ? (
        <Link href={`/offer/${offer.id}`} className="link">
          <OfferPrice offer={offer} />
        </Link>
      ) : null;
    },
    value: ({ item }) => (item && offerOf(item)?.id) ?? "",
  },
];

function Claimant({ claims }: { claims: readonly Claim[] }) {
  const [first] = claims;
  if (!first) return null;
  return (
    <>
      <AddressView value={first.work.claimant} copy={false} />
      <span className="block text-sm text-soft">
        by {formatDay(first.evidence.at.time)}
        {claims.length > 1 ? `; ${count(claims.length - 1, "later claim")}` : ""}
      </span>
    </>
  );
}

/** The same table with a verdict for each file, what to buy for what is missing, and the report behind it. */
function Cleared({
  files,
  found,
  clearance,
}: {
  files: readonly HashedFile[];
  found: readonly KnownFile[];
  clearance: Clearance;
}) {
  const wanted = files.filter(({ sha256 }) => found.some(({ digest }) => digest === sha256));
  const question: ClearanceQuestion = {
    ...clearance,
    files: wanted.map(({ path, sha256 }) => ({ name: path, digest: sha256 })),
    works: [],
  };
  const { use, purpose, territory, from, until, account } = clearance;
  const answer = useIndex(routes.clearance, {
    files: [...new Set(question.files.map(({ digest }) => digest))],
    works: [],
    ...{ use, purpose, territory, from, until },
    ...(account ? { account } : {}),
  });
  return (
    <ReadIndex
      of={answer}
      what="what may be done with them"
      without="Whether many files may be used is answered by an index. For one work, its page answers from the chain."
    >
      {(data) => (
        <>
          <WhatToBuy data={data} />
          <FilesTable
            files={files}
            found={found}
            verdictOf={(digest) => data.items.find(({ input }) => input.value === digest)}
          />
          <WholeReport question={question} />
        </>
      )}
    </ReadIndex>
  );
}
