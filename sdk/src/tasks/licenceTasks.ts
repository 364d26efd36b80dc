import { forever } from "../model/constants.ts";
import type { LicenceCompliance } from "../read/compliance.ts";
import type { LicenceRecord } from "../read/licences.ts";
import type { NamedWork, Side, Sum, Task } from "./task.ts";

export type TasksOfLicenceParameters = {
  licence: Pick<LicenceRecord, "id">;
  compliance: LicenceCompliance;
  side: Side;
  work: NamedWork;
  /** What the currency of its conditions says of itself. */
  known: Sum["known"];
};

/**
 * What the duties of a licence ask of one side: the licensee cures, reports and pays; the licensor hears of what is
 * missing. Nothing while its conditions are not known.
 */
export function tasksOfLicence({ licence, compliance, side, work, known }: TasksOfLicenceParameters): Task[] {
  const of = { licence: licence.id, work };
  const { notice, arrears, due, next, conditions } = compliance;
  const tasks: Task[] = [];
  if (notice) tasks.push({ kind: "notice", ...of, side, state: notice.state, due: notice.cures });
  if (!conditions) return tasks;
  const sum = (amount: bigint): Sum => ({ amount, currency: conditions.currency, known });
  const late = arrears !== undefined && arrears.periods > 0;
  if (late) {
    const minimum = arrears.minimum > 0n ? sum(arrears.minimum) : undefined;
    tasks.push({ kind: "overdue", ...of, side, periods: arrears.periods, minimum });
  }
  if (side === "licensor") return tasks;
  if (due && due.debt > 0n) tasks.push({ kind: "debt", ...of, sum: sum(due.debt) });
  // What is overdue is said once.
  if (next && !late) {
    tasks.push({ kind: "report", ...of, period: next.period, from: next.end, due: next.end + conditions.grace });
  }
  return tasks;
}

/** The end of a running licence, which is worth a thought in time; undefined for one without an end. */
export function endingOf({ id, state, endsAt }: Pick<LicenceRecord, "id" | "state" | "endsAt">, work: NamedWork) {
  if (state !== "running" || endsAt === forever) return undefined;
  const task: Task = { kind: "ending", licence: id, work, due: endsAt };
  return task;
}
