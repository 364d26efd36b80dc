/** @remarks It gives each kind of question its answer, and each is a file of its own. */
import { ArchiveError, explainError, type Opening, visibleText } from "@colophon/sdk";
import { Search } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import type { ChosenFile, ChosenFiles } from "../../lib/chosenFiles.ts";
import { count } from "../../lib/format.ts";
import { identityOf } from "../../lib/hashing/runManifestJob.ts";
import { useHashing } from "../../lib/hashing/useHashing.ts";
import { parseQuestion } from "../../lib/questions.ts";
import { openArchives } from "../../lib/unzip.ts";
import { VerifyHead } from "../../parts/heads.tsx";
import { Button } from "../../ui/button.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Field, Input, Select } from "../../ui/field.tsx";
import { HashingProgress, LeftOutNotice } from "../../ui/files.tsx";
import { Card } from "../../ui/page.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { AnswerCard } from "./AnswerCard.tsx";
import { BundleAnswer } from "./BundleAnswer.tsx";
import { BundlesAnswer } from "./BundlesAnswer.tsx";
import { takeBundles, takeLedger, takeOpening } from "./givenEvidence.ts";
import { LedgerAnswer } from "./LedgerAnswer.tsx";
import { OpeningAnswer } from "./OpeningAnswer.tsx";
import { FilesAnswer, QuestionAnswer } from "./QuestionAnswer.tsx";

type Dropped =
  /** One of the openings that were given, and what all of that was. */
  | { opening: Opening; name: string; all: readonly string[]; given: ChosenFiles }
  | { bundle: File; name: string }
  | { bundles: readonly ChosenFile[] }
  | { ledger: File; name: string }
  | { broken: string; archive?: boolean };

type Hashing = ReturnType<typeof useHashing>;

/** What was dropped: an opening, a bundle, or something damaged, and the files that came with it, read on this device. */
function useDropped() {
  const [dropped, setDropped] = useState<Dropped>();
  const hashing = useHashing();
  const clear = () => {
    setDropped(undefined);
    hashing.cancel();
  };
  const take = (evidence: Dropped, rest: ChosenFiles) => {
    setDropped(evidence);
    if (rest.files.length > 0) void hashing.start(rest);
    else hashing.cancel();
  };
  const choose = async (given: ChosenFiles, wanted?: string) => {
    let chosen: ChosenFiles;
    try {
      chosen = await openArchives(given);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      hashing.cancel();
      return setDropped({ broken: error.shortMessage, archive: true });
    }
    const shown = await takeLedger(chosen);
    if (shown) return take({ ledger: shown.ledger.file, name: shown.ledger.path }, shown.rest);
    const { bundles, rest } = await takeBundles(chosen);
    const [bundle, another] = bundles;
    if (another) return take({ bundles }, rest);
    if (bundle) return take({ bundle: bundle.file, name: bundle.path }, rest);
    const found = await takeOpening(chosen, wanted);
    if (found.status === "broken") {
      hashing.cancel();
      return setDropped({ broken: explainError(found.error).sentence });
    }
    if (found.status === "found") {
      const { opening, name, all } = found;
      return take({ opening, name, all, given: chosen }, found.rest);
    }
    // Files that come after an opening are compared with it.
    if (dropped && "broken" in dropped) setDropped(undefined);
    void hashing.start(chosen);
  };
  return { dropped, hashing, choose, clear };
}

