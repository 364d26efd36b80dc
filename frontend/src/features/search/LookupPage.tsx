import { Search } from "lucide-react";
import { type FormEvent, useEffect, useMemo, useState } from "react";
import { useConnection } from "wagmi";
import { Link, useSearchParams } from "wouter";
import { NoIndex } from "../../flow/IndexNotices.tsx";
import { withWord } from "../../lib/browser.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { handOver } from "../../lib/chosenFiles.ts";
import { useHashing } from "../../lib/hashing/useHashing.ts";
import { parseSearch, placeOf, type SearchQuestion } from "../../lib/questions.ts";
import { useHeadTime } from "../../lib/useFinding.ts";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { HashingProgress, LeftOutNotice } from "../../ui/files.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { ClearanceReport } from "./clearance/ClearanceReport.tsx";
import type { Clearance, ClearanceQuestion } from "./clearance/question.ts";
import { FilesFound } from "./FilesFound.tsx";
import { FoundByNumber, FoundWorks } from "./SearchResults.tsx";
import { WantedFields, wantedOf } from "./wanted.tsx";

/**
 * One place for whatever somebody has: a file, a folder, a link, a number, a digest, an address, words. What is known of
 * it, who claims it, what is licensed, and whether it may be used.
 */
export function LookupPage() {
  const { deployment } = useActiveChain();
  const [search] = useSearchParams();
  const { state, start, cancel } = useHashing();
  const [handed] = useState(() => handOver.take());
  useEffect(() => {
    if (handed) void start(handed);
  }, [handed, start]);
  const asked = search.get("q") ?? "";
  const question = useMemo(() => parseSearch(asked, deployment), [asked, deployment]);
  const clearance = useClearance(search);
  return (
    <>
      <PageHeader title="Look up">
        <p>
          A file, a link, a number, a name: what is registered of it, who claimed it first, what is licensed, and what
          you may do with it.
        </p>
      </PageHeader>
      <div className="grid gap-10">
        <div className="grid items-stretch gap-6 lg:grid-cols-2">
          <AskBox key={asked} asked={asked} onAsk={cancel} />
          {state.status === "hashing" ? (
            <Card>
              <HashingProgress progress={state.progress} onCancel={cancel} />
            </Card>
          ) : (
            <DropZone
              title={state.status === "done" ? "Drop other files" : "Drop a picture, a file or a folder"}
              hint="It is read here and stays here. The SHA-256 of each file is asked for, and nothing else of it."
              onChoose={start}
              className="content-center"
            />
          )}
        </div>
        <WantedFields />
        <section aria-label="Answer" aria-live="polite" className="grid gap-8">
          {state.status === "failed" ? (
            <ErrorState title="The files could not be read" onRetry={() => start(state.chosen)}>
              <p>{state.sentence}</p>
            </ErrorState>
          ) : null}
          {state.status === "done" ? (
            <>
              <LeftOutNotice chosen={state.chosen} />
              <FilesFound files={state.files} clearance={clearance} />
              <div>
                <Button variant="quiet" size="small" onClick={cancel}>
                  Forget these files
                </Button>
              </div>
            </>
          ) : state.status === "hashing" ? null : (
            <TextAnswer question={question} clearance={clearance} />
          )}
        </section>
      </div>
    </>
  );
}

/** The use that is asked about, now and for the connected account; undefined while none is. */
function useClearance(search: URLSearchParams): Clearance | undefined {
  const { address } = useConnection();
  const time = useHeadTime();
  // One moment for one question, so that its answer is not asked for anew with every block.
  const [now] = useState(time);
  const wanted = wantedOf(search);
  if (!wanted) return undefined;
  const { until = now, ...rest } = wanted;
  return { ...rest, field: undefined, from: now, until: Math.max(now, until), account: address };
}

/** The box for everything that can be pasted or typed. */
function AskBox({ asked, onAsk }: { asked: string; onAsk: () => void }) {
  const [, setSearch] = useSearchParams();
  const [text, setText] = useState(asked);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    onAsk();
    setSearch(withWord("q", text.trim()));
  };
  return (
    <Card>
      <form onSubmit={ask} className="grid h-full content-center gap-4">
        <Field
          label="A link, a number, a digest, an address, or words"
          hint="From this site, an explorer, a marketplace or a gateway; or a title, or who made it."
        >
          <Input
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <div>
          <Button type="submit" icon={<Search aria-hidden="true" className="size-4" />}>
            Look it up
          </Button>
        </div>
      </form>
    </Card>
  );
}

type TextAnswerProps = { question: SearchQuestion; clearance: Clearance | undefined };

function TextAnswer({ question, clearance }: TextAnswerProps) {
  const { index } = useActiveChain();
  if (question.kind === "nothing") return null;
  if (index === undefined) return <WithoutIndex question={question} />;
  const about = clearance && aboutOf(question);
  return (
    <>
      {question.kind === "words" && question.problem ? <p className="text-warn">{question.problem}</p> : null}
      {about && clearance ? (
        <ClearanceReport question={{ ...clearance, files: [], works: [], ...about }} />
      ) : question.kind === "words" ? (
        <>
          <FoundWorks
            asked={{ q: question.words.slice(0, 200) }}
            words={question.words}
            narrowed={false}
            settled
            onClear={() => undefined}
          />
          <p>
            <Link href={`/search?q=${encodeURIComponent(question.words)}`} className="link">
              Narrow it down
            </Link>{" "}
            by kind, price, use, place and day.
          </p>
        </>
      ) : (
        <FoundByNumber question={question} />
      )}
    </>
  );
}

/** What a report of clearance can be about, of what was pasted; undefined for an account or a transaction. */
function aboutOf(question: SearchQuestion): Partial<Pick<ClearanceQuestion, "files" | "works" | "words">> | undefined {
  switch (question.kind) {
    case "work":
      return { works: [question.id] };
    case "licence":
      return { works: [question.id >> 32n] };
    case "digest":
    case "hash":
      return { files: [{ name: "This digest", digest: question.digest }] };
    case "words":
      return { words: question.words.slice(0, 200) };
    default:
      return undefined;
  }
}

function WithoutIndex({ question }: { question: SearchQuestion }) {
  const { name } = useActiveChain();
  const place = placeOf(question);
  return place ? (
    <Card className="flex flex-wrap items-center justify-between gap-4">
      <p>
        This is <strong className="font-semibold">{place.what}</strong>. The chain itself answers for it.
      </p>
      <Link href={place.href} className={buttonClasses("secondary")}>
        {place.action}
      </Link>
    </Card>
  ) : (
    <NoIndex>
      Words are looked for by an index, and none is set up for {name} here. Files, numbers and links are asked of the
      chain all the same.
    </NoIndex>
  );
}
