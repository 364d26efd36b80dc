import { batchOpenings, createManifest, createOpening, offerIdOf, workIdOf } from "@colophon/sdk";
import { screen } from "@testing-library/react";
import { pad, toHex } from "viem";
import { beforeEach, expect, it, vi } from "vitest";
import { keptOpenings } from "../../lib/openings.ts";
import { useControllers, usePublished } from "../../lib/reads.ts";
import { fakeChain } from "../../testing/fakeChain.ts";
import { deploymentFixture, offerRecord, workRecord } from "../../testing/fixtures.ts";
import { renderPage, testAccount } from "../../testing/renderPage.tsx";
import { OfferSeries } from "./OfferSeries.tsx";

vi.mock("../../lib/reads.ts", async (original) => ({
  ...(await original<typeof import("../../lib/reads.ts")>()),
  useControllers: vi.fn(),
  usePublished: vi.fn(),
}));

const hash = (n: number) => pad(toHex(n + 1), { size: 32 });
const batch = batchOpenings(
  Array.from({ length: 100 }, (_, i) =>
    createOpening({
      chainId: 31337,
      timestamps: deploymentFixture.contracts.timestamps.address,
      claimant: testAccount,
      manifest: createManifest({ files: [{ path: `${i}.jpg`, size: 1, sha256: hash(i), blake3: hash(i) }] }),
    }),
  ),
);
const ids = batch.openings.map(workIdOf);
const [first = 0n, ...others] = ids;
const template = offerRecord({ work: first, licensor: testAccount });
const block = { number: 7, hash: "0x", time: 1_773_324_309 } as const;
const found = (value: unknown) => ({ data: { status: "found", value, block } }) as never;
const section = (
  <OfferSeries
    work={workRecord({ id: first, controller: testAccount })}
    offers={[template]}
    block={block}
    account={testAccount}
  />
);

beforeEach(async () => {
  for (const opening of batch.openings) {
    const { commitment } = opening;
    const name = opening.manifest.files[0]?.path ?? "";
    await keptOpenings.set(commitment, { opening, name, stamped: batch.commitment, createdAt: 1, downloaded: true });
  }
  vi.mocked(useControllers).mockReturnValue(found(new Map(ids.map((id) => [id, testAccount]))));
});

it("offers the others of a series under one template, as many in one transaction as it takes", async () => {
  vi.mocked(usePublished).mockReturnValue(found(new Set()));
  renderPage(section, { chain: fakeChain(), walletChainId: 31337 });
  expect(await screen.findByText(/99 more works of yours/)).toBeDefined();
  expect(await screen.findByRole("button", { name: "Publish 60 offers" })).toBeDefined();
  expect(screen.getByText(/Your wallet asks 2 times/)).toBeDefined();
});

it("goes on where it stopped, and says when all are offered", async () => {
  const offered = others.map((work) => offerIdOf({ ...template.offer, work }));
  vi.mocked(usePublished).mockReturnValue(found(new Set(offered.slice(0, 95))));
  const page = renderPage(section, { chain: fakeChain(), walletChainId: 31337 });
  expect(await screen.findByRole("button", { name: "Publish 4 offers" })).toBeDefined();
  page.unmount();
  vi.mocked(usePublished).mockReturnValue(found(new Set(offered)));
  renderPage(section, { chain: fakeChain(), walletChainId: 31337 });
  expect(await screen.findByText("All 99 are offered so")).toBeDefined();
});
