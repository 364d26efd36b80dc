import { formatId, isSameAddress } from "@colophon/sdk";
import type { BlockRef, Evidence, WorkStanding as Standing, WorkRecord, WorkStanding } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck, ShieldX } from "lucide-react";
import { Link } from "wouter";
import { foundOf } from "../../flow/Read.tsx";
import { formatNumber, wordFor } from "../../lib/format.ts";
import { useStoredMedia, useVersions } from "../../lib/reads.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { categoryLabel, contentTrust, titleOf } from "../../lib/work.ts";
import { ClaimsList } from "../../parts/claims.tsx";
import { pictureSizeOf } from "../../parts/WorkCover.tsx";
import { MediaPending, MediaView } from "../../ui/MediaView.tsx";
import { Badge, Notice } from "../../ui/notice.tsx";
import { Facts } from "../../ui/page.tsx";
import { Table } from "../../ui/Table.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { ProofDate } from "./VersionsList.tsx";

type RecordFactsProps = { work: WorkRecord; block: BlockRef; standing: Standing | undefined };

/** What the chain says about a work. */
export function RecordFacts({ work, block, standing }: RecordFactsProps) {
  const latest = work.versions.at(-1);
  const changed = latest !== undefined && latest.contentRoot !== work.contentRoot;
  const current = foundOf(useVersions(work))?.at(-1);
  const evidence = standing?.own.evidence;
  return (
    <div className="grid gap-5">
      <Facts
        facts={[
          {
            label: changed ? "First version proven since" : "Proven since",
            value: evidence ? (
              <>
                {evidence.kind === "record" ? (
                  "No earlier proof"
                ) : (
                  <Time seconds={evidence.at.time} block={evidence.at.block} />
                )}
                <span className="block text-sm text-soft">{proofSentence(evidence.kind)}</span>
                {standing.own.gaps.map((gap) => (
                  <span key={gap} className="block text-sm text-warn">
                    {gap}
                  </span>
                ))}
              </>
            ) : (
              <span className="text-soft">Not known right now</span>
            ),
          },
          { label: "Registered", value: <Time seconds={work.registered.time} block={work.registered.block} /> },
          { label: "Claimant", value: <AddressView value={work.claimant} /> },
          {
            label: "Controller",
            value: isSameAddress(work.controller, work.claimant) ? (
              "The claimant"
            ) : (
              <>
                <AddressView value={work.controller} />
                <span className="block text-sm text-soft">
                  The entry was transferred; the claimant stays who they are.
                </span>
              </>
            ),
          },
          { label: "Category", value: categoryLabel(work.category) },
          {
            label: "Number",
            value: <Hash value={formatId(work.id, "work")} label="the work's number" full />,
          },
          {
            label: changed ? "Content root of the first version" : "Content root",
            value: <Hash value={work.contentRoot} label="the content root" />,
          },
          ...(changed
            ? [
                {
                  label: "Current version proven since",
                  value: current ? (
                    <ProofDate evidence={current.evidence} />
                  ) : (
                    <span className="text-soft">Not known right now</span>
                  ),
                },
                {
                  label: "Content root of the current version",
                  value: <Hash value={latest.contentRoot} label="the content root of the current version" />,
                },
              ]
            : []),
          { label: "Description", value: <MetadataTrust work={work} /> },
        ]}
      />
      <p className="text-sm text-soft">Read at block {formatNumber(block.number)}.</p>
    </div>
  );
}

/** How a work's earliest evidence came about, after "since …". */
function proofSentence(kind: Evidence["kind"]): string {
  switch (kind) {
    case "stamp":
      return "A sealed stamp from then was opened when the work was registered.";
    case "batch":
      return "A stamp that it shares with other files was made then and opened when the work was registered.";
    case "record":
      return "There is no earlier proof: its registration is the first evidence.";
  }
}

/** Whether the description shown is the one that was registered. */
function useMetadataTrust(work: Pick<WorkRecord, "metadata" | "metadataDigest">) {
  const { store, deployment } = useReadContext();
  return useQuery({
    queryKey: ["metadata-trust", deployment.chainId, work.metadataDigest, work.metadata.status],
    queryFn: () => contentTrust(store, work.metadataDigest, work.metadata),
  });
}

