import { formatId, type HashedFile, visibleText } from "@colophon/sdk";
import { type AnswerOf, type ClearedItem, type IndexedOffer, routes } from "@colophon/sdk/index-api";
import type { Claim, KnownFile } from "@colophon/sdk/read";
import { useState } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import { Amount, OfferPrice } from "../../flow/Amount.tsx";
import { CannotRead, ReadIndex, unknownOf } from "../../flow/Read.tsx";
import { count, wordFor } from "../../lib/format.ts";
import { useKnownFiles } from "../../lib/reads.ts";
import { formatDay, isoOf } from "../../lib/time.ts";
import { useIndex } from "../../lib/useIndex.ts";
import { titleOf } from "../../lib/work.ts";
import { Button } from "../../ui/button.tsx";
import { Badge, Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { type Column, Rows } from "../../ui/Rows.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { AddressView, Hash } from "../../ui/values.tsx";
import { verdicts } from "./clearance/answer.ts";
import { ClearanceReport } from "./clearance/ClearanceReport.tsx";
import type { Clearance, ClearanceQuestion } from "./clearance/question.ts";

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
        {found} of {count(asked, "file is", "files are")}
      </strong>{" "}
      part of registered works, byte for byte. That says who claimed them and when, not who made them.
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

/** The first of the offers that would allow the use of what a report says can be licensed. */
function offerOf({ verdict, works }: ClearedItem): IndexedOffer | undefined {
  return verdict === "offered" ? works.find(({ offers }) => offers.length > 0)?.offers[0] : undefined;
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
  const [whole, setWhole] = useState(false);
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
          {whole ? (
            <ClearanceReport question={question} />
          ) : (
            <div>
              <Button variant="secondary" onClick={() => setWhole(true)}>
                Show the report, to check and to print
              </Button>
            </div>
          )}
        </>
      )}
    </ReadIndex>
  );
}

/** What is missing and can be bought, an offer for each work, with the sum in each currency. */
function WhatToBuy({ data: { items } }: { data: AnswerOf<typeof routes.clearance> }) {
  const offers = [...new Map(items.flatMap((item) => offerOf(item) ?? []).map((offer) => [offer.id, offer])).values()];
  const sums = new Map<Address, bigint>();
  for (const { currency, price } of offers) sums.set(currency, (sums.get(currency) ?? 0n) + price);
  const stuck = items.filter(({ verdict }) => verdict === "none" || verdict === "conflict").length;
  if (offers.length === 0 && stuck === 0) {
    return <Notice tone="ok" title="Everything that was found is covered by licences that you hold" />;
  }
  return (
    <Card className="grid gap-4">
      <h2 className="text-2xl">What to buy for what is missing</h2>
      {offers.length === 0 ? (
        <p>Nothing that is on offer would help.</p>
      ) : (
        <>
          <ul className="grid gap-2">
            {offers.map((offer) => (
              <li key={offer.id} className="flex flex-wrap items-baseline justify-between gap-x-6">
                <Link href={`/offer/${offer.id}`} className="link [overflow-wrap:anywhere]">
                  A licence of <bdi>{offer.workName ?? `work ${offer.work.slice(0, 14)}…`}</bdi>
                </Link>
                <OfferPrice offer={offer} />
              </li>
            ))}
          </ul>
          <p className="flex flex-wrap justify-between gap-x-6 border-rule border-t pt-3 font-semibold">
            <span>Together</span>
            <span>
              {[...sums].map(([currency, amount], place) => (
                <span key={currency}>
                  {place > 0 ? " and " : ""}
                  <Amount amount={amount} currency={currency} />
                </span>
              ))}
            </span>
          </p>
        </>
      )}
      {stuck > 0 ? (
        <p className="text-warn">
          {count(stuck, "file")} cannot be licensed now: nobody offers it, or another licence excludes it.
        </p>
      ) : null}
    </Card>
  );
}
