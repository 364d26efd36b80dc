import type { Task } from "@colophon/sdk/tasks";
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { zeroAddress, zeroHash } from "viem";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { tellingKey } from "../lib/taskCount.ts";
import { lookEvery } from "../lib/telling.ts";
import { fakeChain } from "../testing/fakeChain.ts";
import { renderPage, testAccount } from "../testing/renderPage.tsx";
import { TellingOf } from "./Telling.tsx";

const readTasks = vi.hoisted(() => vi.fn());
vi.mock("@colophon/sdk/tasks", async (original) => ({
  ...(await original<typeof import("@colophon/sdk/tasks")>()),
  readTasks,
}));

const money: Task = {
  kind: "money",
  sums: [{ amount: 10n ** 16n, currency: zeroAddress, known: { symbol: "ETH", decimals: 18 } }],
};

function answer(tasks: Task[]) {
  const block = { number: 7, hash: zeroHash, time: Math.floor(Date.now() / 1000) };
  readTasks.mockResolvedValue({
    status: "found",
    value: { account: testAccount, tasks, happened: [], gaps: [] },
    block,
  });
}

type Shown = { title: string; options: NotificationOptions; onclick?: () => void; close: () => void };

/** A browser's notifications, with a person who gives one answer. */
function fakeNotifications(permission: NotificationPermission, reply: () => Promise<NotificationPermission>) {
  const shown: Shown[] = [];
  const requestPermission = vi.fn(async () => {
    Notification.permission = await reply();
    return Notification.permission;
  });
  class Notification {
    static permission = permission;
    static requestPermission = requestPermission;
    close = vi.fn();
    onclick?: () => void;
    title: string;
    options: NotificationOptions;
    constructor(title: string, options: NotificationOptions) {
      this.title = title;
      this.options = options;
      shown.push(this);
    }
  }
  vi.stubGlobal("Notification", Notification);
  return { shown, requestPermission };
}

const show = () => renderPage(<TellingOf account={testAccount} shown />, { chain: fakeChain(), walletChainId: 31337 });
const theSwitch = () => screen.getByRole<HTMLInputElement>("switch", { name: /^Tell me on this device/ });
const said = () => screen.getByRole("status").textContent;

beforeEach(() => {
  localStorage.clear();
  answer([]);
});
afterEach(() => {
  vi.unstubAllGlobals();
  history.replaceState(null, "", "/");
});

it("asks the browser after a click and not before, and says what is told and when it is not", async () => {
  const { requestPermission } = fakeNotifications("default", async () => "granted");
  show();
  expect(screen.getByText(/Nothing is sent to us or to anybody else/)).toBeDefined();
  expect(screen.getByText(/only while a page of this site is open here and your wallet is connected/)).toBeDefined();
  expect(requestPermission).not.toHaveBeenCalled();
  expect(readTasks).not.toHaveBeenCalled();
  await userEvent.click(theSwitch());
  expect(requestPermission).toHaveBeenCalledTimes(1);
  await waitFor(() => expect(theSwitch().checked).toBe(true));
  expect(said()).toBe("");
  expect(localStorage.getItem(tellingKey)).not.toBeNull();
  await userEvent.click(theSwitch());
  expect(theSwitch().checked).toBe(false);
  expect(localStorage.getItem(tellingKey)).toBeNull();
});

it("shows what is new and leads to its page, in the background too", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  try {
    const { shown } = fakeNotifications("granted", async () => "granted");
    show();
    await act(async () => theSwitch().click());
    await vi.waitFor(() => expect(localStorage.getItem(tellingKey)).toContain('"known":[]'));
    expect(shown).toEqual([]);
    answer([money]);
    Object.defineProperty(document, "visibilityState", { configurable: true, value: "hidden" });
    await act(async () => vi.advanceTimersByTimeAsync((lookEvery + 60) * 1000));
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]?.title).toBe("Take out 0.01 ETH");
    expect(shown[0]?.options.tag).toBe(`31337:${testAccount.toLowerCase()}:money`);
    act(() => shown[0]?.onclick?.());
    expect(location.pathname).toBe("/earn");
    expect(shown[0]?.close).toHaveBeenCalled();
  } finally {
    Reflect.deleteProperty(document, "visibilityState");
    vi.useRealTimers();
  }
});

it.each([
  ["refused", "denied", /does not let the site tell you anything/],
  ["closed without an answer", "default", /closed without an answer, so nothing is told/],
] as const)("says so when the question is %s, and nothing is on", async (_, reply, sentence) => {
  fakeNotifications("default", async () => reply);
  show();
  await userEvent.click(theSwitch());
  await waitFor(() => expect(said()).toMatch(sentence));
  expect(theSwitch().checked).toBe(false);
  expect(localStorage.getItem(tellingKey)).toBeNull();
});

it("goes on while nobody answers, and an answer after a change of mind turns nothing on", async () => {
  let answerIt: (reply: NotificationPermission) => void = () => {};
  fakeNotifications("default", () => new Promise((resolve) => (answerIt = resolve)));
  show();
  await userEvent.click(theSwitch());
  expect(said()).toMatch(/^Your browser asks whether this site may tell you/);
  await userEvent.click(theSwitch());
  expect(said()).toBe("");
  await act(async () => answerIt("granted"));
  expect(theSwitch().checked).toBe(false);
  expect(localStorage.getItem(tellingKey)).toBeNull();
});

it.each([
  ["no notifications", () => vi.stubGlobal("Notification", undefined), /add the site to your Home Screen/],
  ["a page without https", () => vi.stubGlobal("isSecureContext", false), /came without https/],
] as const)("cannot be turned on with %s, in words", (_, make, sentence) => {
  make();
  show();
  expect(theSwitch().disabled).toBe(true);
  expect(said()).toMatch(sentence);
});

it("says so when the browser took the permission back", () => {
  localStorage.setItem(tellingKey, "{}");
  fakeNotifications("denied", async () => "denied");
  show();
  expect(theSwitch().checked).toBe(false);
  expect(said()).toMatch(/does not let the site tell you anything/);
  expect(readTasks).not.toHaveBeenCalled();
});

it("says so when the browser shows nothing, as on some phones", async () => {
  fakeNotifications("granted", async () => "granted");
  vi.stubGlobal(
    "Notification",
    Object.assign(
      () => {
        throw new TypeError("Illegal constructor");
      },
      { permission: "granted" },
    ),
  );
  const place = `31337:${testAccount.toLowerCase()}`;
  localStorage.setItem(tellingKey, JSON.stringify({ [place]: { at: 1, known: [] } }));
  answer([money]);
  show();
  await waitFor(() => expect(said()).toMatch(/this browser did not show it/));
});

// The last: this browser keeps nothing from here on.
it("lasts as long as the page where nothing is kept, and says so", async () => {
  fakeNotifications("granted", async () => "granted");
  const refuse = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  const real = Object.getOwnPropertyDescriptor(window, "localStorage");
  Object.defineProperty(window, "localStorage", { configurable: true, get: refuse });
  try {
    show();
    await userEvent.click(theSwitch());
    expect(theSwitch().checked).toBe(true);
    expect(said()).toMatch(/only until you close or reload this page/);
    await userEvent.click(theSwitch());
    expect(theSwitch().checked).toBe(false);
  } finally {
    if (real) Object.defineProperty(window, "localStorage", real);
  }
});
