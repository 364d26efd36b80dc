import type { Earnings } from "@colophon/sdk/read";
import { screen } from "@testing-library/react";
import { zeroAddress } from "viem";
import { describe, expect, it, vi } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { ines } from "../../testing/fixtures.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { NotTakenNotice } from "./NotTakenNotice.tsx";

const world = vi.hoisted(() => ({ works: [] as unknown as Earnings["works"], gaps: [] as string[] }));
vi.mock("../../lib/reads.ts", async (original) => ({
  ...(await original<object>()),
  useEarnings: () => ({
    data: { status: "found", value: { account: ines, works: world.works, gaps: world.gaps } },
    isPending: false,
  }),
}));

function earningsOf(toTake: number | undefined) {
  const holding = { units: 0, traded: 0, toTake: toTake === undefined ? undefined : { units: toTake }, gap: undefined };
  const currencies = [{ currency: zeroAddress, notYetTaken: 16n * 10n ** 14n }];
  return [{ work: { id: 5n }, holding, currencies }] as unknown as Earnings["works"];
}

describe("NotTakenNotice", () => {
  it("names the shares that a statement leaves out, and what they have earned", async () => {
    world.works = earningsOf(40_000_000);
    renderPage(<NotTakenNotice holder={ines} />, { chain: fakeChain() });
    const row = await screen.findByRole("listitem");
    expect(row.textContent).toMatch(/^40 % of .*, which earned 0\.0016\sETH$/);
    expect(screen.getByRole("link", { name: "Earn" }).getAttribute("href")).toBe("/earn");
  });

  it("C10 does not pass over shares that could not be looked up", async () => {
    world.gaps = ["The list of holders is not there."];
    renderPage(<NotTakenNotice holder={ines} />, { chain: fakeChain() });
    expect(await screen.findByText(/whether there are any is not known right now/)).toBeDefined();
    world.gaps = [];
  });

  it("says nothing where everything is taken", () => {
    world.works = earningsOf(undefined);
    renderPage(<NotTakenNotice holder={ines} />, { chain: fakeChain() });
    expect(screen.queryByText(/not taken yet/)).toBeNull();
  });
});
