import { type Address, formatUnits, type Hex } from "viem";
import { formatId, serialOf } from "../model/ids.ts";
import { count, wordFor } from "../model/numbers.ts";
import type { NoticeState, OfferState } from "../model/states.ts";
import { day, utcTime } from "../model/time.ts";
import { showableTitle, untitled } from "../model/titles.ts";
import { amountInWords, inList } from "../model/words.ts";

/** A work and what its metadata calls it; undefined where that is not readable. */
export type NamedWork = { id: bigint; name: string | undefined };

/** An amount in the smallest unit of a currency, with what the currency says of itself; undefined if nothing usable. */
export type Sum = { amount: bigint; currency: Address; known: { symbol: string; decimals: number } | undefined };

type OfLicence = { licence: bigint; work: NamedWork };

/** Whose part it is: the licensee's, or that of whoever granted the licence. */
export type Side = "holder" | "licensor";

/**
 * Something that waits for a person. `due` is by when, in seconds since 1970; undefined where nothing depends on a date.
 * What cannot be done before a moment has it as `from`.
 */
export type Task =
  /** A notice of breach stands: the holder can cure it, or its time is over and the licensor may end the licence. */
  | (OfLicence & { kind: "notice"; side: Side; state: NoticeState; due: number | undefined })
  /** Periods that are over and not reported, grace included. */
  | (OfLicence & { kind: "overdue"; side: Side; periods: number; minimum: Sum | undefined })
  /** The next report: its period ends at `from`, and it is in time until `due`. */
  | (OfLicence & { kind: "report"; period: number; from: number; due: number })
  /** What is due for what was reported. */
  | (OfLicence & { kind: "debt"; sum: Sum })
  /** A licence that runs out. */
  | (OfLicence & { kind: "ending"; due: number })
  /** Money that can be taken out. */
  | { kind: "money"; sums: readonly Sum[] }
  /** An offer that its licensor made and that nobody can buy any more, though it was not closed. */
  | { kind: "offer"; offer: Hex; work: NamedWork; state: OfferState }
  /** Openings that exist in one browser only. Only that browser knows. */
  | { kind: "opening"; stamped: Hex; name: string; files: number };

export type TaskKind = Task["kind"];

/** Something that happened to a person's works and licences. */
export type Happening = OfLicence & { at: { block: number; time: number; transaction: Hex } } & (
    | { kind: "sale"; buyer: Address; seats: number; sum: Sum }
    | { kind: "renewal"; payer: Address; end: number }
    | { kind: "reported"; period: number; reporter: Address }
  );

/** How many seconds before the end of a licence it is worth a thought. */
export const endingSoon = 60 * day;

/**
 * How a task stands at a moment.
 * - late: its day has passed, or a right is at risk
 * - now: it can be done
 * - later: its time has not come
 */
export type Urgency = "late" | "now" | "later";

/** How much a task presses at a time, in seconds since 1970. */
export function urgencyOf(task: Task, time: number): Urgency {
  switch (task.kind) {
    case "overdue":
    case "notice":
      return task.side === "holder" ? "late" : "now";
    case "report":
      return time < task.from ? "later" : time < task.due ? "now" : "late";
    case "ending":
      return time < task.due - endingSoon ? "later" : "now";
    default:
      return "now";
  }
}

const kinds: readonly TaskKind[] = ["notice", "overdue", "debt", "report", "opening", "ending", "money", "offer"];

const urgencies: readonly Urgency[] = ["late", "now", "later"];

/** What presses most first; of equal ones, what is due first. */
export function inOrderOfUrgency(tasks: readonly Task[], time: number): Task[] {
  const rank = (task: Task) => urgencies.indexOf(urgencyOf(task, time));
  return tasks.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (rank(a) === 2 ? (dueOf(a) ?? 0) - (dueOf(b) ?? 0) : kinds.indexOf(a.kind) - kinds.indexOf(b.kind)) ||
      (dueOf(a) ?? Number.POSITIVE_INFINITY) - (dueOf(b) ?? Number.POSITIVE_INFINITY) ||
      0,
  );
}

/** By when something has to be done, in seconds since 1970; undefined if there is no such day. */
export function dueOf(task: Task): number | undefined {
  return "due" in task ? task.due : undefined;
}

/** The same for the same task at every reading, so that a calendar or a feed knows it again. */
export function taskId(task: Task): string {
  switch (task.kind) {
    case "money":
      return "money";
    case "offer":
      return `offer:${task.offer}:${task.state}`;
    case "opening":
      return `opening:${task.stamped}`;
    case "report":
      return `report:${formatId(task.licence, "licence")}:${task.period}`;
    case "notice":
    case "overdue":
      return `${task.kind}:${task.side}:${formatId(task.licence, "licence")}`;
    default:
      return `${task.kind}:${formatId(task.licence, "licence")}`;
  }
}

/** The same for the same event: a transaction can hold several. */
export function happeningId({ kind, licence, at }: Happening): string {
  return `${kind}:${formatId(licence, "licence")}:${at.transaction}`;
}

/** Where a page about it is, behind the address of a site. */
export function pathOf(about: Task | Happening): string {
  switch (about.kind) {
    case "money":
      return "/earn";
    case "offer":
      return `/offer/${about.offer}`;
    case "opening":
      return `/prove/${about.stamped}`;
    case "notice":
    case "overdue":
    case "report":
    case "reported":
    case "debt":
      return `/licence/${formatId(about.licence, "licence")}?tab=reports`;
    case "ending":
    case "renewal":
      return `/licence/${formatId(about.licence, "licence")}?tab=money`;
    default:
      return `/licence/${formatId(about.licence, "licence")}`;
  }
}

