import { explainError, type HashedFile, visibleText } from "@colophon/sdk";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { identityOf, runManifestJob } from "../../lib/hashing/runManifestJob.ts";
import { Checkbox } from "../../ui/field.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { UnknownAnswer } from "./AnswerCard.tsx";
import { BundleVerdict } from "./BundleVerdict.tsx";
import { noTrust, OfflineHint, TrustForm } from "./TrustForm.tsx";

type LedgerAnswerProps = {
  file: File;
  name: string;
  /** Files that were dropped to be compared with it, once they are read. */
  files: readonly HashedFile[] | undefined;
  /** Files are still being read: a verdict now would speak of them as not given. */
  reading: boolean;
};

/** What a ledger of disclosures proves: who signed that they received what, by when, and under which promise. */
export function LedgerAnswer({ file, name, files, reading }: LedgerAnswerProps) {
  const [trust, setTrust] = useState(noTrust);
  const [recordOnly, setRecordOnly] = useState(false);
  const answered = useQuery({
    queryKey: ["answer-ledger", identityOf(file), files && identityOf(files), trust, recordOnly],
    enabled: !reading,
    staleTime: "static",
    retry: false,
    // What was typed into the form for the blocks stays while the ledger is checked again.
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      runManifestJob("answerLedger", { ledger: file, files: files ?? (recordOnly ? undefined : []), ...trust }, signal),
  });
  const { verdict, needed = [] } = answered.data ?? {};
  const [first] = needed;
  return (
    <>
      <p className="text-soft">
        Ledger of disclosures <span className="font-medium text-ink [overflow-wrap:anywhere]">{visibleText(name)}</span>
      </p>
      {answered.isFetching ? <LoadingState label="Checking every step" /> : null}
      {answered.isError ? (
        <UnknownAnswer
          sentence={explainError(answered.error).sentence}
          onRetry={answered.refetch}
          busy={answered.isFetching}
        />
      ) : null}
      {verdict && !reading ? <BundleVerdict verdict={verdict} bundleName={name} /> : null}
      {verdict && !files && !reading ? (
        <Checkbox
          checked={recordOnly}
          onChange={(event) => setRecordOnly(event.target.checked)}
          label="Tell what was recorded alone, without comparing files"
        />
      ) : null}
      {first ? (
        <TrustForm
          chainId={first.chainId}
          blocks={needed.map(({ number }) => ({ number, what: "what it proves" }))}
          onTrust={setTrust}
        />
      ) : null}
      <OfflineHint />
    </>
  );
}
