import { createManifest, createOpening } from "@colophon/sdk";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { keptOpenings } from "../../../lib/openings.ts";
import { fakeChain } from "../../../testing/fakeChain.ts";
import { deploymentFixture } from "../../../testing/fixtures.ts";
import { renderPage, testAccount } from "../../../testing/renderPage.tsx";
import { StampPanel } from "./StampPanel.tsx";

const opening = createOpening({
  chainId: 31337,
  timestamps: deploymentFixture.contracts.timestamps.address,
  claimant: testAccount,
  manifest: createManifest({
    files: [{ path: "a.txt", size: 1, sha256: `0x${"1".repeat(64)}`, blake3: `0x${"2".repeat(64)}` }],
  }),
});

it("says so when the opening was saved and this device could not note it", async () => {
  URL.createObjectURL = () => "blob:saved";
  const update = vi.spyOn(keptOpenings, "update").mockRejectedValue(new DOMException("No room", "QuotaExceededError"));
  renderPage(<StampPanel opening={opening} name="a.txt" href="/register" declined={false} onDecline={() => {}} />, {
    chain: fakeChain(),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Save the proof package" }));
  expect((await screen.findByRole("alert")).textContent).toContain("could not be noted here");
  update.mockRestore();
});
