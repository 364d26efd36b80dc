import {
  type Anchor,
  compareFiles,
  explainError,
  type FileComparison,
  formatId,
  type HashedFile,
  type Opening,
  stampedOf,
  workIdOf,
} from "@colophon/sdk";
import { type Finding, type ReadContext, readAtHead, type Stamp } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { BlockNotFoundError } from "viem";
import { Link } from "wouter";
import { type AskedChain, unknownOf } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { count, formatNumber, wordFor } from "../../lib/format.ts";
import { identityOf, runManifestJob } from "../../lib/hashing/runManifestJob.ts";
import { useStamp, useWork } from "../../lib/reads.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { FileDifferences } from "../../parts/FileDifferences.tsx";
import { FileList } from "../../ui/files.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Facts } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { AnswerCard, ReadAnswer, UnknownAnswer } from "./AnswerCard.tsx";

type OpeningAnswerProps = {
  opening: Opening;
  /** Files that were dropped to be compared with it, once they are read. */
  files: readonly HashedFile[] | undefined;
};

/** What an opening file shows: whether it opens, when it was stamped, and whether the files are those. */
export function OpeningAnswer({ opening, files }: OpeningAnswerProps) {
  const chain = useActiveChain();
  const { chainId, contracts } = chain.deployment;
  const otherChain = opening.chainId !== chainId;
  const checked = useQuery({
    queryKey: ["check-opening", chain.id, identityOf(opening)],
    staleTime: "static",
    retry: false,
    queryFn: ({ signal }) =>
      runManifestJob(
        "checkOpening",
        { opening, expected: otherChain ? {} : { chainId, timestamps: contracts.timestamps.address } },
        signal,
      ),
  });
  const check = checked.data;
  if (checked.isPending) return <LoadingState label="Checking the opening file" />;
  if (!check) {
    const { sentence } = explainError(checked.error);
    return <UnknownAnswer sentence={sentence} onRetry={checked.refetch} busy={checked.isFetching} />;
  }
  if (!check.opens) {
    return (
      <AnswerCard kind="contradiction" title="This opening file does not open.">
        <ul className="grid gap-3 [overflow-wrap:anywhere]">
          {check.differences.map((difference) => (
            <li key={difference.part}>{difference.sentence}</li>
          ))}
        </ul>
      </AnswerCard>
    );
  }
  if (otherChain) {
    return (
      <AnswerCard
        kind="unknown"
        title={`This opening is for chain number ${opening.chainId}; this page reads ${chain.name}, number ${chainId}.`}
      >
        <p>The file contradicts itself nowhere. When it was stamped only that chain can tell.</p>
      </AnswerCard>
    );
  }
  return <OpenedAnswer opening={opening} files={files} />;
}

/** When an opening that opens was stamped, and whether dropped files are those that it lists. */
function OpenedAnswer({ opening, files }: OpeningAnswerProps) {
  const { name } = useActiveChain();
  const stamp = useStamp(stampedOf(opening));
  const comparison = files ? compareFiles(opening.manifest, files) : undefined;
  return (
    <ReadAnswer
      of={stamp}
      none={(block) => (
        <AnswerCard
          kind="not-found"
          title={`This opening fits together, but it was never stamped on ${name}.`}
          block={block}
        >
          <OpeningDetails opening={opening} comparison={comparison} stamp={undefined} />
        </AnswerCard>
      )}
    >
      {(found, block) => {
        const differs = comparison !== undefined && !comparison.identical;
        return (
          <AnswerCard
            kind={differs ? "contradiction" : "found"}
            title={
              differs ? (
                "The files you dropped are not exactly those that were stamped."
              ) : (
                <>
                  The claimant held {heldInWords(opening.manifest.files.length, comparison !== undefined)} no later than{" "}
                  <Time seconds={found.at.time} />.
                </>
              )
            }
            block={block}
          >
            <OpeningDetails opening={opening} comparison={comparison} stamp={found} />
          </AnswerCard>
        );
      }}
    </ReadAnswer>
  );
}

