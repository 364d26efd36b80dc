import type { Finding } from "@colophon/sdk/read";
import { pathOf, type Task, type Tasks, taskId, taskInWords, urgencyOf } from "@colophon/sdk/tasks";
import * as v from "valibot";
import type { Address } from "viem";
import { withLock } from "./device.ts";
import { count } from "./format.ts";
import type { Message } from "./notifications.ts";
import { keptTexts } from "./storage.ts";
import { tellingKey } from "./taskCount.ts";
import { latestTime } from "./time.ts";

/*
 * Telling on this device what newly waits for an account, while a page of the site is open. What was there at the last
 * look is kept here and nowhere else: no server knows who wants to be told.
 */

/** When an account was last looked at, in seconds since 1970, and what waited for it then. */
const Look = v.object({ at: v.number(), known: v.array(v.string()) });

type Look = v.InferOutput<typeof Look>;

/** The looks by chain and account. While the person wants nothing told, there is no such thing. */
const Looks = v.record(v.string(), Look);

/** How many seconds lie between two looks. What waits is a matter of days. */
export const lookEvery = 180;

/** More new tasks than this are told in one sentence. */
const mostSingle = 3;

const listeners = new Set<() => void>();

function readLooks(): v.InferOutput<typeof Looks> | undefined {
  const text = keptTexts.getItem(tellingKey);
  if (text === null) return undefined;
  try {
    return v.parse(Looks, JSON.parse(text));
  } catch {
    // Of another version: the wish stands, and what waits now is where it begins.
    return {};
  }
}

function put(text: string | undefined) {
  if (text === undefined) keptTexts.removeItem(tellingKey);
  else keptTexts.setItem(tellingKey, text);
  for (const listener of listeners) listener();
}

/** Whether the person wants to be told; the same in all tabs. For `useSyncExternalStore`. */
export const wish = {
  get: () => keptTexts.getItem(tellingKey) !== null,
  begin: () => put("{}"),
  /** Forgets the looks too. */
  end: () => put(undefined),
  subscribe(listener: () => void) {
    listeners.add(listener);
    // Another tab turned it on or off.
    addEventListener("storage", listener);
    return () => {
      listeners.delete(listener);
      removeEventListener("storage", listener);
    };
  },
};

/** What newly waits since the last look. At the first look nothing is new: the person sees the list before them. */
function compare(last: Look | undefined, found: Pick<Tasks, "tasks" | "gaps">, time: number) {
  const waiting = found.tasks.filter((task) => urgencyOf(task, time) !== "later");
  const ids = waiting.map(taskId);
  const fresh = last ? waiting.filter((task) => !last.known.includes(taskId(task))) : [];
  // What could not be looked at may wait still, and must not be told a second time.
  const known = found.gaps.length > 0 ? [...new Set([...(last?.known ?? []), ...ids])] : ids;
  return { fresh, known };
}

/** New tasks as they are told: each by itself, or many in one sentence. */
export function messagesOf(fresh: readonly Task[], place: string, time: number): Message[] {
  if (fresh.length > mostSingle) {
    const body = fresh.map((task) => taskInWords(task, time).title).join("\n");
    return [{ title: `${count(fresh.length, "new task")} wait for you`, body, tag: place, path: "/" }];
  }
  return fresh.map((task) => {
    const { title, detail } = taskInWords(task, time);
    return { title, body: detail, tag: `${place}:${taskId(task)}`, path: pathOf(task) };
  });
}

type LookParameters = {
  chainId: number;
  account: Address;
  /** Now, in seconds since 1970. */
  now: number;
  read: () => Promise<Finding<Tasks>>;
  /** Tells the new ones; false if the browser showed none. */
  tell: (messages: readonly Message[]) => Promise<boolean>;
};

/**
 * Looks at what waits for an account, if the last look of any tab is long enough ago, and tells what is new. Only one tab
 * looks at a time, and the next one knows what it saw. Undefined if nobody had to look.
 */
export async function lookAndTell(parameters: LookParameters): Promise<{ told: boolean } | undefined> {
  const { chainId, account, now, read, tell } = parameters;
  const place = `${chainId}:${account.toLowerCase()}`;
  return withLock(`colophon-telling:${place}`, async () => {
    const last = readLooks()?.[place];
    // A clock that was put right may have gone back.
    if (!wish.get() || (last && Math.abs(now - last.at) < lookEvery)) return undefined;
    const found = await read();
    if (found.status !== "found") return undefined;
    const time = latestTime(found.block, now * 1000);
    const { fresh, known } = compare(last, found.value, time);
    const told = fresh.length === 0 || (wish.get() && (await tell(messagesOf(fresh, place, time))));
    const looks = readLooks();
    // Whoever turned it off meanwhile wants nothing kept. What could not be shown stays new.
    if (looks && told) put(JSON.stringify({ ...looks, [place]: { at: now, known } }));
    return { told };
  });
}
