import { IndexError } from "@colophon/sdk/index-api";
import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { fakeChain } from "../testing/fakeChain.ts";
import { blockAt, noon } from "../testing/fixtures.ts";
import { renderPage } from "../testing/renderPage.tsx";
import { type AskedChain, Read, ReadIndex, ReadIndexList, ReadPages, together } from "./Read.tsx";

const found = <Value,>(value: Value, number = 7) =>
  ({ data: { status: "found", value, block: blockAt(noon, number) }, refetch: () => {} }) as const;

const silent = {
  data: { status: "unknown", problem: { name: "Silent", sentence: "The node does not answer." }, cause: undefined },
  refetch: vi.fn(),
} as unknown as AskedChain<string> & { refetch: ReturnType<typeof vi.fn> };

const show = (of: AskedChain<string>) =>
  render(
    <Read of={of} what="the offers" none="There are none.">
      {(value, block) => (
        <p>
          {value} at {block.number}
        </p>
      )}
    </Read>,
  );

describe("Read", () => {
  it("shows what was found, with the block that it holds for", () => {
    show(found("Two offers"));
    expect(screen.getByText("Two offers at 7")).toBeDefined();
  });

  it("says what is being read", () => {
    show({ data: undefined, refetch: () => {} });
    expect(screen.getByRole("status").textContent).toBe("Reading the offers…");
  });

  it("says that there is none, and only when the chain says so", () => {
    show({ data: { status: "not-found", block: blockAt(noon) }, refetch: () => {} });
    expect(screen.getByText("There are none.")).toBeDefined();
  });

  it("says why nobody can know, which is not the same as that there is none, and asks again", () => {
    show(silent);
    expect(screen.getByText("The offers cannot be read right now")).toBeDefined();
    expect(screen.getByText(/The node does not answer\./)).toBeDefined();
    expect(screen.queryByText("There are none.")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(silent.refetch).toHaveBeenCalledOnce();
  });

  it("says in a sentence what failed, also where a read threw", () => {
    show({ data: undefined, error: new Error("fetch failed: 0x1234 at eth_call"), refetch: () => {} });
    const alert = screen.getByRole("alert").textContent;
    expect(alert).toContain("The offers cannot be read right now");
    expect(alert).not.toContain("Something unexpected happened");
    expect(alert).not.toContain("eth_call");
  });
});

describe("together", () => {
  it("holds for the older of two blocks", () => {
    const { data } = together(found("a", 9), found("b", 8));
    expect(data).toMatchObject({ status: "found", value: ["a", "b"], block: { number: 8 } });
  });

  it("is unknown as soon as one is, whatever the other says, and asks only that one again", () => {
    const one = { ...found("a"), refetch: vi.fn() };
    const both = together(one, silent);
    expect(both.data?.status).toBe("unknown");
    silent.refetch.mockClear();
    both.refetch();
    expect(silent.refetch).toHaveBeenCalledOnce();
    expect(one.refetch).not.toHaveBeenCalled();
  });

  it("waits for both", () => {
    expect(together(found("a"), { data: undefined, refetch: () => {} }).data).toBeUndefined();
  });
});

describe("ReadIndex", () => {
  const showIndex = (of: Parameters<typeof ReadIndex<string>>[0]["of"], index?: string) =>
    renderPage(
      <ReadIndex of={of} what="the works" without="Works cannot be searched here.">
        {(value) => <p>{value}</p>}
      </ReadIndex>,
      { chain: fakeChain(), ...(index === undefined ? {} : { index }) },
    );

  it("says what a site without an index cannot do", async () => {
    showIndex({ data: undefined, refetch: () => {} });
    expect(await screen.findByText("Works cannot be searched here.")).toBeDefined();
  });

  it("says that an index is starting, and shows the answer once it has one", async () => {
    const { unmount } = showIndex(
      { data: undefined, error: new IndexError("starting", "It has read 40 % of the chain."), refetch: () => {} },
      "/index",
    );
    expect(await screen.findByText("The index is still reading the chain")).toBeDefined();
    expect(screen.getByText("It has read 40 % of the chain.")).toBeDefined();
    unmount();
    showIndex({ data: "Three works", refetch: () => {} }, "/index");
    expect(await screen.findByText("Three works")).toBeDefined();
  });

  it("says what it is asked for", async () => {
    showIndex({ data: undefined, refetch: () => {} }, "/index");
    expect((await screen.findByRole("status")).textContent).toBe("Asking the index for the works…");
  });
});

const pagesOf = (more: object = {}) => ({
  ...{ hasNextPage: false, isFetchingNextPage: false, isPending: false, isFetching: false, error: null },
  ...{ fetchNextPage: vi.fn(), refetch: vi.fn() },
  ...more,
});

describe("ReadPages", () => {
  const show = (of: Parameters<typeof ReadPages<string>>[0]["of"]) =>
    render(
      <ReadPages of={of} what="the register" more="Load more" end="That is all." none={<p>There are none.</p>}>
        {(items) => <p>{items.join()}</p>}
      </ReadPages>,
    );
  const last = { status: "found", value: undefined, block: blockAt(noon) } as const;

  it("says that a list is empty, and where it ends, only when the chain said so", () => {
    const { rerender, container } = show({ pages: pagesOf(), items: [], last });
    expect(container.textContent).toBe("There are none.");
    rerender(<div />);
    const { container: full } = show({ pages: pagesOf(), items: ["one", "two"], last });
    expect(full.textContent).toBe("one,twoThat is all.");
  });

  it("keeps what was read when the next page cannot be", () => {
    const pages = pagesOf();
    const { container } = show({ pages, items: ["one"], last: silent.data });
    expect(screen.getByText("one")).toBeDefined();
    expect(screen.getByText("The rest of the register cannot be read right now")).toBeDefined();
    expect(container.textContent).not.toContain("That is all.");
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(pages.refetch).toHaveBeenCalledOnce();
  });

  it("reads the next page when it is asked to", () => {
    const pages = pagesOf({ hasNextPage: true });
    show({ pages, items: ["one"], last });
    fireEvent.click(screen.getByRole("button", { name: "Load more" }));
    expect(pages.fetchNextPage).toHaveBeenCalledOnce();
    expect(screen.queryByText("That is all.")).toBeNull();
  });
});

describe("ReadIndexList", () => {
  it("keeps what came when the next page does not, and offers no page beyond it", async () => {
    const error = new IndexError("unreachable", "It does not answer.");
    const pages = pagesOf({ hasNextPage: true, error });
    renderPage(
      <ReadIndexList of={{ pages, items: ["one"], at: { block: 7, time: noon } }} what="the works">
        {(items, { block }) => (
          <p>
            {items.join()} at {block}
          </p>
        )}
      </ReadIndexList>,
      { chain: fakeChain(), index: "/index" },
    );
    expect(await screen.findByText("one at 7")).toBeDefined();
    expect(screen.getByText("The index cannot be reached")).toBeDefined();
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(pages.refetch).toHaveBeenCalledOnce();
  });
});
