import { formatId } from "@colophon/sdk";
import { type AnswerOf, type ClearedItem, routes } from "@colophon/sdk/index-api";
import { uses } from "@colophon/sdk/terms";
import { Printer } from "lucide-react";
import { useState } from "react";
import { IndexFreshness } from "../../../flow/IndexNotices.tsx";
import { ReadIndex } from "../../../flow/Read.tsx";
import { formatNumber, wordFor } from "../../../lib/format.ts";
import { purposesInWords, territoryName } from "../../../lib/terms.ts";
import { formatTime } from "../../../lib/time.ts";
import { useIndex } from "../../../lib/useIndex.ts";
import { LicenceHit, OfferHit, WorkHit } from "../../../parts/hits.tsx";
import { LimitsStatement } from "../../../parts/LimitsStatement.tsx";
import { Button } from "../../../ui/button.tsx";
import { Badge } from "../../../ui/notice.tsx";
import { AddressView, Hash } from "../../../ui/values.tsx";
import { type VerdictCode, verdictInSentence, verdicts } from "./answer.ts";
import { ChainCheck, type ChainCheckProps } from "./ChainCheck.tsx";
import type { ClearanceQuestion } from "./question.ts";

/** What the index says about using each file or work, each verdict open to a check on the chain. */
export function ClearanceReport({ question }: { question: ClearanceQuestion }) {
  const { files, works, words, use, purpose, field, territory, from, until, account } = question;
  const answer = useIndex(routes.clearance, {
    files: [...new Set(files.map(({ digest }) => digest))],
    works: works.map((work) => formatId(work, "work")),
    ...{ use, purpose, territory, from, until },
    ...(words ? { words } : {}),
    ...(field === undefined ? {} : { field }),
    ...(account ? { account } : {}),
  });
  return (
    <ReadIndex of={answer} what="these works">
      {(data) => <Report question={question} data={data} />}
    </ReadIndex>
  );
}

/** The report behind a short answer, made when somebody wants to check or print it. */
export function WholeReport({ question }: { question: ClearanceQuestion }) {
  const [shown, setShown] = useState(false);
  if (shown) return <ClearanceReport question={question} />;
  return (
    <div>
      <Button variant="secondary" onClick={() => setShown(true)}>
        Show the report, to check and to print
      </Button>
    </div>
  );
}

type ReportProps = { question: ClearanceQuestion; data: AnswerOf<typeof routes.clearance> };

/** The report itself: how it comes out as a whole, and item by item. */
function Report({ question, data }: ReportProps) {
  const { use, purpose, field, territory, from, until, account } = question;
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const counts = (Object.keys(verdicts) as VerdictCode[])
    .map((code) => ({ code, items: data.items.filter(({ verdict }) => verdict === code).length }))
    .filter(({ items }) => items > 0);
  const all = data.items.flatMap(({ works: found }) => found.map(({ work }) => work.id));
  const label = uses.find(({ id }) => id === use)?.label ?? use;
  return (
    <article aria-labelledby="clearance-report" className="grid gap-8">
      <header className="grid gap-4 rounded-xl border border-rule bg-leaf p-5 sm:p-7">
        <h2 id="clearance-report" className="text-3xl">
          {label}, {purposesInWords([purpose])}, in {territoryName(territory)}
          {field === undefined ? "" : `, ${field}`}
        </h2>
        <p>
          {from === until ? `At ${formatTime(from)}` : `From ${formatTime(from)} until ${formatTime(until)}`}
          {account ? (
            <>
              , for <AddressView value={account} copy={false} />.
              <code className="hidden font-mono text-sm print:block">{account}</code>
            </>
          ) : (
            ", for nobody in particular: licences that somebody holds are not looked at."
          )}
        </p>
        <ul className="flex flex-wrap gap-2">
          {counts.map(({ code, items }) => (
            <li key={code}>
              <Badge tone={verdicts[code].tone}>
                {formatNumber(items)} {verdictInSentence(code)}
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
        {works.length > 1 && input.kind === "file" ? (
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

const mostOffers = 5;

/** One work of a report: the verdict, why, what helps, and the check on the chain. */
function ClearedWorkView(props: ChainCheckProps) {
  const { work, rank, verdict, sentence, held, offers, conflicts } = props.cleared;
  const { word, tone } = verdicts[verdict];
  return (
    <div className="grid gap-4">
      <WorkHit
        work={work}
        note={
          rank === null
            ? undefined
            : wordFor(rank, "earliest evidence for this file", `number ${formatNumber(rank)} by evidence`)
        }
      />
      <div className="grid gap-3 sm:pl-24">
        <p className="hidden text-sm print:block">
          Work <code className="font-mono">{work.id}</code>, claimed by{" "}
          <code className="font-mono">{work.claimant}</code>
        </p>
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <Badge tone={tone}>{word}</Badge> <span>{sentence}</span>
        </p>
        <Lines
          title="Licences held that cover it"
          entries={held.map((licence) => [licence.id, <LicenceHit key="" licence={licence} />])}
        />
        <Lines
          title="Licences that stand against it"
          entries={conflicts.map((licence) => [licence.id, <LicenceHit key="" licence={licence} />])}
        />
        <Lines
          title={verdict === "held" ? "Offers for the same" : "Offers that would allow it"}
          entries={offers.slice(0, mostOffers).map((offer) => [offer.id, <OfferHit key="" offer={offer} />])}
        />
        {offers.length > mostOffers ? (
          <p className="text-sm text-soft">And {offers.length - mostOffers} more on the work's page.</p>
        ) : null}
        <ChainCheck {...props} />
      </div>
    </div>
  );
}

function Lines({ title, entries }: { title: string; entries: [string, React.ReactNode][] }) {
  if (entries.length === 0) return null;
  return (
    <div>
      <p className="font-medium text-sm text-soft">{title}</p>
      <ul className="mt-1 grid gap-1">
        {entries.map(([key, content]) => (
          <li key={key}>{content}</li>
        ))}
      </ul>
    </div>
  );
}
