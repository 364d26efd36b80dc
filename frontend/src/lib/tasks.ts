import { day } from "@colophon/sdk";
import { type Happening, inOrderOfUrgency, readTasks, type Task, type Tasks, urgencyOf } from "@colophon/sdk/tasks";
import { useEffect } from "react";
import type { Address } from "viem";
import { useActiveChain } from "./chain.ts";
import { batchName, type KeptOpening, useKeptOpenings } from "./openings.ts";
import { keptTexts } from "./storage.ts";
import { taskCount } from "./taskCount.ts";
import { latestTime } from "./time.ts";
import { type Question, useFinding } from "./useFinding.ts";

/** What waits for the connected account, and what this browser alone knows of, in the order of urgency. */
export type ToDo = {
  /** What can be done now, or should have been. */
  waiting: Task[];
  /** What will come, with its day. */
  coming: Task[];
  happened: Tasks["happened"];
  gaps: Tasks["gaps"];
  time: number;
};

/** Openings that were never downloaded, one task for all that were stamped together. */
export function openingTasks(openings: readonly KeptOpening[]): Task[] {
  const unsaved = openings.filter(({ downloaded }) => !downloaded);
  const stamped = new Set(unsaved.map((kept) => kept.stamped));
  return [...stamped].map((each): Task => {
    const together = unsaved.filter((kept) => kept.stamped === each);
    const name = batchName(together) ?? "a file";
    return { kind: "opening", stamped: each, name, files: together.length };
  });
}

/** Tasks as a page shows them at a moment. */
function toDoOf(tasks: readonly Task[], { happened, gaps }: Pick<Tasks, "happened" | "gaps">, time: number): ToDo {
  const ordered = inOrderOfUrgency(tasks, time);
  const isLater = (task: Task) => urgencyOf(task, time) === "later";
  return {
    waiting: ordered.filter((task) => !isLater(task)),
    coming: ordered.filter(isLater),
    ...{ happened, gaps, time },
  };
}

/** What waits for an account, as a question to the chain. */
export const tasksOf = (account: Address): Question<Tasks> => ({
  key: ["tasks", account.toLowerCase()],
  read: (context) => readTasks(context, account),
});

/** Everything that waits for an account, asked of the chain, with the openings of this browser. */
export function useToDo(account: Address | undefined) {
  const { id } = useActiveChain();
  const found = useFinding(account && tasksOf(account), { keep: true });
  const openings = useKeptOpenings();
  const { data } = found;
  const known = data?.status === "found" ? data : undefined;
  const own = openingTasks(openings.data ?? []);
  const toDo = known && toDoOf([...known.value.tasks, ...own], known.value, latestTime(known.block));
  const count = openings.data && toDo?.waiting.length;
  useEffect(() => {
    if (!account || count === undefined) return;
    taskCount.set(id, account, count);
    // On the icon of the installed app, where there is such a thing. Of nothing, the mark goes.
    navigator.setAppBadge?.(count).catch(() => undefined);
  }, [id, account, count]);
  return { found, toDo };
}

const seenKey = (chain: number, account: Address) => `colophon.seen:${chain}:${account.toLowerCase()}`;

/** Up to which moment an account has seen what happened; for the first time, nothing is new. */
export function newSince(chain: number, account: Address, time: number): number {
  const known = Number(keptTexts.getItem(seenKey(chain, account)));
  // One visit is one look, however often the page is drawn.
  const looked = looks.get(seenKey(chain, account));
  if (looked !== undefined) return looked;
  const since = known > 0 ? known : time - 7 * day;
  looks.set(seenKey(chain, account), since);
  keptTexts.setItem(seenKey(chain, account), String(time));
  return since;
}

const looks = new Map<string, number>();

/** What happened since a moment. */
export function newOf(happened: readonly Happening[], since: number): Happening[] {
  return happened.filter(({ at }) => at.time > since);
}
