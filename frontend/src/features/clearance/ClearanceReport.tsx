import { formatId, uses } from "@colophon/sdk";
import { Printer } from "lucide-react";
import { useState } from "react";
import { Address } from "../../components/Address.tsx";
import { Badge } from "../../components/Badge.tsx";
import { Button } from "../../components/Button.tsx";
import { formatTime } from "../../components/formatTime.ts";
import { Hash } from "../../components/Hash.tsx";
import { IndexFailure } from "../../components/index/IndexFailure.tsx";
import { IndexFreshness } from "../../components/index/IndexFreshness.tsx";
import { LimitsStatement } from "../../components/LimitsStatement.tsx";
import { LoadingState } from "../../components/LoadingState.tsx";
import { useIndex } from "../../lib/index/useIndex.ts";
import { territoryName } from "../../lib/terms/territoryName.ts";
import { ClearanceAnswer, type ClearedItem } from "./ClearanceAnswer.ts";
import type { ClearanceQuestion } from "./ClearanceQuestion.ts";
import { ClearedWorkView } from "./ClearedWorkView.tsx";
import "../../components/print.css";
import { type VerdictCode, verdicts } from "./verdicts.ts";

/** What the index says about using each file or work, each verdict open to a check on the chain. */
export function ClearanceReport({ question }: { question: ClearanceQuestion }) {
  const { files, works, use, territory, from, until, account } = question;
  const answer = useIndex({
    path: "/v1/clearance",
    schema: ClearanceAnswer,
    body: {
      files: [...new Set(files.map(({ digest }) => digest))],
      works: works.map((work) => formatId(work, "work")),
      use,
      territory,
      from,
      until,
      ...(account ? { account } : {}),
    },
  });
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const { data } = answer;
  if (answer.isPending) return <LoadingState label="Asking the index" />;
  if (answer.error) {
    return <IndexFailure error={answer.error} onRetry={() => answer.refetch()} busy={answer.isFetching} />;
  }
  if (!data) return null;
  const counts = (Object.keys(verdicts) as VerdictCode[])
    .map((code) => ({ code, count: data.items.filter(({ verdict }) => verdict === code).length }))
    .filter(({ count }) => count > 0);
  const all = data.items.flatMap(({ works: found }) => found.map(({ work }) => work.id));
  const label = uses.find(({ id }) => id === use)?.label ?? use;
  return (
    <article aria-labelledby="clearance-report" className="grid gap-8">
      <header className="grid gap-4 rounded-xl border border-rule bg-leaf p-5 sm:p-7">
        <h2 id="clearance-report" className="text-3xl">
          {label} in {territoryName(territory)}
        </h2>
        <p>
          {from === until ? `At ${formatTime(from)}` : `From ${formatTime(from)} until ${formatTime(until)}`}
          {account ? (
            <>
              , for <Address value={account} copy={false} />.
              <code className="hidden font-mono text-sm print:block">{account}</code>
            </>
          ) : (
            ", for nobody in particular: licences that somebody holds are not looked at."
          )}
        </p>
        <ul className="flex flex-wrap gap-2">
          {counts.map(({ code, count }) => (
            <li key={code}>
              <Badge tone={verdicts[code].tone}>
                {count} {verdicts[code].word.charAt(0).toLowerCase() + verdicts[code].word.slice(1)}
              </Badge>
            </li>
          ))}
        </ul>
        <IndexFreshness at={data.at} />
        <p className="text-sm text-soft">
          Nobody has checked here who made a work, or whether a claim is right. A file that is not found may be
          registered without being findable, stamped in secret, or owned by somebody who registered nothing.
        </p>
        <div className="flex flex-wrap gap-3 print:hidden">
          {all.length > 0 ? (
            <Button variant="secondary" onClick={() => setAsked(new Set(all))}>
              Check all on the chain
            </Button>
          ) : null}
          <Button
            variant="secondary"
            icon={<Printer aria-hidden="true" className="size-4" />}
            onClick={() => window.print()}
          >
            Print or save as PDF
          </Button>
        </div>
      </header>
      <ol className="grid gap-8">
        {data.items.map((item) => (
          <li key={`${item.input.kind} ${item.input.value}`} className="break-inside-avoid border-rule border-t pt-6">
            <Item
              item={item}
              question={question}
              asked={asked}
              onAsk={(id) => setAsked((before) => new Set(before).add(id))}
            />
          </li>
        ))}
      </ol>
      <footer className="border-rule border-t pt-4 text-sm text-soft">
        <LimitsStatement />
      </footer>
    </article>
  );
}

type ItemProps = {
  item: ClearedItem;
  question: ClearanceQuestion;
  asked: ReadonlySet<string>;
  onAsk: (id: string) => void;
};

function Item({ item, question, asked, onAsk }: ItemProps) {
  const { input, verdict, sentence, works } = item;
  const { word, tone } = verdicts[verdict];
  const names = question.files.filter(({ digest }) => digest === input.value).map(({ name }) => name);
  return (
    <section className="grid gap-5">
      <div className="grid gap-1">
        {input.kind === "work" && works.length === 1 ? null : (
          <h3 className="text-2xl [overflow-wrap:anywhere]">
            {input.kind === "file" ? (
              <bdi>{names.join(", ") || "A file"}</bdi>
            ) : input.kind === "work" ? (
              <>Work {input.value.slice(2, 10)}</>
            ) : (
              <>“{input.value}”</>
            )}
          </h3>
        )}
        {input.kind === "file" ? (
          <p className="text-sm text-soft">
            SHA-256 <Hash value={input.value.slice(2)} label="SHA-256 of the file" full />
          </p>
        ) : null}
        {works.length === 0 ? (
          <p className="mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Badge tone={tone}>{word}</Badge> <span>{sentence}</span>
          </p>
        ) : null}
        {works.length > 1 ? (
          <p className="text-warn">
            {works.length} works claim this file, by the date of their evidence. Before you pay, find out who is right.
          </p>
        ) : null}
      </div>
      {works.map((cleared) => (
        <ClearedWorkView
          key={cleared.work.id}
          cleared={cleared}
          question={question}
          asked={asked.has(cleared.work.id)}
          onAsk={() => onAsk(cleared.work.id)}
        />
      ))}
    </section>
  );
}
