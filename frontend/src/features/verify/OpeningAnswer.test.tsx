import { createManifest, createOpening } from "@colophon/sdk";
import { timestampsAbi } from "@colophon/sdk/abi";
import { screen } from "@testing-library/react";
import { encodeAbiParameters, encodeEventTopics, numberToHex } from "viem";
import { describe, expect, it } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { configFixture } from "../../testing/fixtures.ts";
import { renderPage, testAccount } from "../../testing/renderPage.tsx";
import { OpeningAnswer } from "./OpeningAnswer.tsx";
import { HashAnswer } from "./QuestionAnswer.tsx";

const timestamps = configFixture.chains[0]?.deployment.contracts.timestamps.address ?? "0x";
const file = { path: "essay.txt", size: 3, sha256: `0x${"3".repeat(64)}`, blake3: `0x${"4".repeat(64)}` } as const;
const opening = createOpening({
  chainId: 31337,
  timestamps,
  claimant: testAccount,
  manifest: createManifest({ files: [file] }),
});

/** A chain on which a commitment was stamped in its block 7. */
function stampedChain(commitment: `0x${string}`) {
  const time = 1_773_324_309n;
  const topics = encodeEventTopics({
    abi: timestampsAbi,
    eventName: "Commit",
    args: { timePoint: time, from: testAccount, commitment },
  });
  const log = {
    address: timestamps,
    topics,
    data: encodeAbiParameters([{ type: "bytes" }], ["0x"]),
    blockNumber: "0x7",
    blockHash: `0x${"b7".repeat(32)}`,
    blockTimestamp: numberToHex(time),
    transactionHash: `0x${"0a".repeat(32)}`,
    transactionIndex: "0x0",
    logIndex: "0x0",
    removed: false,
  };
  return fakeChain({
    eth_getLogs: (params) =>
      JSON.stringify(params).toLowerCase().includes(commitment) &&
      JSON.stringify(params).toLowerCase().includes(timestamps)
        ? [log]
        : [],
    eth_call: () => {
      // No work is registered: ERC721NonexistentToken(0).
      throw Object.assign(new Error("execution reverted"), { code: 3, data: `0x7e273289${"0".repeat(64)}` });
    },
  });
}

const answer = (files?: readonly (typeof file)[], patch = {}) => (
  <OpeningAnswer opening={{ ...opening, ...patch }} files={files} />
);

describe("OpeningAnswer", () => {
  it("says by when the claimant held the files, once they were compared", async () => {
    renderPage(answer([file]), { chain: stampedChain(opening.commitment) });
    expect(await screen.findByText("Found")).toBeDefined();
    expect(screen.getByText(/The claimant held exactly this file no later than/).textContent).toContain(
      "12 March 2026, 14:05:09 UTC",
    );
    expect(screen.getByText(/It does not prove who made/)).toBeDefined();
  });

  it("does not speak of the files before they were compared", async () => {
    renderPage(answer(), { chain: stampedChain(opening.commitment) });
    expect(await screen.findByText(/The claimant held the file described below/)).toBeDefined();
    expect(screen.getByText(/only words until you compare it/)).toBeDefined();
  });

  it("W11 says so when one byte of a file differs", async () => {
    const changed = { ...file, sha256: `0x${"5".repeat(64)}` } as unknown as typeof file;
    renderPage(answer([changed]), { chain: stampedChain(opening.commitment) });
    expect(await screen.findByText(/not exactly those that were stamped/)).toBeDefined();
    expect(screen.queryByText("Found")).toBeNull();
  });

  it("marks what is hidden in the name of a stranger's file", async () => {
    const other = { ...file, path: "almanac\u202egpj.exe", sha256: `0x${"5".repeat(64)}` } as unknown as typeof file;
    renderPage(answer([file, other]), { chain: stampedChain(opening.commitment) });
    expect(await screen.findByText(/⟦U\+202E⟧gpj\.exe/)).toBeDefined();
  });

  it("says so when it was never stamped", async () => {
    renderPage(answer([file]), { chain: stampedChain(`0x${"9".repeat(64)}`) });
    expect(await screen.findByText(/never stamped on Local chain/)).toBeDefined();
    expect(screen.queryByText("Found")).toBeNull();
  });

  it.each([
    ["salt", { salt: `0x${"7".repeat(64)}` }],
    ["claimant", { claimant: `0x${"7".repeat(40)}` }],
    ["content root", { contentRoot: `0x${"7".repeat(64)}` }],
  ])("R02 does not open with another %s", async (_, patch) => {
    renderPage(answer([file], patch), { chain: stampedChain(opening.commitment) });
    expect(await screen.findByText("This opening file does not open.")).toBeDefined();
    expect(screen.queryByText("Found")).toBeNull();
  });

  it("R06 names both chains when it is for another", async () => {
    const elsewhere = createOpening({ ...opening, chainId: 1 });
    renderPage(<OpeningAnswer opening={elsewhere} files={undefined} />, { chain: stampedChain(opening.commitment) });
    expect((await screen.findByText(/chain number 1;/)).textContent).toContain("31337");
    expect(screen.getByText("Cannot know")).toBeDefined();
  });

  it("C06 cannot know when the chain does not answer", async () => {
    const silent = fakeChain({
      eth_getBlockByNumber: () => {
        throw Object.assign(new Error("busy"), { code: -32005 });
      },
    });
    renderPage(answer([file]), { chain: silent });
    expect(await screen.findByText("Cannot know")).toBeDefined();
    expect(screen.queryByText("Not found")).toBeNull();
  });
});

describe("HashAnswer", () => {
  it("finds a stamp by its commitment, and does not pretend to know what is inside", async () => {
    renderPage(<HashAnswer digest={opening.commitment} licence={undefined} transaction={undefined} />, {
      chain: stampedChain(opening.commitment),
    });
    expect(await screen.findByText(/This was stamped by/)).toBeDefined();
    expect(screen.getByText(/only its opening file can show/)).toBeDefined();
  });

  it("says what not found means", async () => {
    renderPage(<HashAnswer digest={file.sha256} licence={undefined} transaction={undefined} />, {
      chain: stampedChain(opening.commitment),
    });
    expect(await screen.findByText("Not found")).toBeDefined();
    expect(screen.getByText(/That does not mean that nobody has stamped it/)).toBeDefined();
  });
});
