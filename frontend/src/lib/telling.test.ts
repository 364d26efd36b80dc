import type { Finding } from "@colophon/sdk/read";
import { type Task, type Tasks, taskId } from "@colophon/sdk/tasks";
import { zeroAddress, zeroHash } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keptTexts } from "./storage.ts";
import { tellingKey } from "./taskCount.ts";
import { lookAndTell, lookEvery, messagesOf, wish } from "./telling.ts";

const now = 1_790_000_000;
const account = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const ofLicence = (serial: bigint) => ({ licence: (5n << 32n) | serial, work: { id: 5n, name: "The Salt Almanac" } });
const ending = (serial: bigint, due: number): Task => ({ kind: "ending", ...ofLicence(serial), due });
const known = { symbol: "ETH", decimals: 18 };
const money: Task = { kind: "money", sums: [{ amount: 10n ** 16n, currency: zeroAddress, known }] };
const notice: Task = { kind: "notice", ...ofLicence(2n), side: "holder", state: "given", due: now + 86_400 };

const found = (tasks: Task[], gaps: string[] = []): Finding<Tasks> => {
  const block = { number: 7, hash: zeroHash, time: now };
  return { status: "found", value: { account, tasks, happened: [], gaps }, block };
};

/** One look, as many times the usual wait after the first as given; what it told. */
async function look(waits: number, answer: Finding<Tasks> | (() => Promise<Finding<Tasks>>), shows = true) {
  const told: string[] = [];
  await lookAndTell({
    ...{ chainId: 31337, account, now: now + waits * lookEvery },
    read: async () => (typeof answer === "function" ? answer() : answer),
    tell: async (messages) => {
      told.push(...messages.map(({ tag }) => tag.replace(/^31337:0x[0-9a-f]{40}:/, "")));
      return shows;
    },
  });
  return told;
}

/** Locks as browsers have them, as far as they are used here. */
function fakeLocks() {
  const held = new Set<string>();
  return {
    async request(name: string, _: unknown, action: (lock: object | null) => Promise<unknown>) {
      if (held.has(name)) return action(null);
      held.add(name);
      return action({}).finally(() => held.delete(name));
    },
  };
}

beforeEach(() => {
  wish.end();
  wish.begin();
});
afterEach(() => Reflect.deleteProperty(navigator, "locks"));

describe("what newly waits", () => {
  it("is told once, and what waited when the person asked for it never", async () => {
    expect(await look(0, found([money]))).toEqual([]);
    expect(await look(1, found([money, notice]))).toEqual([taskId(notice)]);
    expect(await look(2, found([money, notice]))).toEqual([]);
    expect(await look(3, found([notice]))).toEqual([]);
    // Somebody took the money out, and there is money again.
    expect(await look(4, found([money, notice]))).toEqual(["money"]);
  });

  it("is told when its day comes near, not when it is first known", async () => {
    const later = ending(3n, now + 60 * 86_400 + 2 * lookEvery);
    await look(0, found([]));
    expect(await look(1, found([later]))).toEqual([]);
    expect(await look(3, found([later]))).toEqual([taskId(later)]);
  });

  it("is not told again after a look that saw a part only", async () => {
    await look(0, found([money, notice]));
    expect(await look(1, found([], ["What licence 2 asks of you is not known."]))).toEqual([]);
    expect(await look(2, { status: "unknown" } as Finding<Tasks>)).toEqual([]);
    expect(await look(3, found([money, notice]))).toEqual([]);
  });

  it("stays new as long as the browser shows nothing of it", async () => {
    await look(0, found([]));
    expect(await look(1, found([money]), false)).toEqual(["money"]);
    expect(await look(2, found([money]))).toEqual(["money"]);
    expect(await look(3, found([money]))).toEqual([]);
  });
});

describe("several tabs", () => {
  it("tell once, at the same moment or soon after one another", async () => {
    Object.defineProperty(navigator, "locks", { configurable: true, value: fakeLocks() });
    await look(0, found([]));
    const read = vi.fn(async () => found([money]));
    const told = await Promise.all([look(1, read), look(1, read)]);
    expect(told.flat()).toEqual(["money"]);
    expect(await look(1.5, read)).toEqual([]);
    // The second tab did not even ask the chain.
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("tell nothing once one of them turned it off, also in the midst of a look, and nothing is kept", async () => {
    await look(0, found([]));
    const turnedOff = async () => {
      wish.end();
      return found([money]);
    };
    expect(await look(1, turnedOff)).toEqual([]);
    expect(await look(2, found([money]))).toEqual([]);
    expect(keptTexts.getItem(tellingKey)).toBeNull();
  });
});

it("begins anew with what is kept by another version", async () => {
  keptTexts.setItem(tellingKey, "on");
  expect(await look(0, found([money]))).toEqual([]);
  expect(await look(1, found([money, notice]))).toEqual([taskId(notice)]);
});

it("says each new task as the list does, and many in one sentence", () => {
  const tell = (tasks: Task[]) => messagesOf(tasks, "31337:0x1", now);
  expect(tell([money])).toEqual([
    {
      title: "Take out 0.01 ETH",
      body: "It waits for you in the contract. Nobody else can move it, and nothing is lost by waiting.",
      ...{ tag: "31337:0x1:money", path: "/earn" },
    },
  ]);
  const many = tell([money, notice, ending(3n, now), ending(4n, now)]);
  expect(many).toHaveLength(1);
  expect(many[0]).toMatchObject({ title: "4 new tasks wait for you", path: "/" });
  expect(many[0]?.body.split("\n")).toHaveLength(4);
});
