import { batchOpenings, createManifest, createOpening, type Opening, parseOpening, readZip } from "@colophon/sdk";
import { timestampsAbi } from "@colophon/sdk/abi";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { encodeAbiParameters, encodeEventTopics, type Hex, numberToHex, pad, toHex } from "viem";
import { beforeEach, expect, it, vi } from "vitest";
import { keptOpenings } from "../../lib/openings.ts";
import { fakeChain } from "../../testing/fakeChain.ts";
import { deploymentFixture } from "../../testing/fixtures.ts";
import { renderPage, testAccount } from "../../testing/renderPage.tsx";
import { ProofPage } from "./ProofPage.tsx";
import { StampedFiles } from "./StampedFiles.tsx";

const timestamps = deploymentFixture.contracts.timestamps.address;
const openingOf = (path: string, n: number) =>
  createOpening({
    chainId: 31337,
    timestamps,
    claimant: testAccount,
    manifest: createManifest({
      files: [{ path, size: 1, sha256: pad(toHex(n + 1), { size: 32 }), blake3: pad(toHex(n + 1), { size: 32 }) }],
    }),
  });
const keep = (opening: Opening, name: string, stamped: Hex, downloaded = false) =>
  keptOpenings.set(opening.commitment, { opening, name, stamped, createdAt: 1, downloaded, group: "folder300" });

/** A chain that has no stamp at first, and has one in its next block once `stamp` was called. */
function laterStamped(commitment: Hex) {
  let stamped = false;
  const log = {
    address: timestamps,
    topics: encodeEventTopics({
      abi: timestampsAbi,
      eventName: "Commit",
      args: { timePoint: 1_773_324_309n, from: testAccount, commitment },
    }),
    data: encodeAbiParameters([{ type: "bytes" }], ["0x"]),
    blockNumber: "0x8",
    blockHash: `0x${"b8".repeat(32)}`,
    blockTimestamp: numberToHex(1_773_324_309),
    transactionHash: `0x${"0a".repeat(32)}`,
    transactionIndex: "0x0",
    logIndex: "0x0",
    removed: false,
  };
  const before = fakeChain();
  const chain = fakeChain({
    eth_getLogs: () => (stamped ? [log] : []),
    eth_getBlockByNumber: async () => {
      const block = await before.request({ method: "eth_getBlockByNumber" });
      return stamped ? Object.assign({}, block, { number: "0x8", hash: log.blockHash }) : block;
    },
  });
  return { chain, stamp: () => (stamped = true) };
}

beforeEach(async () => {
  for (const { opening } of await keptOpenings.values()) await keptOpenings.delete(opening.commitment);
});

it("brings the stamp before the eye and the focus, and ticks no package that was never saved", async () => {
  const opening = openingOf("a.txt", 0);
  await keep(opening, "a.txt", opening.commitment);
  const { chain, stamp } = laterStamped(opening.commitment);
  renderPage(<ProofPage stamped={opening.commitment} />, { chain, walletChainId: 31337 });
  await screen.findByRole("heading", { name: "Stamp it" });
  stamp();
  const outcome = await screen.findByRole(
    "heading",
    { name: /you can show that you held exactly this file/ },
    { timeout: 9_000 },
  );
  await waitFor(() => expect(document.activeElement).toBe(outcome));
  const steps = within(screen.getByRole("navigation", { name: "Steps of the proof" }));
  expect(steps.getByText(/Stamp/).textContent).toContain("done");
  expect(steps.getByText(/Keep the proof/).textContent).not.toContain("done");
  expect(screen.getByText(/Not saved yet/)).toBeDefined();
}, 15_000);

it("calls a batch by its folder, and lets each of 300 files be registered and certified", async () => {
  const batch = batchOpenings(Array.from({ length: 300 }, (_, i) => openingOf(`IMG_${i}.jpg`, i)));
  const openings = batch.openings.map((opening) => ({
    opening,
    name: opening.manifest.files[0]?.path ?? "",
    stamped: batch.commitment,
    createdAt: 1,
    downloaded: true,
  }));
  renderPage(<StampedFiles openings={openings} captured />, { chain: fakeChain() });
  await userEvent.click(screen.getByRole("button", { name: "Show all" }));
  expect(screen.getAllByRole("link", { name: /^Register IMG_/ })).toHaveLength(300);
  expect(screen.getAllByRole("link", { name: /^Certificate of IMG_/ })).toHaveLength(300);
  await userEvent.type(screen.getByRole("textbox", { name: /Look for a name/ }), "_29");
  expect(screen.getByRole("status").textContent).toBe("11 files found.");
});

it("saves one package before the stamp, and notes that it is not complete yet", async () => {
  const opening = openingOf("secret.txt", 0);
  await keep(opening, "secret.txt", opening.commitment);
  const saved: { name: string; blob: Blob }[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    saved.push({ name: "", blob: blob as Blob });
    return "blob:package";
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    const last = saved.at(-1);
    if (last) last.name = this.download;
  });
  renderPage(<ProofPage stamped={opening.commitment} />, { chain: fakeChain(), walletChainId: 31337 });
  await userEvent.click(await screen.findByRole("button", { name: "Save the proof package" }));
  expect(await screen.findByText("Saved. This page has a copy until you close it.")).toBeDefined();
  const [download] = saved;
  expect(download?.name).toBe(`proof-${opening.commitment.slice(2, 10)}.colophon.zip`);
  const entries = await readZip(download?.blob ?? new Blob());
  expect(entries?.map(({ name }) => name)).toEqual(["READ-ME.colophon.txt", "proof.colophon.json"]);
  expect(parseOpening(await (await entries?.[1]?.unpack())?.text())).toEqual(opening);
  expect(await keptOpenings.get(opening.commitment)).toMatchObject({ downloaded: true, complete: false });
});
