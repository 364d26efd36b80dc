import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useIndexHealth } from "../../lib/useIndex.ts";
import { fakeChain } from "../../testing/fakeChain.ts";
import { fakeIndex, indexedAt, indexedWork, indexHealth } from "../../testing/fakeIndex.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { PriorPage } from "./PriorPage.tsx";
import { SearchBox } from "./SearchBox.tsx";
import { SearchPage } from "./SearchPage.tsx";

const index = "/index";
const page = (items: unknown[], next: string | null = null) => ({ at: indexedAt, items, next });
const words = (works: unknown[]) => ({
  at: indexedAt,
  query: { kind: "words" },
  works,
  licences: [],
  offers: [],
  files: [],
  account: null,
});
const Probe = () => <p>{useIndexHealth().data?.ready ? "It is ready." : null}</p>;
const go = (path: string) => history.replaceState(null, "", path);

beforeEach(() => go("/search"));
afterEach(() => vi.unstubAllGlobals());

describe("SearchPage", () => {
  it("C10 says what it cannot do without an index, and what works", async () => {
    go("/search?q=salt");
    renderPage(<SearchPage />, { chain: fakeChain() });
    expect(await screen.findByText("This site has no index")).toBeDefined();
    const link = screen.getByRole("link", { name: /Look for “salt” among the works/ });
    expect(link.getAttribute("href")).toBe("/works?q=salt");
  });

  it("says why a link or a name is no number, and looks for it as words", async () => {
    go(`/search?q=${encodeURIComponent("ines.eth")}`);
    renderPage(<SearchPage />, { chain: fakeChain() });
    expect(await screen.findByText(/can change hands/)).toBeDefined();
    expect(screen.getByRole("link", { name: /Look for “ines.eth” among the works/ })).toBeDefined();
  });

  it("asks the index in one spelling whatever link was pasted", async () => {
    const id = `0x${"1f".repeat(28)}`;
    go(`/search?q=${encodeURIComponent(`https://colophon.test/work/${id}?from=mail`)}`);
    const { asked } = fakeIndex({ "/v1/search": () => words([indexedWork({ id })]) });
    renderPage(<SearchPage />, { chain: fakeChain(), index });
    expect(await screen.findByText("the number of a work")).toBeDefined();
    await waitFor(() => expect(asked[0]?.path).toContain(`q=${id}`));
  });

  it("asks for what the address says, and says from which block the answer is", async () => {
    go("/search?q=salt&category=literary&available=yes");
    const { asked } = fakeIndex({
      "/v1/works": () => page([indexedWork()]),
      "/v1/near": () => ({ at: indexedAt, items: [] }),
    });
    renderPage(<SearchPage />, { chain: fakeChain(), index });
    const link = await screen.findByRole("link", { name: "The Salt Almanac" });
    expect(link.getAttribute("href")).toMatch(/^\/work\/0x0+5$/);
    expect(screen.getByText("1 work matches.")).toBeDefined();
    expect(await screen.findByText(/2 blocks behind the chain/)).toBeDefined();
    const query = Object.fromEntries(new URLSearchParams(asked[0]?.path.split("?")[1]));
    expect(query).toEqual({ q: "salt", category: "literary", available: "true", limit: "30" });
  });

  it("pages on by the key that the index gave", async () => {
    const two = indexedWork({ id: `0x${"2".repeat(56)}`, name: "Second" });
    const { asked } = fakeIndex({
      "/v1/works": (url) => (url.searchParams.get("after") ? page([two, indexedWork()]) : page([indexedWork()], "41")),
    });
    renderPage(<SearchPage />, { chain: fakeChain(), index });
    fireEvent.click(await screen.findByRole("button", { name: "Show more" }));
    expect(await screen.findByRole("link", { name: "Second" })).toBeDefined();
    // What came again is not shown again.
    expect(screen.getAllByRole("link", { name: "The Salt Almanac" })).toHaveLength(1);
    expect(asked.at(-1)?.path).toContain("after=41");
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("never says that there is nothing when nothing matches", async () => {
    go("/search?q=zzz");
    fakeIndex({ "/v1/works": () => page([]), "/v1/near": () => ({ at: indexedAt, items: [] }) });
    renderPage(<SearchPage />, { chain: fakeChain(), index });
    expect(await screen.findByText("Nothing in the index matches")).toBeDefined();
    expect(screen.getByText(/That is no proof that there is nothing/)).toBeDefined();
  });

  it("C10 says that a stopped index has stopped, and tries again when asked", async () => {
    let down = true;
    fakeIndex({ "/v1/works": () => (down ? Promise.reject(new TypeError("Failed to fetch")) : page([indexedWork()])) });
    renderPage(<SearchPage />, { chain: fakeChain(), index });
    expect(await screen.findByText("The index cannot be reached")).toBeDefined();
    expect(screen.getByText(/The chain itself is not affected/)).toBeDefined();
    down = false;
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "The Salt Almanac" })).toBeDefined();
  });

  it("C10 passes on what the index says is wrong with itself", async () => {
    const sentence = "The index is off the chain since block 4 and has to be built again.";
    const off = indexHealth({ ready: false, state: "diverged", diverged: 4, sentence });
    fakeIndex({
      "/v1/works": () => page([indexedWork()]),
      "/v1/health": () => Response.json(off, { status: 503 }),
    });
    renderPage(<SearchPage />, { chain: fakeChain(), index });
    expect(await screen.findByText(sentence)).toBeDefined();
  });

  it("says nothing of the index while it is well, and reads it so", async () => {
    const well = indexHealth();
    const { asked } = fakeIndex({ "/v1/works": () => page([indexedWork()]), "/v1/health": () => well });
    renderPage(
      <>
        <SearchPage />
        <Probe />
      </>,
      { chain: fakeChain(), index },
    );
    expect(await screen.findByText("1 work.")).toBeDefined();
    expect(await screen.findByText("It is ready.")).toBeDefined();
    expect(screen.queryByText(well.sentence)).toBeNull();
    expect(asked.some(({ path }) => path === "/v1/health")).toBe(true);
  });

  it("leads a digest to the chain whatever the index says", async () => {
    go(`/search?q=${"ab".repeat(32)}`);
    fakeIndex({ "/v1/search": () => new Response("{}", { status: 500 }) });
    renderPage(<SearchPage />, { chain: fakeChain(), index });
    expect(await screen.findByText("The index cannot be reached")).toBeDefined();
    const link = screen.getByRole("link", { name: "Check it on the chain" });
    expect(link.getAttribute("href")).toBe(`/verify?q=${"ab".repeat(32)}`);
  });
});

