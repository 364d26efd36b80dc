import type { Opening } from "@colophon/sdk";
import { Search } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { ChosenFiles } from "../../lib/chosenFiles.ts";
import { identityOf } from "../../lib/hashing/runManifestJob.ts";
import { useHashing } from "../../lib/hashing/useHashing.ts";
import { parseQuestion } from "../../lib/questions.ts";
import { sentenceOf } from "../../lib/sentenceOf.ts";
import { Button } from "../../ui/button.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { HashingProgress, LeftOutNotice } from "../../ui/files.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { AnswerCard } from "./AnswerCard.tsx";
import { BundleAnswer } from "./BundleAnswer.tsx";
import { takeBundle, takeOpening } from "./givenEvidence.ts";
import { OpeningAnswer } from "./OpeningAnswer.tsx";
import { FilesAnswer, QuestionAnswer } from "./QuestionAnswer.tsx";

type Dropped = { opening: Opening; name: string } | { bundle: File; name: string } | { broken: string };

/** Look up a file, an opening file, a digest or a number, without a wallet. */
export function VerifyPage() {
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("q") ?? "";
  const [text, setText] = useState(asked);
  const [error, setError] = useState<string>();
  const [dropped, setDropped] = useState<Dropped>();
  const hashing = useHashing();
  const { state } = hashing;

  const question = asked && !dropped && state.status === "idle" ? parseQuestion(asked) : undefined;

  const choose = async (chosen: ChosenFiles) => {
    setError(undefined);
    const evidence = await takeBundle(chosen);
    if (evidence.status === "found") {
      setDropped({ bundle: evidence.file, name: evidence.name });
      if (evidence.rest.files.length > 0) void hashing.start(evidence.rest);
      else hashing.cancel();
      return;
    }
    const found = await takeOpening(chosen);
    if (found.status === "broken") {
      hashing.cancel();
      setDropped({ broken: sentenceOf(found.error) });
      return;
    }
    if (found.status === "found") {
      setDropped({ opening: found.opening, name: found.name });
      if (found.rest.files.length > 0) void hashing.start(found.rest);
      else hashing.cancel();
      return;
    }
    // Files that come after an opening are compared with it.
    if (dropped && "broken" in dropped) setDropped(undefined);
    void hashing.start(chosen);
  };

  const ask = (event: FormEvent) => {
    event.preventDefault();
    const result = parseQuestion(text);
    setError(result.ok ? undefined : result.error);
    if (!result.ok) return;
    setDropped(undefined);
    hashing.cancel();
    navigate(`/verify?q=${encodeURIComponent(text.trim())}`);
  };

  const reset = () => {
    setDropped(undefined);
    hashing.cancel();
    setText("");
    navigate("/verify");
  };

  const opening = dropped && "opening" in dropped ? dropped : undefined;
  const bundle = dropped && "bundle" in dropped ? dropped : undefined;
  const files = state.status === "done" ? state.files : undefined;
  const answering = dropped !== undefined || state.status !== "idle" || question !== undefined;
  return (
    <>
      <PageHeader eyebrow="Verify" title="Check a file, a proof or a number">
        <p>You need no wallet and no account. Files are read in your browser and stay there.</p>
      </PageHeader>
      <div className="grid gap-8">
        <div className="grid items-stretch gap-6 lg:grid-cols-2">
          <DropZone
            title={
              opening || bundle ? "Now drop the files it is about" : "Drop a file, a folder, an opening or a bundle"
            }
            hint={
              opening
                ? "They are compared with the list in the opening, byte for byte."
                : bundle
                  ? "They are compared with the digests in the bundle. Nothing is sent anywhere."
                  : "An opening ends with .colophon.json, a bundle of evidence with .colophon-bundle.json. You may drop it together with its files."
            }
            onChoose={choose}
            className="content-center"
          />
          <Card>
            <form onSubmit={ask} className="grid gap-4">
              <Field
                label="Or paste what you have"
                hint="A SHA-256 digest, a commitment, the number of a work or licence, or a link to one."
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
          {opening ? (
            <p className="text-soft">
              Opening file <span className="font-medium text-ink [overflow-wrap:anywhere]">{opening.name}</span>
            </p>
          ) : null}
          {state.status === "hashing" ? (
            <Card>
              <HashingProgress progress={state.progress} onCancel={hashing.cancel} />
            </Card>
          ) : null}
          {state.status === "failed" ? (
            <ErrorState title="The files could not be read" onRetry={() => hashing.start(state.chosen)}>
              <p>{state.sentence}</p>
            </ErrorState>
          ) : null}
          {state.status === "done" ? <LeftOutNotice chosen={state.chosen} /> : null}
          {dropped && "broken" in dropped ? (
            <AnswerCard kind="contradiction" title="This opening file is damaged.">
              <p className="[overflow-wrap:anywhere]">{dropped.broken}</p>
            </AnswerCard>
          ) : null}
          {bundle ? (
            <>
              <p className="text-soft">
                Bundle <span className="font-medium text-ink [overflow-wrap:anywhere]">{bundle.name}</span>
              </p>
              <BundleAnswer
                key={identityOf(bundle.bundle)}
                file={bundle.bundle}
                name={bundle.name}
                files={files}
                reading={state.status === "hashing"}
                chosen={state.status === "done" ? state.chosen : undefined}
              />
            </>
          ) : null}
          {opening ? <OpeningAnswer opening={opening.opening} files={files} /> : null}
          {!dropped && files ? <FilesAnswer files={files} /> : null}
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
