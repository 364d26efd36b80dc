import type { ProvenVersion, WorkRecord, WorkStanding } from "@colophon/sdk/read";
import { screen, waitFor } from "@testing-library/react";
import { numberToHex, padHex, zeroAddress } from "viem";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { fakeIndex, indexedAt, indexedWork } from "../../testing/fakeIndex.ts";
import { eventAt, ines, metadataOf, workRecord } from "../../testing/fixtures.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { RecordFacts } from "./RecordSections.tsx";
import { VersionsList } from "./VersionsList.tsx";
import { WorkPage } from "./WorkPage.tsx";
import { WorksPage } from "./WorksPage.tsx";

const proven = vi.hoisted(() => ({ versions: undefined as unknown[] | undefined }));
vi.mock("../../lib/reads.ts", async (original) => {
  const reads = await original<typeof import("../../lib/reads.ts")>();
  return {
    ...reads,
    useVersions: (work: WorkRecord) => {
      const asked = reads.useVersions(work);
      return proven.versions ? { ...asked, data: { status: "found", value: proven.versions } } : asked;
    },
  };
});

const down = () => {
  throw Object.assign(new Error("fetch failed"), { code: -32603 });
};

afterEach(() => {
  proven.versions = undefined;
});

describe("WorksPage", () => {
  it("says what to do when nothing is registered", async () => {
    renderPage(<WorksPage />, { chain: fakeChain({ eth_call: () => numberToHex(0, { size: 32 }) }) });
    expect(await screen.findByText("No work is registered here yet")).toBeDefined();
  });

  it("C06 never shows an empty register when the chain does not answer", async () => {
    renderPage(<WorksPage />, { chain: fakeChain({ eth_getBlockByNumber: down }) });
    expect(await screen.findByText("The register cannot be read right now")).toBeDefined();
    expect(screen.queryByText("No work is registered here yet")).toBeNull();
  });

  describe("with an index", () => {
    const page = (items: unknown[]) => ({ at: indexedAt, items, next: null });
    const price = { offer: `0x${"0f".repeat(32)}`, currency: zeroAddress, price: "20000000000000000" } as const;
    const listed = () => page([indexedWork({ offers: { open: 2, cheapest: price } })]);
    /** What the chain says of a work's owner: who it is, or that there is no such token. */
    const owner = (known: boolean) => {
      if (known) return padHex(ines, { size: 32 });
      throw Object.assign(new Error("execution reverted"), { code: 3, data: `0x7e273289${"0".repeat(64)}` });
    };
    const show = (chain: ReturnType<typeof fakeChain>) => renderPage(<WorksPage />, { chain, index: "/index" });

    afterEach(() => {
      history.replaceState(null, "", "/");
      vi.unstubAllGlobals();
    });

    it("shows what the index lists with its price, and that the chain knows it", async () => {
      const { asked } = fakeIndex({ "/v1/works": listed });
      const logs = vi.fn(() => []);
      show(fakeChain({ eth_call: () => owner(true), eth_getLogs: logs }));
      expect((await screen.findByRole("link", { name: "The Salt Almanac" })).getAttribute("href")).toMatch(/0005$/);
      expect(await screen.findByText("0.02")).toBeDefined();
      expect(await screen.findByText(/The chain knows every one that was registered by block 7/)).toBeDefined();
      expect(asked.map(({ path }) => path)).toEqual(["/v1/works?limit=30"]);
      // The register itself is not read: only what came after the block of the index.
      expect(logs.mock.calls).toMatchObject([[[{ fromBlock: "0x6", toBlock: "0x7" }]]]);
    });

    it("C10 never shows works that the chain does not know, and says what it left out", async () => {
      fakeIndex({ "/v1/works": listed });
      show(fakeChain({ eth_call: () => owner(false) }));
      expect(await screen.findByText("The index of this site is wrong")).toBeDefined();
      expect(screen.getByText(/lists 1 work that is not registered/)).toBeDefined();
      await waitFor(() => expect(screen.queryByRole("link", { name: "The Salt Almanac" })).toBeNull());
    });

    it("C10 says that the chain could not be asked about them", async () => {
      fakeIndex({ "/v1/works": listed });
      show(fakeChain({ eth_getBlockByNumber: down }));
      expect(await screen.findByText(/The chain cannot be asked about them now/)).toBeDefined();
      expect(screen.getByRole("link", { name: "The Salt Almanac" })).toBeDefined();
    });

    it.each([
      ["fails", () => Response.json({}, { status: 500 })],
      ["has read no description yet", () => page([indexedWork({ name: null })])],
      ["does not answer in time", () => new Promise(() => {})],
    ])("C10 reads the chain where the index %s", async (_, answer) => {
      fakeIndex({ "/v1/works": answer });
      show(fakeChain({ eth_call: () => numberToHex(0, { size: 32 }) }));
      expect(await screen.findByText("No work is registered here yet", {}, { timeout: 10_000 })).toBeDefined();
    });

    it("asks the chain alone when somebody wants that", async () => {
      const { asked } = fakeIndex({ "/v1/works": listed });
      history.replaceState(null, "", "/works?from=chain");
      show(fakeChain({ eth_call: () => numberToHex(0, { size: 32 }) }));
      expect(await screen.findByText("No work is registered here yet")).toBeDefined();
      expect(asked).toEqual([]);
    });
  });
});

