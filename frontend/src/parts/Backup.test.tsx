import { createManifest, createOpening } from "@colophon/sdk";
import { createKey, openBackup } from "@colophon/sdk/vault";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { sha256, stringToBytes } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { countOnlyHere, makeBackup, noteBackup, readHoldings, restoreBackup } from "../lib/backup.ts";
import { keepDocument } from "../lib/keptDocuments.ts";
import { keepOpenings, keptOpenings } from "../lib/openings.ts";
import { keptQuotes } from "../lib/quotes.ts";
import { keptTexts } from "../lib/storage.ts";
import { keptDocuments } from "../lib/useFinding.ts";
import { fakeChain } from "../testing/fakeChain.ts";
import { deploymentFixture } from "../testing/fixtures.ts";
import { renderPage, testAccount } from "../testing/renderPage.tsx";
import { Backup } from "./Backup.tsx";

const opening = createOpening({
  chainId: 31337,
  timestamps: deploymentFixture.contracts.timestamps.address,
  claimant: testAccount,
  manifest: createManifest({
    files: [{ path: "secret-title.txt", size: 1, sha256: `0x${"ab".repeat(32)}`, blake3: `0x${"cd".repeat(32)}` }],
  }),
});
const deed = stringToBytes("The text of a licence");
const stores = [keptOpenings, keptDocuments, keptQuotes];

/** As on a new machine: nothing is kept. */
async function forgetAll() {
  for (const store of stores) for (const key of await store.keys()) await store.delete(key);
  keptTexts.removeItem("colophon.backup");
}

beforeEach(async () => {
  await forgetAll();
  await keepOpenings([{ opening, name: "secret-title.txt" }]);
  await keepDocument(deed);
});

afterEach(forgetAll);

describe("a copy of everything", () => {
  it("is put back on a new machine with its key, whole, and tells nothing without it", async () => {
    const { key, recipient } = await createKey();
    const before = await keptOpenings.get(opening.commitment);
    const { name, bytes } = await makeBackup({ recipients: [recipient] });
    expect(name).toMatch(/^colophon-\d{4}-\d\d-\d\d\.age$/);
    expect(new TextDecoder().decode(bytes)).not.toContain("secret-title");
    await forgetAll();
    expect(await readHoldings()).toEqual([]);
    const other = await createKey();
    await expect(restoreBackup(bytes, { keys: [other.key] })).rejects.toThrow("locked for another one");
    const restored = await restoreBackup(bytes, { keys: [key] });
    expect(restored.added.map(({ name: box, count }) => [box, count])).toEqual([
      ["openings", 1],
      ["documents", 1],
    ]);
    expect(await keptOpenings.get(opening.commitment)).toEqual(before);
    expect(await keptDocuments.get(sha256(deed))).toEqual(deed);
  });

  it("changes nothing that is here, and counts it", async () => {
    const { key, recipient } = await createKey();
    const { bytes } = await makeBackup({ recipients: [recipient] });
    await keptOpenings.update(opening.commitment, (kept) => kept && { ...kept, downloaded: true });
    expect(await restoreBackup(bytes, { keys: [key] })).toMatchObject({ added: [], here: 2, refused: 0 });
    expect((await keptOpenings.get(opening.commitment))?.downloaded).toBe(true);
  });

  it("leaves out what was damaged before it was copied, and restores the rest", async () => {
    const { key, recipient } = await createKey();
    await keptDocuments.set(`0x${"00".repeat(32)}`, deed);
    const { bytes } = await makeBackup({ recipients: [recipient] });
    await forgetAll();
    expect(await restoreBackup(bytes, { keys: [key] })).toMatchObject({ refused: 1 });
    expect(await keptDocuments.keys()).toEqual([sha256(deed)]);
  });

  it("has every box that this browser keeps for a person, but for what the chain has too", async () => {
    const sources = import.meta.glob<string>("../**/*.ts", { query: "?raw", import: "default", eager: true });
    const named = Object.entries(sources).flatMap(([path, text]) =>
      path.includes(".test.")
        ? []
        : [...text.matchAll(/createDurableStore<\w+>\("([\w-]+)"\)/g)].map(([, name]) => name),
    );
    const onTheChain = ["transactions", "licences-seen"];
    const { key, recipient } = await createKey();
    const { bytes } = await makeBackup({ recipients: [recipient] });
    const { boxes } = JSON.parse(new TextDecoder().decode(await openBackup(bytes, { keys: [key] })));
    expect(named.length).toBeGreaterThan(8);
    expect([...Object.keys(boxes), ...onTheChain].sort()).toEqual(named.sort());
  });

  it("counts the proofs that are in no file until a copy was saved", async () => {
    expect(await countOnlyHere()).toBe(1);
    await keptOpenings.update(opening.commitment, (kept) => kept && { ...kept, createdAt: 1_000 });
    noteBackup();
    expect(await countOnlyHere()).toBe(0);
  });
});

it("saves and restores by a passphrase on the page, and says what became of it", async () => {
  const saved: Blob[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    saved.push(blob as Blob);
    return "blob:copy";
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
  renderPage(<Backup />, { chain: fakeChain() });
  expect(await screen.findByText(/This browser keeps 1 proof and 1 licence text/)).toBeDefined();
  expect(screen.getByText("One proof exists only here")).toBeDefined();
  const passphrase = "harbour salt almanac tide";
  await userEvent.type(screen.getByLabelText("Passphrase"), passphrase);
  await userEvent.type(screen.getByLabelText("The same passphrase again"), "another");
  expect(screen.getByText("These two are not the same.")).toBeDefined();
  await userEvent.clear(screen.getByLabelText("The same passphrase again"));
  await userEvent.type(screen.getByLabelText("The same passphrase again"), passphrase);
  await userEvent.click(screen.getByRole("button", { name: "Save the copy" }));
  expect(
    await screen.findByText("Saved. Keep it apart from this device.", undefined, { timeout: 60_000 }),
  ).toBeDefined();

  await forgetAll();
  const [blob] = saved;
  const file = new File([blob ?? ""], "colophon-2026-03-12.age");
  await userEvent.upload(screen.getByTestId("choose-files"), file);
  await userEvent.type(await screen.findByLabelText("Its passphrase"), passphrase);
  await userEvent.click(screen.getByRole("button", { name: "Put it back" }));
  expect(
    await screen.findByText(/New in this browser: 1 proof and 1 licence text/, undefined, { timeout: 60_000 }),
  ).toBeDefined();
  expect((await keptOpenings.get(opening.commitment))?.name).toBe("secret-title.txt");
}, 150_000);
