import {
  compareFiles,
  formatId,
  type HashedFile,
  type Opening,
  readStamp,
  readWork,
  stampedOf,
  workIdOf,
} from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Address } from "../../components/Address.tsx";
import { Facts } from "../../components/Facts.tsx";
import { FileList } from "../../components/FileList.tsx";
import { Hash } from "../../components/Hash.tsx";
import { LoadingState } from "../../components/LoadingState.tsx";
import { Time } from "../../components/Time.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import { runManifestJob } from "../../lib/hashing/runManifestJob.ts";
import { identityOf } from "../../lib/identityOf.ts";
import { sentenceOf } from "../../lib/transactions/sentenceOf.ts";
import { ComparedFiles } from "./ComparedFiles.tsx";
import { lookupFailed } from "./lookupFailed.ts";
import { readNotBefore } from "./readNotBefore.ts";
import { UnknownVerdict } from "./UnknownVerdict.tsx";
import { Verdict } from "./Verdict.tsx";

export type OpeningAnswerProps = {
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
    return <UnknownVerdict sentence={sentenceOf(checked.error)} onRetry={checked.refetch} busy={checked.isFetching} />;
  }
  if (!check.opens) {
    return (
      <Verdict kind="contradiction" title="This opening file does not open.">
        <ul className="grid gap-3 [overflow-wrap:anywhere]">
          {check.differences.map((difference) => (
            <li key={difference.part}>{difference.sentence}</li>
          ))}
        </ul>
      </Verdict>
    );
  }
  if (otherChain) {
    return (
      <Verdict
        kind="unknown"
        title={`This opening is for chain number ${opening.chainId}; this page reads ${chain.name}, number ${chainId}.`}
      >
        <p>The file contradicts itself nowhere. When it was stamped only that chain can tell.</p>
      </Verdict>
    );
  }
  if (query.isPending) return <LoadingState label={`Looking on ${chain.name}`} />;
  if (query.isError) {
    return <UnknownVerdict sentence={lookupFailed} onRetry={query.refetch} busy={query.isFetching} />;
  }
  const [stamp, notBefore, work] = query.data;
  if (stamp.status === "unknown") {
    return <UnknownVerdict sentence={stamp.problem.sentence} onRetry={query.refetch} busy={query.isFetching} />;
  }

  const comparison = files ? compareFiles(opening.manifest, files) : undefined;
  const details = (
    <>
      <ComparedFiles opening={opening} comparison={comparison} />
      <Facts
        facts={[
          { label: "Claimant", value: <Address value={opening.claimant} /> },
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
      <Verdict
        kind="not-found"
        title={`This opening fits together, but it was never stamped on ${chain.name}.`}
        block={stamp.block}
      >
        {details}
      </Verdict>
    );
  }
  if (comparison && !comparison.identical) {
    return (
      <Verdict
        kind="contradiction"
        title="The files you dropped are not exactly those that were stamped."
        block={stamp.block}
      >
        {details}
      </Verdict>
    );
  }
  const count = opening.manifest.files.length;
  return (
    <Verdict
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
              : `the ${count.toLocaleString("en-GB")} files described below`}{" "}
          no later than <Time seconds={stamp.value.at.time} />.
        </>
      }
      block={stamp.block}
    >
      {details}
    </Verdict>
  );
}