/** Look up a file, an opening file, a digest or a number, without a wallet. */
export function VerifyPage() {
  const { deployment } = useActiveChain();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("q") ?? "";
  const [text, setText] = useState(asked);
  const [error, setError] = useState<string>();
  const { dropped, hashing, choose, clear } = useDropped();
  const { state } = hashing;
  const question = asked && !dropped && state.status === "idle" ? parseQuestion(asked, deployment) : undefined;

  const ask = (event: FormEvent) => {
    event.preventDefault();
    const result = parseQuestion(text, deployment);
    setError(result.ok ? undefined : result.error);
    if (!result.ok) return;
    clear();
    navigate(`/verify?q=${encodeURIComponent(text.trim())}`);
  };

  const reset = () => {
    clear();
    setText("");
    navigate("/verify");
  };

  const opening = dropped && "opening" in dropped ? dropped : undefined;
  const bundle = dropped && ("bundle" in dropped || "bundles" in dropped || "ledger" in dropped) ? dropped : undefined;
  const answering = dropped !== undefined || state.status !== "idle" || question !== undefined;
  return (
    <>
      <VerifyHead />
      <div className="grid gap-8">
        <div className="grid items-stretch gap-6 lg:grid-cols-2">
          <DropZone
            title={opening || bundle ? "Now drop the files it is about" : "Drop a file, a folder or a proof package"}
            hint={
              opening
                ? "They are compared with the list in the opening, byte for byte."
                : bundle
                  ? "They are compared with the digests in the bundle. Nothing is sent anywhere."
                  : "A proof package ends with .colophon.zip. What is in it works too: an opening ends with .colophon.json, a bundle of evidence with .colophon-bundle.json. You may drop them together with their files."
            }
            onChoose={(chosen) => {
              setError(undefined);
              return choose(chosen);
            }}
            className="content-center"
          />
          <Card>
            <form onSubmit={ask} className="grid gap-4">
              <Field
                label="Or paste what you have"
                hint="A SHA-256 digest, a commitment, the number of a work or licence, a transaction, or a link to one: to this site, an explorer, a marketplace or a gateway."
                error={error}
              >
                <Input
                  value={text}
                  onChange={(event) => {
                    setText(event.target.value);
                    setError(undefined);
                  }}
                  autoComplete="off"
                  spellCheck={false}
                  className="font-mono text-sm"
                />
              </Field>
              <div>
                <Button type="submit" icon={<Search aria-hidden="true" className="size-4" />}>
                  Look it up
                </Button>
              </div>
            </form>
          </Card>
        </div>

        <section aria-label="Answer" aria-live="polite" className="grid gap-6">
          <Reading hashing={hashing} />
          <DroppedAnswer dropped={dropped} hashing={hashing} onOther={choose} />
          {question?.ok ? <QuestionAnswer question={question.question} /> : null}
          {question && !question.ok ? (
            <ErrorState title="This could not be read">
              <p>{question.error}</p>
            </ErrorState>
          ) : null}
          {answering ? (
            <div>
              <Button variant="quiet" size="small" onClick={reset}>
                Start anew
              </Button>
            </div>
          ) : null}
        </section>
      </div>
    </>
  );
}

/** How reading the files on this device stands. */
function Reading({ hashing: { state, start, cancel } }: { hashing: Hashing }) {
  switch (state.status) {
    case "hashing":
      return (
        <Card>
          <HashingProgress progress={state.progress} onCancel={cancel} />
        </Card>
      );
    case "failed":
      return (
        <ErrorState title="The files could not be read" onRetry={() => start(state.chosen)}>
          <p>{state.sentence}</p>
        </ErrorState>
      );
    case "done":
      return <LeftOutNotice chosen={state.chosen} />;
    default:
      return null;
  }
}

type DroppedAnswerProps = {
  dropped: Dropped | undefined;
  hashing: Hashing;
  /** Another of the openings that were given. */
  onOther: (given: ChosenFiles, wanted: string) => void;
};

/** What the opening, the bundle or the files that were dropped show. */
function DroppedAnswer({ dropped, hashing: { state }, onOther }: DroppedAnswerProps) {
  const files = state.status === "done" ? state.files : undefined;
  if (!dropped) return files ? <FilesAnswer files={files} /> : null;
  if ("broken" in dropped) {
    return (
      <AnswerCard
        kind={dropped.archive ? "unknown" : "contradiction"}
        title={dropped.archive ? "This archive cannot be opened here." : "This opening file is damaged."}
      >
        <p className="[overflow-wrap:anywhere]">{dropped.broken}</p>
      </AnswerCard>
    );
  }
  if ("bundles" in dropped) {
    return <BundlesAnswer bundles={dropped.bundles} files={files} reading={state.status === "hashing"} />;
  }
  if ("ledger" in dropped) {
    return (
      <LedgerAnswer
        key={identityOf(dropped.ledger)}
        file={dropped.ledger}
        name={dropped.name}
        files={files}
        reading={state.status === "hashing"}
      />
    );
  }
  const name = <span className="font-medium text-ink [overflow-wrap:anywhere]">{visibleText(dropped.name)}</span>;
  if ("opening" in dropped) {
    return (
      <>
        {dropped.all.length > 1 ? (
          <Field label={`Which of the ${count(dropped.all.length, "opening")}?`}>
            <Select value={dropped.name} onChange={(event) => onOther(dropped.given, event.target.value)}>
              {dropped.all.map((path) => (
                <option key={path} value={path}>
                  {visibleText(path)}
                </option>
              ))}
            </Select>
          </Field>
        ) : (
          <p className="text-soft">Opening file {name}</p>
        )}
        <OpeningAnswer opening={dropped.opening} files={files} />
      </>
    );
  }
  return (
    <>
      <p className="text-soft">Bundle {name}</p>
      <BundleAnswer
        key={identityOf(dropped.bundle)}
        file={dropped.bundle}
        name={dropped.name}
        files={files}
        reading={state.status === "hashing"}
        chosen={state.status === "done" ? state.chosen : undefined}
      />
    </>
  );
}
