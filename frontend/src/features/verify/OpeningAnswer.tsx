import {
  type Anchor,
  compareFiles,
  type FileComparison,
  formatId,
  type HashedFile,
  type Opening,
  stampedOf,
  workIdOf,
} from "@colophon/sdk";
import { type ReadContext, readStamp, readWork } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { BlockNotFoundError } from "viem";
import { Link } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { identityOf, runManifestJob } from "../../lib/hashing/runManifestJob.ts";
import { sentenceOf } from "../../lib/sentenceOf.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { FileList } from "../../ui/files.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Facts } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { AnswerCard, lookupFailed, UnknownAnswer } from "./AnswerCard.tsx";

type OpeningAnswerProps = {
  opening: Opening;
  /** Files that were dropped to be compared with it, once they are read. */
  files: readonly HashedFile[] | undefined;
};

/** What an opening file shows: whether it opens, when it was stamped, and whether the files are those. */
export function OpeningAnswer({ opening, files }: OpeningAnswerProps) {
  const context = useReadContext();
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
  const query = useQuery({
    queryKey: ["verify-opening", chain.id, opening.commitment],
    enabled: check?.opens === true && !otherChain,
    queryFn: () =>
      Promise.all([
        readStamp(context, stampedOf(opening)),
        readNotBefore(context, opening.manifest.anchor),
        readWork(context, workIdOf(opening)),
      ]),
  });

  if (checked.isPending) return <LoadingState label="Checking the opening file" />;
  if (!check) {
    return <UnknownAnswer sentence={sentenceOf(checked.error)} onRetry={checked.refetch} busy={checked.isFetching} />;
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
  if (query.isPending) return <LoadingState label={`Looking on ${chain.name}`} />;
  if (query.isError) {
    return <UnknownAnswer sentence={lookupFailed} onRetry={query.refetch} busy={query.isFetching} />;
  }
  const [stamp, notBefore, work] = query.data;
  if (stamp.status === "unknown") {
    return <UnknownAnswer sentence={stamp.problem.sentence} onRetry={query.refetch} busy={query.isFetching} />;
  }

  const comparison = files ? compareFiles(opening.manifest, files) : undefined;
  const details = (
    <>
      <ComparisonNotice opening={opening} comparison={comparison} />
      <Facts
        facts={[
          { label: "Claimant", value: <AddressView value={opening.claimant} /> },
          ...(stamp.status === "found"
            ? [
                {
                  label: "Stamped",
                  value: <Time seconds={stamp.value.at.time} block={stamp.value.at.block} />,
                },
                {
                  label: "Transaction",
                  value: <Hash value={stamp.value.at.transaction} label="transaction hash" />,
                },
              ]
            : []),
          {
            label: "Not made before",
            value:
              notBefore.status === "found" ? (
                <Time seconds={notBefore.time} block={notBefore.block} />
              ) : (
                notBefore.sentence
              ),
          },
          { label: "Commitment", value: <Hash value={opening.commitment} label="commitment" /> },
          ...(opening.batch
            ? [{ label: "Root of its batch", value: <Hash value={opening.batch.root} label="root of the batch" /> }]
            : []),
          {
            label: "Registered as a work",
            value:
              work.status === "found" ? (
                <Link className="link" href={`/work/${formatId(work.value.id, "work")}`}>
                  Yes, see the work
                </Link>
              ) : work.status === "not-found" ? (
                "No"
              ) : (
                work.problem.sentence
              ),
          },
        ]}
      />
      <FileList files={opening.manifest.files} caption="Files in the opening" />
    </>
  );

  if (stamp.status === "not-found") {
    return (
      <AnswerCard
        kind="not-found"
        title={`This opening fits together, but it was never stamped on ${chain.name}.`}
        block={stamp.block}
      >
        {details}
      </AnswerCard>
    );
  }
  if (comparison && !comparison.identical) {
    return (
      <AnswerCard
        kind="contradiction"
        title="The files you dropped are not exactly those that were stamped."
        block={stamp.block}
      >
        {details}
      </AnswerCard>
    );
  }
  const count = opening.manifest.files.length;
  return (
    <AnswerCard
      kind="found"
      title={
        <>
          The claimant held{" "}
          {comparison
            ? count === 1
              ? "exactly this file"
              : "exactly these files"
            : count === 1
              ? "the file described below"
              : `the ${formatNumber(count)} files described below`}{" "}
          no later than <Time seconds={stamp.value.at.time} />.
        </>
      }
      block={stamp.block}
    >
      {details}
    </AnswerCard>
  );
}

type NotBefore = { status: "found"; block: number; time: number } | { status: "unknown"; sentence: string };

/** The moment before which a manifest cannot have been made: that of the block whose hash it contains. */
async function readNotBefore({ client }: ReadContext, anchor: Anchor | undefined): Promise<NotBefore> {
  if (!anchor) return { status: "unknown", sentence: "The opening does not say" };
  try {
    const block = await client.getBlock({ blockHash: anchor.hash });
    if (Number(block.number) === anchor.number) {
      return { status: "found", block: anchor.number, time: Number(block.timestamp) };
    }
  } catch (error) {
    if (!(error instanceof BlockNotFoundError)) return { status: "unknown", sentence: "The chain did not answer" };
  }
  return { status: "unknown", sentence: `The opening names block ${anchor.number}, which this chain does not have` };
}

const mostPaths = 8;

type ComparisonNoticeProps = { opening: Opening; comparison: FileComparison | undefined };

/** How dropped files differ from those of an opening. */
function ComparisonNotice({ opening, comparison }: ComparisonNoticeProps) {
  if (!comparison) {
    return (
      <Notice>
        <p>
          The file list in an opening is only words until you compare it: drop the{" "}
          {opening.manifest.files.length === 1 ? "file" : "files or the folder"} as well.
        </p>
      </Notice>
    );
  }
  if (comparison.identical) {
    return (
      <Notice tone="ok" title={comparison.same.length === 1 ? "The file is the same" : "All files are the same"}>
        <p>Every byte agrees, by two independent digests.</p>
      </Notice>
    );
  }
  const groups = [
    { title: "Changed", paths: comparison.changed.map(({ entry }) => entry.path) },
    { title: "Missing", paths: comparison.missing.map((entry) => entry.path) },
    { title: "Not in the opening", paths: comparison.added.map((file) => file.path) },
    {
      title: "Same bytes, other name",
      paths: comparison.renamed.map(({ entry, file }) => `${file.path} (in the opening: ${entry.path})`),
    },
  ].filter((group) => group.paths.length > 0);
  return (
    <Notice
      tone={comparison.changed.length + comparison.missing.length + comparison.added.length > 0 ? "danger" : "warning"}
      title={`${comparison.same.length} of ${opening.manifest.files.length} files are the same`}
    >
      {groups.map(({ title, paths }) => (
        <div key={title}>
          <p className="font-medium">
            {title}: {paths.length}
          </p>
          <ul className="list-inside list-disc">
            {paths.slice(0, mostPaths).map((path) => (
              <li key={path}>{path}</li>
            ))}
            {paths.length > mostPaths ? <li>and {paths.length - mostPaths} more</li> : null}
          </ul>
        </div>
      ))}
    </Notice>
  );
}
