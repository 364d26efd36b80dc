import { batchOpenings, createManifest, createOpening } from "@colophon/sdk";
import { screen } from "@testing-library/react";
import { pad, toHex } from "viem";
import { expect, it } from "vitest";
import { fakeChain } from "../../../testing/fakeChain.ts";
import { deploymentFixture } from "../../../testing/fixtures.ts";
import { renderPage, testAccount } from "../../../testing/renderPage.tsx";
import { drawCovers, matchPictures } from "./covers.ts";
import { SeriesPanel } from "./SeriesPanel.tsx";
import { newSeriesDraft, prepareSeries, titleInSeries, worksOf } from "./series.ts";

const hash = (n: number) => pad(toHex(n + 1), { size: 32 });
const batch = batchOpenings(
  Array.from({ length: 300 }, (_, i) =>
    createOpening({
      chainId: 31337,
      timestamps: deploymentFixture.contracts.timestamps.address,
      claimant: testAccount,
      manifest: createManifest({ files: [{ path: `edit/IMG_${i}.jpg`, size: 1, sha256: hash(i), blake3: hash(i) }] }),
    }),
  ),
);
const works = worksOf(
  batch.openings.map((opening) => ({
    opening,
    name: opening.manifest.files[0]?.path ?? "",
    stamped: batch.commitment,
    createdAt: 1,
    downloaded: true,
  })),
);
const begun = newSeriesDraft();
const draft = {
  ...begun,
  description: { ...begun.description, title: "Harbour", category: "photographic" as const },
  people: begun.people.map((person) => ({ ...person, name: "Ines Okafor", role: "photographer" as const })),
};
const panel = (known: number) => (
  <SeriesPanel
    stamped={batch.commitment}
    draft={draft}
    works={works}
    known={new Map(works.slice(0, known).map(({ id }) => [id, testAccount]))}
    account={testAccount}
    problem={undefined}
  />
);

it("prepares a registration of its own for each, which tells no name of a file unless that is wanted", () => {
  const prepared = prepareSeries({
    draft,
    works: works.slice(0, 2),
    all: 300,
    deployment: deploymentFixture,
    account: testAccount,
  });
  expect(prepared.map(({ metadata }) => metadata.name)).toEqual(["Harbour, 1 of 300", "Harbour, 2 of 300"]);
  expect(prepared.map(({ work }) => work)).toEqual(works.slice(0, 2).map(({ id }) => id));
  expect(JSON.stringify(prepared.map(({ metadata }) => metadata))).not.toContain("IMG_");
  expect(titleInSeries({ ...draft, naming: "files" }, { name: "edit/IMG_7.jpg", position: 1, all: 300 })).toBe(
    "Harbour: IMG_7",
  );
});

it("asks for as many signatures as the works need, and goes on where the chain says that it stands", async () => {
  const chain = fakeChain();
  const page = renderPage(panel(0), { chain, walletChainId: 31337 });
  expect(await screen.findByRole("button", { name: "Publish and register 60" })).toBeDefined();
  expect(screen.getByText(/your wallet asks 5 times/)).toBeDefined();
  page.unmount();
  renderPage(panel(290), { chain, walletChainId: 31337 });
  expect(await screen.findByRole("button", { name: "Publish and register 10" })).toBeDefined();
  expect(screen.getByText("290 of 300 works registered")).toBeDefined();
});

it("leads to an offer when all are registered", () => {
  renderPage(panel(300), { chain: fakeChain(), walletChainId: 31337 });
  expect(screen.getByRole("heading", { name: "All 300 are in the register" })).toBeDefined();
  expect(screen.getByRole("link", { name: "Make an offer" }).getAttribute("href")).toMatch(/^\/work\/0x\w{56}\/offer$/);
});

it("finds each work's picture by its digest, draws covers for the next ones only, and publishes no original", async () => {
  const file = (name: string) => new File([name], name, { type: "image/jpeg" });
  const chosen = {
    ...{ leftOut: [], unreadable: [], folder: undefined },
    files: [0, 1, 2, 999].map((n) => ({ path: `renamed-${n}.jpg`, file: file(`renamed-${n}.jpg`) })),
  };
  const hashed = [0, 1, 2, 999].map((n) => ({
    ...{ path: `renamed-${n}.jpg`, size: 1, sha256: hash(n), blake3: hash(n) },
  }));
  const { pictures, strangers } = matchPictures(works, chosen, hashed);
  expect([pictures.size, strangers]).toEqual([3, 1]);
  const made: string[] = [];
  const { covers, undrawn } = await drawCovers({
    ...{ works: works.slice(0, 2), pictures },
    make: async ({ name }) => {
      made.push(name);
      if (made.length === 2) return { ok: false, error: "Your browser cannot open this as a picture." };
      return { ok: true, file: { name, type: "image/webp", bytes: new Uint8Array([1]), width: 1, height: 1 } };
    },
  });
  expect(made).toHaveLength(2);
  expect([covers.size, undrawn]).toEqual([1, [made[1]]]);
  const [first, second] = prepareSeries({
    ...{ draft, works: works.slice(0, 2), covers, all: 300 },
    ...{ deployment: deploymentFixture, account: testAccount },
  });
  expect(first?.metadata.image).toMatch(/^ipfs:/);
  expect(second?.metadata.image).toBeUndefined();
  expect(first?.uploads.map(({ name }) => name)).toContain("cover");
  // The name of a file stays private with its cover too.
  expect(JSON.stringify(first?.metadata)).not.toContain("renamed");
});
