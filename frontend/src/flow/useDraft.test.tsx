import { act, render, screen, waitFor } from "@testing-library/react";
import * as v from "valibot";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DraftNotice } from "./DraftNotice.tsx";
import { drafts, openDraft } from "./useDraft.ts";

const schema = v.object({ title: v.string(), units: v.optional(v.number(), 0) });

const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A form in one tab. */
function tabOf(
  key: string,
  changes: { version?: number; schema?: v.GenericSchema<unknown, { title: string; units: number }> } = {},
) {
  const draft = openDraft(() => ({ key, version: 1, schema, initial: { title: "", units: 0 }, ...changes }));
  stops.push(draft.start());
  return draft;
}

async function readyTab(...parameters: Parameters<typeof tabOf>) {
  const draft = tabOf(...parameters);
  await vi.waitFor(() => expect(draft.get().ready).toBe(true));
  return draft;
}

const keptTitle = async (key: string) => ((await drafts.get(key))?.value as { title: string } | undefined)?.title;

describe("a draft", () => {
  it("W02 brings back what was typed after the page was left", async () => {
    const first = await readyTab("a");
    expect(first.get().restored).toBe(false);
    first.set({ title: "Ink", units: 1 });
    await vi.waitFor(async () => expect(await keptTitle("a")).toBe("Ink"));
    const second = await readyTab("a");
    expect(second.get()).toMatchObject({ value: { title: "Ink", units: 1 }, restored: true });
  });

  it("W02 begins to write at once, and the last value last", async () => {
    const draft = await readyTab("b");
    const update = vi.spyOn(drafts, "update");
    draft.set({ title: "P", units: 0 });
    expect(update).toHaveBeenCalledOnce();
    draft.set({ title: "Pa", units: 0 });
    draft.set({ title: "Paper", units: 0 });
    await vi.waitFor(async () => expect(await keptTitle("b")).toBe("Paper"));
    update.mockRestore();
  });

  it("takes changes of the last value", async () => {
    const draft = await readyTab("c");
    draft.set((value) => ({ ...value, title: `${value.title}1` }));
    draft.set((value) => ({ ...value, title: `${value.title}2` }));
    expect(draft.get().value.title).toBe("12");
  });

  it("forgets when it is cleared, also what was about to be written", async () => {
    const draft = await readyTab("d");
    draft.set({ title: "Sent", units: 0 });
    draft.clear();
    expect(draft.get().value.title).toBe("");
    draft.set({ title: "Next", units: 0 });
    await vi.waitFor(async () => expect(await keptTitle("d")).toBe("Next"));
    draft.clear();
    await vi.waitFor(async () => expect(await drafts.get("d")).toBeUndefined());
  });

  it.each([
    ["another version", { version: 0, stamp: "x", value: { title: "Old", units: 1 } }],
    ["another shape", { version: 1, stamp: "x", value: { title: 5 } }],
    ["no version at all, as the first forms did", { title: "Old" }],
    ["a bare text", "0x01"],
  ])("starts anew when an older form kept %s, instead of taking it for its own", async (name, kept) => {
    await drafts.set(name, kept as never);
    const draft = await readyTab(name);
    expect(draft.get()).toMatchObject({ value: { title: "", units: 0 }, restored: false, other: undefined });
    draft.set({ title: "New", units: 2 });
    await vi.waitFor(async () => expect(await keptTitle(name)).toBe("New"));
  });

  it("puts what is typed before the disk has answered upon what it answers", async () => {
    const earlier = await readyTab("early");
    earlier.set({ title: "Kept", units: 3 });
    await vi.waitFor(async () => expect(await keptTitle("early")).toBe("Kept"));
    const draft = tabOf("early");
    draft.set((value) => ({ ...value, units: 7 }));
    expect(draft.get().ready).toBe(false);
    await vi.waitFor(() => expect(draft.get().value).toEqual({ title: "Kept", units: 7 }));
    await vi.waitFor(async () => expect((await drafts.get("early"))?.value).toEqual({ title: "Kept", units: 7 }));
  });

  it("goes on when nothing can be kept", async () => {
    const get = vi.spyOn(drafts, "get").mockRejectedValue(new Error("no room"));
    const update = vi.spyOn(drafts, "update").mockRejectedValue(new Error("no room"));
    const draft = await readyTab("f");
    draft.set({ title: "Still here", units: 0 });
    expect(draft.get().value.title).toBe("Still here");
    get.mockRestore();
    update.mockRestore();
  });
});

describe("a draft in two tabs", () => {
  async function twoTabs(key: string) {
    const tabs = [await readyTab(key), await readyTab(key)] as const;
    tabs[0].set({ title: "One", units: 0 });
    await vi.waitFor(() => expect(tabs[1].get().other?.value.title).toBe("One"));
    return tabs;
  }

  it("is noticed by the other tab, which keeps showing its own", async () => {
    const [, second] = await twoTabs("g");
    expect(second.get().value.title).toBe("");
  });

  it("is not written over by what the other tab types, until the person has chosen", async () => {
    const [first, second] = await twoTabs("h");
    second.set({ title: "Two", units: 0 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await keptTitle("h")).toBe("One");
    second.keep();
    await vi.waitFor(async () => expect(await keptTitle("h")).toBe("Two"));
    await vi.waitFor(() => expect(first.get().other?.value.title).toBe("Two"));
    expect(first.get().value.title).toBe("One");
  });

  it("goes on with the other tab's, if that is chosen", async () => {
    const [, second] = await twoTabs("i");
    second.take();
    expect(second.get()).toMatchObject({ value: { title: "One" }, other: undefined });
    second.set({ title: "One and two", units: 0 });
    await vi.waitFor(async () => expect(await keptTitle("i")).toBe("One and two"));
  });

  it("is seen by a write even where no message came", async () => {
    const draft = await readyTab("j");
    await drafts.set("j", { version: 1, stamp: "another:1", value: { title: "Theirs", units: 0 } });
    draft.set({ title: "Mine", units: 0 });
    await vi.waitFor(() => expect(draft.get().other?.value.title).toBe("Theirs"));
    expect(await keptTitle("j")).toBe("Theirs");
  });

  it("is said to the person, with both ways on", async () => {
    const take = vi.fn();
    render(<DraftNotice of={{ elsewhere: { take, keep: () => {} } }} />);
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("another tab"));
    act(() => screen.getByRole("button", { name: "Go on with what is there" }).click());
    expect(take).toHaveBeenCalledOnce();
  });
});