describe("the record of a work with a new version", () => {
  const [first] = workRecord().versions;
  if (!first) throw new Error("A work has a version.");
  const root = `0x${"2".repeat(64)}` as const;
  const work = workRecord({ versions: [first, { ...first, revision: 1, contentRoot: root, at: eventAt(40) }] });
  const standing: WorkStanding = {
    own: { evidence: { kind: "stamp", commitment: root, at: eventAt(3) }, claimant: work.claimant, gaps: [] },
    earlier: [],
    later: [],
    compared: 0,
  };

  it("never dates the new content by the proof of the first version", async () => {
    const block = { number: 50, hash: root, time: 1_773_324_309 };
    renderPage(<RecordFacts work={work} block={block} standing={standing} />, {
      chain: fakeChain(),
    });
    expect((await screen.findByText("First version proven since")).nextElementSibling?.textContent).toContain(
      "block 3",
    );
    expect(screen.getByText("Content root of the first version").nextElementSibling?.textContent).toContain("0000");
    expect(screen.getByText("Current version proven since")).toBeDefined();
    expect(screen.queryByText("Proven since")).toBeNull();
  });

  it("says why each version was made, and since when exactly its content is proven", () => {
    const reason = "Corrected the tide tables of March";
    const versions = work.versions.map(
      (version, at): ProvenVersion => ({
        version,
        claimant: work.claimant,
        gaps: [],
        evidence: at === 0 ? standing.own.evidence : { kind: "record", at: version.at },
        metadata: { status: "found", value: metadataOf(at === 0 ? {} : { reason }) },
      }),
    );
    proven.versions = versions;
    renderPage(<VersionsList work={work} />, { chain: fakeChain() });
    const [latest, earliest] = screen.getAllByRole("listitem");
    expect(latest?.textContent).toContain(reason);
    expect(latest?.textContent).toContain("Proven by this record alone");
    expect(earliest?.textContent).not.toContain(reason);
    expect(earliest?.textContent).toMatch(/Proven by a stamp since .*block 3/);
  });

  it("counts versions as the form for a new one does", () => {
    renderPage(<VersionsList work={work} />, { chain: fakeChain() });
    expect(screen.getByText(/Version 2/).textContent).toBe("Version 2 (the current one)");
  });
});

describe("WorkPage", () => {
  it("says what a number looks like when it is none", async () => {
    renderPage(<WorkPage id="javascript:alert(1)" />, { chain: fakeChain() });
    expect(await screen.findByText("This is not the number of a work")).toBeDefined();
  });

  it("C06 tells what cannot be known from what is not there", async () => {
    renderPage(<WorkPage id="0x5" />, { chain: fakeChain({ eth_getBlockByNumber: down }) });
    expect(await screen.findByText("This work cannot be read right now")).toBeDefined();
  });
});
