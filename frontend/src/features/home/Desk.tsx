import { type Happening, happeningId, happeningInWords, pathOf, writeCalendar, writeFeed } from "@colophon/sdk/tasks";
import { CalendarPlus, Rss } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import { Read } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { downloadFile } from "../../lib/download.ts";
import { count, formatNumber } from "../../lib/format.ts";
import { newOf, newSince, type ToDo, useToDo } from "../../lib/tasks.ts";
import { formatDay } from "../../lib/time.ts";
import { ComingList, TaskGaps, TaskList } from "../../parts/tasks.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Badge } from "../../ui/notice.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Drafts } from "./Drafts.tsx";

type DeskProps = {
  account: Address;
  /** Where the next work begins. */
  children: ReactNode;
};

/** What waits for the connected account, what happened, and what it left unfinished. */
export function Desk({ account, children }: DeskProps) {
  const { found, toDo } = useToDo(account);
  return (
    <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid gap-10">
        <section aria-labelledby="home-todo">
          <h2 id="home-todo" className="mb-4 flex items-center gap-3 text-3xl">
            To do {toDo && toDo.waiting.length > 0 ? <Badge tone="accent">{toDo.waiting.length}</Badge> : null}
          </h2>
          <Read of={found} what="what waits for you" meanwhile={<p>Nothing is lost: it is all in the register.</p>}>
            {() => (toDo ? <Waiting toDo={toDo} /> : null)}
          </Read>
        </section>
        {toDo ? <TaskGaps gaps={toDo.gaps} /> : null}
        {toDo ? <Coming toDo={toDo} account={account} /> : null}
      </div>
      <div className="grid gap-10">
        {children}
        {toDo ? <Happened account={account} toDo={toDo} /> : null}
        <Drafts />
        {found.data?.status === "found" ? (
          <p className="text-sm text-soft">Read at block {formatNumber(found.data.block.number)}.</p>
        ) : null}
      </div>
    </div>
  );
}

function Waiting({ toDo: { waiting, time } }: { toDo: ToDo }) {
  if (waiting.length > 0) return <TaskList tasks={waiting} time={time} />;
  return (
    <EmptyState
      title="Nothing waits for you"
      actions={
        <Link href="/register" className={buttonClasses("secondary")}>
          Register a work
        </Link>
      }
    >
      <p>Reports, notices, money and licences that end appear here, each with its day.</p>
    </EmptyState>
  );
}

function Coming({ toDo, account }: { toDo: ToDo; account: Address }) {
  const { id: chainId } = useActiveChain();
  const { waiting, coming, happened, time } = toDo;
  const dated = [...waiting, ...coming].filter((task) => "due" in task && task.due !== undefined);
  const parameters = { tasks: [...waiting, ...coming], site: location.origin, chainId, time };
  return (
    <section aria-labelledby="home-coming">
      <h2 id="home-coming" className="mb-3 text-2xl">
        Coming up
      </h2>
      {coming.length > 0 ? (
        <ComingList tasks={coming} time={time} />
      ) : (
        <p className="text-soft">No later day is known that concerns you.</p>
      )}
      <div className="mt-5 flex flex-wrap gap-2">
        {dated.length > 0 ? (
          <Button
            variant="secondary"
            size="small"
            icon={<CalendarPlus aria-hidden="true" className="size-4" />}
            onClick={() => downloadFile("colophon.ics", writeCalendar(parameters), "text/calendar")}
          >
            {count(dated.length, "day")} for your calendar
          </Button>
        ) : null}
        {parameters.tasks.length + happened.length > 0 ? (
          <Button
            variant="quiet"
            size="small"
            icon={<Rss aria-hidden="true" className="size-4" />}
            onClick={() =>
              downloadFile("colophon.atom", writeFeed({ ...parameters, happened, account }), "application/atom+xml")
            }
          >
            Save it as a feed
          </Button>
        ) : null}
      </div>
    </section>
  );
}

/** How much of what happened is shown at once. */
const shown = 6;

function Happened({ account, toDo: { happened, time } }: { account: Address; toDo: ToDo }) {
  const { id } = useActiveChain();
  const [since] = useState(() => newSince(id, account, time));
  const [all, setAll] = useState(false);
  const fresh = new Set(newOf(happened, since).map(happeningId));
  return (
    <section aria-labelledby="home-happened">
      <h2 id="home-happened" className="mb-3 flex items-center gap-3 text-2xl">
        What happened {fresh.size > 0 ? <Badge tone="ok">{fresh.size} new</Badge> : null}
      </h2>
      {happened.length === 0 ? (
        <p className="text-soft">Nothing was sold or reported yet. What sells shows here.</p>
      ) : (
        <ol className="grid gap-3">
          {happened.slice(0, all ? undefined : shown).map((each) => (
            <HappenedLine key={happeningId(each)} happening={each} fresh={fresh.has(happeningId(each))} />
          ))}
        </ol>
      )}
      {!all && happened.length > shown ? (
        <Button variant="quiet" size="small" className="mt-3" onClick={() => setAll(true)}>
          Show all {formatNumber(happened.length)}
        </Button>
      ) : null}
    </section>
  );
}

function HappenedLine({ happening, fresh }: { happening: Happening; fresh: boolean }) {
  return (
    <li className="grid gap-x-4 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      <span className="text-sm text-soft tabular-nums sm:pt-0.5">{formatDay(happening.at.time)}</span>
      <span className="[overflow-wrap:anywhere]">
        <Link href={pathOf(happening)} className="link">
          <bdi>{happeningInWords(happening)}</bdi>
        </Link>{" "}
        {fresh ? <Badge tone="ok">New</Badge> : null}
      </span>
    </li>
  );
}
