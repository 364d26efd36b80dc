import { Link } from "wouter";
import { NoIndex } from "../../flow/IndexNotices.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { placeOf, type SearchQuestion } from "../../lib/questions.ts";
import { buttonClasses } from "../../ui/button.tsx";
import { Card } from "../../ui/page.tsx";
import { ClearanceReport } from "./clearance/ClearanceReport.tsx";
import type { Clearance, ClearanceQuestion } from "./clearance/question.ts";
import { FoundByNumber, FoundWorks } from "./SearchResults.tsx";

type TextAnswerProps = { question: SearchQuestion; clearance: Clearance | undefined };

/** What is known of what somebody pasted or typed, and whether it may be used if that is asked. */
export function TextAnswer({ question, clearance }: TextAnswerProps) {
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
