import { fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeChain } from "../../../testing/fakeChain.ts";
import { fakeIndex, indexedAt, indexedLicence, indexedOffer, indexedWork } from "../../../testing/fakeIndex.ts";
import { maya } from "../../../testing/fixtures.ts";
import { renderPage } from "../../../testing/renderPage.tsx";
import { ClearancePage } from "./ClearancePage.tsx";

const index = "/index";
const work = `0x${"1f".repeat(28)}`;

beforeEach(() => history.replaceState(null, "", `/clearance?works=${work}`));
afterEach(() => vi.unstubAllGlobals());

const report = (cleared: Record<string, unknown>) => ({
  at: indexedAt,
  ...{ use: "print", purpose: "editorial", field: null, territory: "DE", from: 1, until: 2, account: maya },
  items: [
    {
      input: { kind: "work", value: work },
      verdict: cleared.verdict,
      sentence: "A sentence.",
      works: [
        {
          work: indexedWork({ id: work }),
          rank: null,
          controls: false,
          sentence: "A sentence.",
          held: [],
          offers: [],
          conflicts: [],
          ...cleared,
        },
      ],
    },
  ],
});

async function ask(): Promise<void> {
  fireEvent.change(await screen.findByLabelText(/^I want to …/), { target: { value: "print" } });
  fireEvent.change(screen.getByLabelText(/^for … purposes/), { target: { value: "editorial" } });
  fireEvent.change(screen.getByLabelText("in …"), { target: { value: "DE" } });
  fireEvent.change(screen.getByLabelText("Account"), { target: { value: maya } });
  fireEvent.click(screen.getByRole("button", { name: "Make the report" }));
}

describe("ClearancePage", () => {
  it("C10 says what works for one work without an index", async () => {
    renderPage(<ClearancePage />, { chain: fakeChain() });
    expect(await screen.findByText(/its page answers “May I use it\?” from the chain/)).toBeDefined();
  });

  it("says what is missing before anything is asked", async () => {
    history.replaceState(null, "", "/clearance");
    const { asked } = fakeIndex({});
    renderPage(<ClearancePage />, { chain: fakeChain(), index });
    fireEvent.click(await screen.findByRole("button", { name: "Make the report" }));
    expect(await screen.findByText("Choose files, or name at least one work.")).toBeDefined();
    expect(screen.getByText("Choose what you want to do.")).toBeDefined();
    expect(screen.getByText("Choose what for.")).toBeDefined();
    expect(asked).toEqual([]);
  });

  it("shows the verdict with what is held, offered and in the way", async () => {
    const { asked } = fakeIndex({
      "/v1/clearance": () =>
        report({
          verdict: "conflict",
          offers: [indexedOffer()],
          conflicts: [indexedLicence({ terms: { ...indexedLicence().terms, exclusivity: "exclusive" } })],
        }),
    });
    renderPage(<ClearancePage />, { chain: fakeChain(), index });
    await ask();
    expect(await screen.findByText("Taken by another licence")).toBeDefined();
    expect(screen.getByRole("link", { name: "Licence 1" }).getAttribute("href")).toBe(
      `/licence/${indexedLicence().id}`,
    );
    expect(screen.getByRole("link", { name: /0\.05/ }).getAttribute("href")).toBe(`/offer/${indexedOffer().id}`);
    expect(asked[0]?.body).toMatchObject({
      files: [],
      works: [work],
      use: "print",
      purpose: "editorial",
      territory: "DE",
      account: maya,
    });
  });

  it("C10 trusts the chain where the index says something else", async () => {
    fakeIndex({ "/v1/clearance": () => report({ verdict: "held", held: [indexedLicence()] }) });
    // By this chain there are neither offers, nor licences, nor any controller: there is no such work.
    const chain = fakeChain({ eth_call: () => `0x${"0".repeat(256)}` });
    renderPage(<ClearancePage />, { chain, index });
    await ask();
    fireEvent.click(await screen.findByRole("button", { name: "Check it on the chain" }));
    expect(await screen.findByText("The chain knows no such work")).toBeDefined();
  });

  it("C06 never takes silence of the chain for an agreement", async () => {
    fakeIndex({ "/v1/clearance": () => report({ verdict: "none" }) });
    const chain = fakeChain({
      eth_getLogs: () => {
        throw Object.assign(new Error("fetch failed"), { code: -32603 });
      },
    });
    renderPage(<ClearancePage />, { chain, index });
    await ask();
    fireEvent.click(await screen.findByRole("button", { name: "Check it on the chain" }));
    expect(await screen.findByText("What the chain says of it cannot be read right now")).toBeDefined();
    expect(screen.queryByText("The chain says the same")).toBeNull();
  });
});