/** A sum as people read it. Of a currency that says nothing of itself, in its smallest unit. */
export function sumInWords({ amount, currency, known }: Sum): string {
  return known ? `${formatUnits(amount, known.decimals)} ${known.symbol}` : amountInWords(amount, currency);
}

const workInWords = ({ id, name }: NamedWork) => (name && showableTitle(name)) || untitled(id);

/** On the page of the licence it is "this licence"; anywhere else it has its number and the name of its work. */
const licenceInWords = ({ licence, work }: OfLicence, here = false) =>
  here ? "this licence" : `licence ${serialOf(licence)} of “${workInWords(work)}”`;

const dateOf = (seconds: number) => utcTime(seconds) ?? "never";

/**
 * What a task asks for, in a line, and why, in a sentence or two.
 *
 * @param time In seconds since 1970.
 * @param here Whether it stands on the page of the licence that it is about, which need not be named again.
 */
export function taskInWords(task: Task, time: number, here = false): { title: string; detail: string } {
  switch (task.kind) {
    case "notice":
      return noticeInWords(task, time, here);
    case "overdue":
      return overdueInWords(task, here);
    case "report":
      return {
        title: `Report period ${task.period + 1} of ${licenceInWords(task, here)}`,
        detail:
          time < task.from
            ? `The period ends on ${dateOf(task.from)}. Its report is in time before ${dateOf(task.due)}.`
            : `The period is over. Report before ${dateOf(task.due)}, even if nothing was sold.`,
      };
    case "debt":
      return {
        title: `Pay ${sumInWords(task.sum)} under ${licenceInWords(task, here)}`,
        detail: "It is owed for what was reported. A debt that stays open can be a breach.",
      };
    case "ending":
      return {
        title: `${capital(licenceInWords(task, here))} ends`,
        detail: `It counts until just before ${dateOf(task.due)}. While it runs it can be renewed, if its offer still sells.`,
      };
    case "money":
      return {
        title: `Take out ${inList(task.sums.map(sumInWords))}`,
        detail: "It waits for you in the contract. Nobody else can move it, and nothing is lost by waiting.",
      };
    case "offer":
      return {
        title: `Your offer for “${workInWords(task.work)}” ${task.state === "sold out" ? "is sold out" : task.state === "ended" ? "has ended" : "does not count any more"}`,
        detail: offerSentences[task.state],
      };
    case "opening":
      return {
        title: `Save the ${wordFor(task.files, "opening", "openings")} of ${task.name}`,
        detail: wordFor(
          task.files,
          "It exists in this browser only. Without it the stamp proves nothing.",
          "They exist in this browser only. Without them the stamp proves nothing.",
        ),
      };
  }
}

const offerSentences: Record<OfferState, string> = {
  open: "",
  "not open yet": "",
  ended: "Its last day of sale has passed. Publish another if you still want to license this.",
  "sold out": "All of it is sold. Publish another if you want to license more.",
  closed: "It was closed.",
  lapsed: "What it licenses has changed hands since. Whoever controls it now has to make an offer of their own.",
};

function noticeInWords(task: Extract<Task, { kind: "notice" }>, time: number, here: boolean) {
  const of = licenceInWords(task, here);
  const { side, state, due } = task;
  if (state === "contested") {
    return {
      title: `A notice of breach of ${of} is before the arbitrator`,
      detail: "The licence counts in full until the arbitrator rules.",
    };
  }
  const running = state === "given" && due !== undefined && time < due;
  if (side === "holder") {
    return {
      title: `Put right the breach of ${of}`,
      detail: running
        ? `Notice was given. It can be cured until ${dateOf(due)}; after that the licence may be ended.`
        : "The time to cure it is over: the licence may be ended at any moment. Answer it, or agree with the licensor.",
    };
  }
  return running
    ? {
        title: `Your notice for ${of} is running`,
        detail: `The holder can cure the breach until ${dateOf(due)}. Take the notice back if it is cured.`,
      }
    : {
        title: `Decide about ${of}`,
        detail: "The time to cure the breach is over. You may end the licence, or take your notice back.",
      };
}

function overdueInWords(task: Extract<Task, { kind: "overdue" }>, here: boolean) {
  const periods = `${count(task.periods, "period")} over and not reported`;
  const least = task.minimum ? ` At least ${sumInWords(task.minimum)} is owed for that.` : "";
  return task.side === "holder"
    ? {
        title: `Report under ${licenceInWords(task, here)}`,
        detail: `${capital(periods)}.${least} The licensor may give notice, and end the licence after it.`,
      }
    : {
        title: `No report under ${licenceInWords(task, here)}`,
        detail: `${capital(periods)} by whoever holds it.${least} You may give notice of the breach, if the licence can be ended for one.`,
      };
}

/** What happened, in a line. */
export function happeningInWords(happening: Happening): string {
  const of = licenceInWords(happening);
  switch (happening.kind) {
    case "sale":
      return `Sold ${of}${happening.seats > 1 ? ` with ${count(happening.seats, "seat")}` : ""} ${happening.sum.amount === 0n ? "for nothing" : `for ${sumInWords(happening.sum)}`}`;
    case "renewal":
      return `${capital(of)} was renewed`;
    case "reported":
      return `Period ${happening.period + 1} was reported under ${of}`;
  }
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