describe("SearchBox", () => {
  it("W12 is a combobox: arrows choose, Enter opens, Escape clears and then closes", async () => {
    fakeIndex({ "/v1/search": () => words([indexedWork()]) });
    const onClose = vi.fn();
    renderPage(<SearchBox onClose={onClose} />, { chain: fakeChain(), index });
    const user = userEvent.setup();
    const box = screen.getByRole("combobox");
    await waitFor(() => expect(document.activeElement).toBe(box));
    await user.type(box, "salt");
    const option = await screen.findByRole("option", { name: /The Salt Almanac/ });
    expect(box.getAttribute("aria-expanded")).toBe("true");
    await user.keyboard("{ArrowDown}");
    expect(option.getAttribute("aria-selected")).toBe("true");
    expect(box.getAttribute("aria-activedescendant")).toBe(option.id);
    await user.keyboard("{ArrowUp}");
    expect(box.getAttribute("aria-activedescendant")).toBeNull();
    await user.keyboard("{Escape}");
    expect((box as HTMLInputElement).value).toBe("");
    expect(onClose).not.toHaveBeenCalled();
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("does not ask at every letter", async () => {
    const { asked } = fakeIndex({ "/v1/search": () => words([]) });
    renderPage(<SearchBox onClose={() => {}} />, { chain: fakeChain(), index });
    await userEvent.setup({ delay: 5 }).type(screen.getByRole("combobox"), "almanac");
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]?.path).toContain("q=almanac");
  });

  it("opens all results for words, and the page of a number at once", async () => {
    fakeIndex({ "/v1/search": () => words([]) });
    renderPage(<SearchBox onClose={() => {}} />, { chain: fakeChain(), index });
    const user = userEvent.setup();
    await user.type(screen.getByRole("combobox"), "salt{Enter}");
    expect(location.pathname + location.search).toBe("/search?q=salt");
    await user.clear(screen.getByRole("combobox"));
    await user.paste(`0x${"1f".repeat(28)}`);
    await user.keyboard("{Enter}");
    expect(location.pathname).toBe(`/work/0x${"1f".repeat(28)}`);
  });
});

describe("PriorPage", () => {
  it("looks for words and near names, and does not take silence for absence", async () => {
    go("/search/registered?name=salt%20almanach");
    const near = { work: indexedWork(), likeness: 0.8 };
    const { asked } = fakeIndex({ "/v1/works": () => page([]), "/v1/near": () => ({ at: indexedAt, items: [near] }) });
    renderPage(<PriorPage />, { chain: fakeChain(), index });
    expect(await screen.findByText("No work in this index has all of these words")).toBeDefined();
    expect(screen.getByText(/is not “not registered”/)).toBeDefined();
    expect(await screen.findByRole("heading", { name: "Similar names" })).toBeDefined();
    expect(screen.getByRole("link", { name: "The Salt Almanac" })).toBeDefined();
    expect(asked.some(({ path }) => path === "/v1/near?name=salt+almanach")).toBe(true);
  });

  it("says before anything is asked what the operator of the index learns", async () => {
    go("/search/registered");
    const { asked } = fakeIndex({});
    renderPage(<PriorPage />, { chain: fakeChain(), index });
    expect(await screen.findByText("Asking tells the index something")).toBeDefined();
    expect(asked).toEqual([]);
  });
});

describe("a stranger's title", () => {
  it("is marked in the list when its letters are not what they look like", async () => {
    go("/search?q=ocean");
    fakeIndex({
      "/v1/works": () => page([indexedWork({ name: "Соlорhоn Осеаn" })]),
      "/v1/near": () => ({ at: indexedAt, items: [] }),
    });
    renderPage(<SearchPage />, { chain: fakeChain(), index });
    expect(await screen.findByText(/Look-alike letters in its title/)).toBeDefined();
  });
});
