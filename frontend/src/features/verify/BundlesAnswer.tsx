import { explainError, type HashedFile, visibleText } from "@colophon/sdk";
import { type Verdict, verdictWords } from "@colophon/sdk/evidence";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ChosenFile } from "../../lib/chosenFiles.ts";
import { count, formatNumber } from "../../lib/format.ts";
import type { AnswerBundlesParameters, BundleOutcome } from "../../lib/hashing/manifestJobs.ts";
import { identityOf, runManifestJob } from "../../lib/hashing/runManifestJob.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Field, Input } from "../../ui/field.tsx";
import { Badge, type BadgeTone } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { ProgressBar } from "../../ui/states.tsx";
import { UnknownAnswer } from "./AnswerCard.tsx";
import { BundleVerdict } from "./BundleVerdict.tsx";
import { noTrust, OfflineHint, TrustForm } from "./TrustForm.tsx";

/** So many go to a worker at a time, so that the page can say how far it is. */
const portion = 25;

/** The verdicts on many bundles, in their order. */
async function answerAll(
  bundles: readonly ChosenFile[],
  given: Omit<AnswerBundlesParameters, "bundles">,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (done: number) => void },
): Promise<BundleOutcome[]> {
  const outcomes: BundleOutcome[] = [];
  for (let from = 0; from < bundles.length; from += portion) {
    const part = bundles.slice(from, from + portion).map(({ file }) => file);
    outcomes.push(...(await runManifestJob("answerBundles", { ...given, bundles: part }, signal)));
    onProgress(outcomes.length);
  }
  return outcomes;
}

type BundlesAnswerProps = {
  bundles: readonly ChosenFile[];
  /** Files that were dropped to be compared with them, once they are read. */
  files: readonly HashedFile[] | undefined;
  /** Files are still being read: a verdict now would speak of them as not given. */
  reading: boolean;
};

/** What each of many bundles proves, in a list, with the blocks that all of them rest on. */
export function BundlesAnswer({ bundles, files, reading }: BundlesAnswerProps) {
  const [trust, setTrust] = useState(noTrust);
  const [recordOnly, setRecordOnly] = useState(false);
  const [done, setDone] = useState(0);
  const answered = useQuery({
    queryKey: ["answer-bundles", identityOf(bundles), files && identityOf(files), trust, recordOnly],
    enabled: !reading,
    staleTime: "static",
    retry: false,
    // What was typed into the form for the blocks stays while the bundles are checked again.
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      setDone(0);
      const compared = files ?? (recordOnly ? undefined : []);
      return answerAll(bundles, { files: compared, ...trust }, { signal, onProgress: setDone });
    },
  });
  const outcomes = answered.data;
  const chains = [...new Set(outcomes?.flatMap(({ chainId }) => chainId ?? []))];
  return (
    <>
      {answered.isFetching ? (
        <Card className="grid gap-3">
          <p role="status">
            {count(done, "bundle")} of {formatNumber(bundles.length)} checked…
          </p>
          <ProgressBar label="Bundles checked" value={done / bundles.length} />
        </Card>
      ) : null}
      {answered.isError ? (
        <UnknownAnswer
          sentence={explainError(answered.error).sentence}
          onRetry={answered.refetch}
          busy={answered.isFetching}
        />
      ) : null}
      {outcomes && !answered.isFetching ? (
        <VerdictList
          key={identityOf(outcomes)}
          verdicts={outcomes.map(({ verdict }, i) => ({ verdict, name: bundles[i]?.path ?? "" }))}
        />
      ) : null}
      {outcomes && !files && !reading ? (
        <Checkbox
          checked={recordOnly}
          onChange={(event) => setRecordOnly(event.target.checked)}
          label="Tell what was recorded alone, without comparing files"
        />
      ) : null}
      {chains.map((chainId) => (
        <TrustForm
          key={chainId}
          chainId={chainId}
          blocks={blocksOf(outcomes ?? [], chainId)}
          onTrust={(given) =>
            setTrust((before) => ({
              trusted: [...before.trusted.filter((known) => known.chainId !== chainId), ...given.trusted],
              problems: given.problems,
            }))
          }
        />
      ))}
      <OfflineHint />
    </>
  );
}

/** The blocks that the bundles of a chain rest on, each once: what was stamped together has one. */
function blocksOf(outcomes: readonly BundleOutcome[], chainId: number) {
  const numbers = new Set(
    outcomes.filter((each) => each.chainId === chainId).flatMap(({ needed }) => needed.map(({ number }) => number)),
  );
  return [...numbers].map((number) => ({ number, what: "what they prove" }));
}

const tones: Record<Verdict["verdict"], BadgeTone> = { proved: "ok", disproved: "danger", "cannot-know": "warning" };

const order: readonly Verdict["verdict"][] = ["disproved", "cannot-know", "proved"];

/** As many rows are shown at a time. */
const rows = 50;

type VerdictListProps = { verdicts: readonly { name: string; verdict: Verdict }[] };

/** Every bundle with its verdict in a word and a sentence, what is wrong first; each opens to all of its steps. */
function VerdictList({ verdicts }: VerdictListProps) {
  const [wanted, setWanted] = useState("");
  const [shown, setShown] = useState(rows);
  const counts = order.flatMap((kind) => {
    const found = verdicts.filter(({ verdict }) => verdict.verdict === kind).length;
    return found === 0 ? [] : [{ kind, found }];
  });
  const found = verdicts
    .filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()))
    .toSorted((a, b) => order.indexOf(a.verdict.verdict) - order.indexOf(b.verdict.verdict));
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <h2 className="text-2xl">{count(verdicts.length, "bundle")}</h2>
      <p role="status" className="flex flex-wrap gap-3">
        {counts.map(({ kind, found: number }) => (
          <Badge key={kind} tone={tones[kind]}>
            {verdictWords[kind].word}: {formatNumber(number)}
          </Badge>
        ))}
      </p>
      {verdicts.length > rows ? (
        <Field label="Look for a name among them" optional>
          <Input value={wanted} onChange={(event) => setWanted(event.target.value)} autoComplete="off" />
        </Field>
      ) : null}
      <ul className="grid gap-2">
        {found.slice(0, shown).map(({ name, verdict }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two bundles of different archives may have one name
          <li key={`${name} ${i}`} className="border-rule border-t pt-2">
            <VerdictRow name={name} verdict={verdict} />
          </li>
        ))}
      </ul>
      {found.length > shown ? (
        <div>
          <Button variant="secondary" size="small" onClick={() => setShown(shown + rows)}>
            Show more
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function VerdictRow({ name, verdict }: { name: string; verdict: Verdict }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-1">
        <Badge tone={tones[verdict.verdict]}>{verdictWords[verdict.verdict].word}</Badge>
        <span className="font-medium [overflow-wrap:anywhere]">{visibleText(name)}</span>
        <span className="min-w-0 basis-full text-sm text-soft [overflow-wrap:anywhere]">{verdict.sentence}</span>
      </summary>
      {open ? (
        <div className="mt-3">
          <BundleVerdict verdict={verdict} bundleName={name} />
        </div>
      ) : null}
    </details>
  );
}