function MetadataTrust({ work }: { work: WorkRecord }) {
  const trust = useMetadataTrust(work);
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Hash value={work.metadataDigest.slice(2)} label="SHA-256 of the description" />
      {trust.data?.status === "verified" ? (
        <Badge tone="ok">
          <ShieldCheck aria-hidden="true" className="size-4" /> Verified
        </Badge>
      ) : null}
      {trust.data?.status === "refused" ? (
        <Badge tone="danger">
          <ShieldX aria-hidden="true" className="size-4" /> Refused
        </Badge>
      ) : null}
      {trust.data?.status === "unavailable" ? <Badge tone="warning">Not readable now</Badge> : null}
    </span>
  );
}

/** Says why a work has no title and pictures here: its description was refused, or cannot be read now. */
export function MetadataProblem({ work }: { work: WorkRecord }) {
  const trust = useMetadataTrust(work);
  if (trust.data?.status === "refused") {
    return (
      <Notice tone="danger" title="The description of this work is refused">
        <p>{capitalised(trust.data.sentence)}</p>
        <p>Nothing of it is shown. What the chain itself records about the work stands below and is not affected.</p>
      </Notice>
    );
  }
  if (trust.data?.status === "unavailable") {
    return (
      <Notice tone="warning" title="The description of this work cannot be read now">
        <p>{capitalised(trust.data.sentence)}</p>
        <p>What the chain itself records about the work stands below and is not affected.</p>
      </Notice>
    );
  }
  return null;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const mostFiles = 10;

/** The files of a work that its controller made findable. */
export function FilesFound({ work }: { work: WorkRecord }) {
  const { disclosures, versions } = work;
  if (disclosures.length === 0) {
    return (
      <p className="text-soft">
        None. The controller has not made any file of this work findable, so nobody can compare a file with it.
      </p>
    );
  }
  const table = (list: typeof disclosures, caption: string) => (
    <Table
      caption={caption}
      hideCaption
      rows={list}
      rowKey={(file) => `${file.digest}${file.contentRoot}`}
      columns={[
        {
          id: "digest",
          header: "SHA-256",
          cell: (file) => (
            <>
              <Hash value={file.digest.slice(2)} label="SHA-256 of the file" />
              <Link href={`/verify?q=${file.digest.slice(2)}`} className="link ml-1 text-sm">
                Look it up
              </Link>
            </>
          ),
        },
        {
          id: "version",
          header: "Version",
          cell: (file) => {
            const index = versions.findIndex((version) => version.contentRoot === file.contentRoot);
            return index < 0 ? "unknown" : `version ${index + 1}`;
          },
        },
        { id: "at", header: "Findable since", cell: (file) => <Time seconds={file.at.time} block={file.at.block} /> },
      ]}
    />
  );
  return (
    <>
      {table(disclosures.slice(0, mostFiles), "Findable files")}
      {disclosures.length > mostFiles ? (
        <details className="mt-3">
          <summary className="link w-fit py-1">{disclosures.length - mostFiles} more files</summary>
          <div className="mt-2">{table(disclosures.slice(mostFiles), "More findable files")}</div>
        </details>
      ) : null}
    </>
  );
}

/** Other works with a file of this one, by their earliest proof. */
export function OtherClaims({ standing: { earlier, later, compared } }: { standing: WorkStanding }) {
  const others = [...new Map([...earlier, ...later].map(({ claim }) => [claim.work.id, claim])).values()].sort(
    (a, b) => a.evidence.at.block - b.evidence.at.block || a.evidence.at.logIndex - b.evidence.at.logIndex,
  );
  if (others.length > 0) return <ClaimsList claims={others} />;
  return (
    <p className="text-soft">
      {compared === 0
        ? "Nothing could be compared, because no file of this work is findable."
        : `None. ${wordFor(compared, "The one findable file", `Each of the ${formatNumber(compared)} findable files`)} was compared with all other works.`}
    </p>
  );
}

export function Preview({ work, file }: { work: WorkRecord; file: { uri: `ipfs://${string}`; type: string } }) {
  const stored = useStoredMedia(file);
  if (stored.isPending) return <MediaPending kind={file.type.split("/")[0]} size={pictureSizeOf(work.metadata)} />;
  if (stored.data?.status !== "found") {
    return <p className="text-soft">The preview is not available right now. {stored.data?.sentence}</p>;
  }
  return <MediaView media={stored.data.media} label={`Preview of ${titleOf(work)}`} />;
}
