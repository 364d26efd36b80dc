import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { drafts, useDraft } from "./useDraft.ts";

async function draftOf(key: string, read?: (kept: unknown) => { title: string } | undefined) {
  const hook = renderHook(() => useDraft({ key, initial: { title: "" }, ...(read ? { read } : {}) }));
  await waitFor(() => expect(hook.result.current.ready).toBe(true));
  return hook;
}

describe("useDraft", () => {
  it("W02 brings back what was typed after the page was left", async () => {
    const first = await draftOf("a");
    expect(first.result.current.restored).toBe(false);
    act(() => first.result.current.set({ title: "Ink" }));
    first.unmount();
    const second = await draftOf("a");
    expect(second.result.current).toMatchObject({ value: { title: "Ink" }, restored: true });
  });

  it("W02 writes at once, and the last value last", async () => {
    const written = vi.spyOn(drafts, "set");
    const { result } = await draftOf("b");
    act(() => result.current.set({ title: "P" }));
    expect(written).toHaveBeenCalledWith("b", { title: "P" });
    act(() => result.current.set({ title: "Pa" }));
    act(() => result.current.set({ title: "Paper" }));
    await waitFor(async () => expect(await drafts.get("b")).toEqual({ title: "Paper" }));
    written.mockRestore();
  });

  it("takes changes of the last value", async () => {
    const { result } = await draftOf("c");
    act(() => {
      result.current.set((value) => ({ title: `${value.title}1` }));
      result.current.set((value) => ({ title: `${value.title}2` }));
    });
    expect(result.current.value.title).toBe("12");
  });

  it("forgets when it is cleared, also what was about to be written", async () => {
    const { result } = await draftOf("d");
    act(() => result.current.set({ title: "Sent" }));
    act(() => result.current.clear());
    expect(result.current.value.title).toBe("");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await drafts.get("d")).toBeUndefined();
  });

  it("starts anew when an older form kept something else", async () => {
    await drafts.set("e", { name: 5 });
    const { result } = await draftOf("e", (kept) =>
      typeof (kept as { title?: unknown }).title === "string" ? (kept as { title: string }) : undefined,
    );
    expect(result.current).toMatchObject({ value: { title: "" }, restored: false });
  });

  it("goes on when nothing can be kept", async () => {
    vi.spyOn(drafts, "get").mockRejectedValue(new Error("no room"));
    vi.spyOn(drafts, "set").mockRejectedValue(new Error("no room"));
    const { result, unmount } = await draftOf("f");
    act(() => result.current.set({ title: "Still here" }));
    expect(result.current.value.title).toBe("Still here");
    unmount();
  });
});