/** What was held: the files that were dropped, or those that the opening only describes. */
function heldInWords(files: number, compared: boolean): string {
  if (compared) return `exactly ${wordFor(files, "this file", "these files")}`;
  return wordFor(files, "the file described below", `the ${count(files, "file")} described below`);
}

type OpeningDetailsProps = { opening: Opening; comparison: FileComparison | undefined; stamp: Stamp | undefined };

/** What an opening says, and what the chain says to it. */
function OpeningDetails({ opening, comparison, stamp }: OpeningDetailsProps) {
  const { anchor } = opening.manifest;
  const notBefore = useFinding(
    anchor && { key: ["not-before", anchor.hash, anchor.number], read: (context) => readNotBefore(context, anchor) },
  );
  const work = useWork(workIdOf(opening));
  return (
    <>
      <ComparedFiles opening={opening} comparison={comparison} />
      <Facts
        facts={[
          { label: "Claimant", value: <AddressView value={opening.claimant} /> },
          ...(stamp
            ? [
                { label: "Stamped", value: <Time seconds={stamp.at.time} block={stamp.at.block} /> },
                { label: "Transaction", value: <Hash value={stamp.at.transaction} label="transaction hash" /> },
              ]
            : []),
          {
            label: "Not made before",
            value: anchor ? (
              <Fact
                of={notBefore}
                none={`The opening names block ${formatNumber(anchor.number)}, which this chain does not have`}
              >
                {({ block, time }) => <Time seconds={time} block={block} />}
              </Fact>
            ) : (
              "The opening does not say"
            ),
          },
          { label: "Commitment", value: <Hash value={opening.commitment} label="commitment" /> },
          ...(opening.batch
            ? [{ label: "Root of its batch", value: <Hash value={opening.batch.root} label="root of the batch" /> }]
            : []),
          {
            label: "Registered as a work",
            value: (
              <Fact of={work} none="No">
                {({ id }) => (
                  <Link className="link" href={`/work/${formatId(id, "work")}`}>
                    Yes, see the work
                  </Link>
                )}
              </Fact>
            ),
          },
        ]}
      />
      <FileList files={opening.manifest.files} caption="Files in the opening" />
    </>
  );
}

type FactProps<Value> = { of: AskedChain<Value>; none: string; children: (value: Value) => ReactNode };

/** One fact among others: what was found, that there is none, or why that cannot be known. */
function Fact<Value>({ of, none, children }: FactProps<Value>) {
  if (of.data?.status === "found") return children(of.data.value);
  if (of.data?.status === "not-found") return none;
  return unknownOf(of) ?? "…";
}

type NotBefore = { block: number; time: number };

/** The moment before which a manifest cannot have been made: that of the block whose hash it contains. */
function readNotBefore(context: ReadContext, anchor: Anchor): Promise<Finding<NotBefore>> {
  return readAtHead(context, async () => {
    try {
      const block = await context.client.getBlock({ blockHash: anchor.hash });
      if (Number(block.number) !== anchor.number) return undefined;
      return { block: anchor.number, time: Number(block.timestamp) };
    } catch (error) {
      if (error instanceof BlockNotFoundError) return undefined;
      throw error;
    }
  });
}

type ComparedFilesProps = { opening: Opening; comparison: FileComparison | undefined };

/** How dropped files differ from those of an opening. */
function ComparedFiles({ opening, comparison }: ComparedFilesProps) {
  if (!comparison) {
    return (
      <Notice>
        <p>
          The file list in an opening is only words until you compare it: drop the{" "}
          {wordFor(opening.manifest.files.length, "file", "files or the folder")} as well.
        </p>
      </Notice>
    );
  }
  if (comparison.identical) {
    return (
      <Notice tone="ok" title={wordFor(comparison.same.length, "The file is the same", "All files are the same")}>
        <p>Every byte agrees, by two independent digests.</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone={comparison.changed.length + comparison.missing.length + comparison.added.length > 0 ? "danger" : "warning"}
      title={`${formatNumber(comparison.same.length)} of ${count(opening.manifest.files.length, "file is", "files are")} the same`}
    >
      <FileDifferences of={comparison} />
    </Notice>
  );
}
