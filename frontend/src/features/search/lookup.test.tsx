import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { fakeIndex, indexedAt, indexedWork } from "../../testing/fakeIndex.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { LookupPage } from "./LookupPage.tsx";

const index = "/index";
const go = (path: string) => history.replaceState(null, "", path);
const found = (works: unknown[]) => ({
  ...{ at: indexedAt, query: { kind: "work" }, works, licences: [], offers: [], files: [], account: null },
});

beforeEach(() => go("/lookup"));
afterEach(() => vi.unstubAllGlobals());

it("asks nobody anything before somebody asks", async () => {
  const { asked } = fakeIndex({});
  renderPage(<LookupPage />, { chain: fakeChain(), index });
  expect(await screen.findByRole("heading", { name: "Look up" })).toBeDefined();
  expect(asked).toEqual([]);
});

it("takes words and a link by the same box, and keeps them in the address", async () => {
  const page = { at: indexedAt, items: [indexedWork()], next: null };
  fakeIndex({
    "/v1/works": () => page,
    "/v1/near": () => ({ at: indexedAt, items: [] }),
    "/v1/search": () => found([indexedWork()]),
  });
  renderPage(<LookupPage />, { chain: fakeChain(), index });
  const user = userEvent.setup();
  await user.type(screen.getByRole("searchbox"), "salt{Enter}");
  expect(location.search).toBe("?q=salt");
  expect(await screen.findByText("1 work matches.")).toBeDefined();
  const box = screen.getByRole("searchbox");
  await user.clear(box);
  await user.type(box, `https://colophon.test/work/0x${"1f".repeat(28)}{Enter}`);
  expect(await screen.findByText("the number of a work")).toBeDefined();
});

it("answers whether a work may be used as soon as use, purpose and place are said", async () => {
  const id = `0x${"1f".repeat(28)}`;
  go(`/lookup?q=${id}&use=print&purpose=editorial`);
  const sentence = "An offer allows it.";
  const work = indexedWork({ id });
  const cleared = {
    work,
    rank: null,
    verdict: "offered",
    sentence,
    controls: false,
    held: [],
    offers: [],
    conflicts: [],
  };
  const item = { input: { kind: "work", value: id }, verdict: "offered", sentence, works: [cleared] };
  const { asked } = fakeIndex({
    "/v1/search": () => found([work]),
    "/v1/clearance": () => ({
      ...{ at: indexedAt, use: "print", purpose: "editorial", field: null, territory: "DE", from: 1, until: 1 },
      ...{ account: null, items: [item] },
    }),
  });
  renderPage(<LookupPage />, { chain: fakeChain(), index });
  expect(await screen.findByText("the number of a work")).toBeDefined();
  expect(asked.some(({ path }) => path.startsWith("/v1/clearance"))).toBe(false);
  await userEvent.selectOptions(screen.getByRole("combobox", { name: /^in …/ }), "DE");
  expect(await screen.findByText(sentence)).toBeDefined();
  await waitFor(() => expect(location.search).toContain("in=DE"));
});

it("says what an index is needed for where there is none, and leads a number to the chain", async () => {
  go(`/lookup?q=0x${"1f".repeat(28)}`);
  renderPage(<LookupPage />, { chain: fakeChain() });
  const link = await screen.findByRole("link", { name: "See the work" });
  expect(link.getAttribute("href")).toBe(`/work/0x${"1f".repeat(28)}`);
});
