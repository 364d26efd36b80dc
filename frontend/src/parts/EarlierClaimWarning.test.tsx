import { screen } from "@testing-library/react";
import { zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { fakeChain } from "../testing/fakeChain.ts";
import { eventAt, ines, tomas, workRecord } from "../testing/fixtures.ts";
import { renderPage } from "../testing/renderPage.tsx";
import { EarlierClaimWarning } from "./claims.tsx";

const own = { evidence: { kind: "record", at: eventAt(50) } as const, claimant: ines, gaps: [] };

describe("EarlierClaimWarning", () => {
  it("R04 is read out at once, and says who could prove it since when", async () => {
    const work = workRecord({ id: 9n, claimant: tomas });
    const [version] = work.versions;
    if (!version) throw new Error("A work has a version.");
    const evidence = { kind: "stamp", commitment: zeroHash, at: eventAt(20) } as const;
    const claim = { evidence, claimant: tomas, gaps: [], rank: 1, work, version };
    renderPage(<EarlierClaimWarning claims={[{ claim, digests: ["0x01"] }]} own={own} />, { chain: fakeChain() });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(/Somebody else has an earlier proven claim/);
    expect(alert.textContent).toMatch(/0x7099…79C8.*held a file of it by.*\(block 20\)/s);
    expect(screen.getByRole("link", { name: "The Salt Almanac" }).getAttribute("href")).toMatch(/^\/work\/0x0+9$/);
  });

  it("is not there when there is nothing to warn of", () => {
    renderPage(<EarlierClaimWarning claims={[]} own={own} />, { chain: fakeChain() });
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
