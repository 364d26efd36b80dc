import { day } from "@colophon/sdk";
import { dueOf, pathOf, type Task, type TaskKind, taskId, taskInWords, urgencyOf } from "@colophon/sdk/tasks";
import {
  CircleDollarSign,
  ClipboardList,
  Gavel,
  HandCoins,
  Hourglass,
  KeyRound,
  type LucideIcon,
  Tag,
} from "lucide-react";
import type { Address } from "viem";
import { Link } from "wouter";
import { useToDo } from "../lib/tasks.ts";
import { formatDay, spanInWords } from "../lib/time.ts";
import { classNames } from "../ui/classNames.ts";
import { Badge, Notice } from "../ui/notice.tsx";

const icons: Record<TaskKind, LucideIcon> = {
  notice: Gavel,
  overdue: ClipboardList,
  report: ClipboardList,
  debt: CircleDollarSign,
  ending: Hourglass,
  money: HandCoins,
  offer: Tag,
  opening: KeyRound,
};

/** By when, as a mark beside a task: how long there is, or for how long it is over. */
function DueMark({ task, time }: { task: Task; time: number }) {
  const due = dueOf(task);
  if (task.kind === "overdue") return <Badge tone={task.side === "holder" ? "danger" : "warning"}>Overdue</Badge>;
  if (due === undefined) return null;
  if (due <= time) return <Badge tone="danger">{task.kind === "notice" ? "Time is over" : "Overdue"}</Badge>;
  const soon = due - time < 7 * day || urgencyOf(task, time) === "late";
  return <Badge tone={soon ? "warning" : "neutral"}>{spanInWords(due - time)} left</Badge>;
}

type TaskListProps = { tasks: readonly Task[]; time: number };

/** Tasks, each a link to the place where it is done. */
export function TaskList({ tasks, time }: TaskListProps) {
  return (
    <ul className="divide-y divide-rule overflow-hidden rounded-xl border border-rule bg-leaf shadow-leaf">
      {tasks.map((task) => {
        const Icon = icons[task.kind];
        const { title, detail } = taskInWords(task, time);
        const late = urgencyOf(task, time) === "late";
        return (
          <li key={taskId(task)} className="group relative flex gap-4 p-4 hover:bg-accent-wash sm:px-5">
            <Icon
              aria-hidden="true"
              strokeWidth={1.5}
              className={classNames("mt-0.5 size-6 shrink-0", late ? "text-danger" : "text-accent")}
            />
            <div className="min-w-0 grow">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link
                  href={pathOf(task)}
                  className="font-semibold text-ink no-underline after:absolute after:inset-0 group-hover:text-accent [overflow-wrap:anywhere]"
                >
                  <bdi>{title}</bdi>
                </Link>
                <DueMark task={task} time={time} />
              </p>
              <p className="text-sm text-soft">{detail}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** What comes later: the days, the first first. */
export function ComingList({ tasks, time }: TaskListProps) {
  return (
    <ol className="grid gap-2">
      {tasks.map((task) => (
        <li key={taskId(task)} className="grid gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <span className="text-sm text-soft tabular-nums sm:pt-0.5">{formatDay(dueOf(task) ?? time)}</span>
          <Link href={pathOf(task)} className="link [overflow-wrap:anywhere]">
            <bdi>{taskInWords(task, time).title}</bdi>
          </Link>
        </li>
      ))}
    </ol>
  );
}

const ofLicences: readonly TaskKind[] = ["notice", "overdue", "debt", "report"];

/** What an account's licences ask for now, wherever they are listed; nothing while they ask for nothing. */
export function LicenceTasks({ account, className }: { account: Address | undefined; className?: string }) {
  const { toDo } = useToDo(account);
  const asked = toDo?.waiting.filter(({ kind }) => ofLicences.includes(kind)) ?? [];
  if (!toDo || asked.length === 0) return null;
  return (
    <section aria-label="What your licences ask for" className={className}>
      <TaskList tasks={asked} time={toDo.time} />
    </section>
  );
}

/** Says that something could not be looked at, so that nobody takes a short list for all. */
export function TaskGaps({ gaps }: { gaps: readonly string[] }) {
  if (gaps.length === 0) return null;
  return (
    <Notice tone="warning" title="Something may be missing here">
      {gaps.slice(0, 3).map((gap) => (
        <p key={gap}>{gap}</p>
      ))}
      {gaps.length > 3 ? <p>And {gaps.length - 3} more of the kind.</p> : null}
    </Notice>
  );
}
