import { timestampsAbi } from "@colophon/sdk/abi";
import { screen } from "@testing-library/react";
import { encodeAbiParameters, encodeEventTopics, type Hex, numberToHex } from "viem";
import { describe, expect, it } from "vitest";
import { parseQuestion } from "../../lib/questions.ts";
import { fakeChain } from "../../testing/fakeChain.ts";
import { configFixture } from "../../testing/fixtures.ts";
import { renderPage, testAccount } from "../../testing/renderPage.tsx";
import { QuestionAnswer } from "./QuestionAnswer.tsx";

const deployment = configFixture.chains[0]?.deployment;
const sent: Hex = `0x${"0a".repeat(32)}`;
const commitment: Hex = `0x${"c0".repeat(32)}`;

/** A node whose block 7 has one transaction, which stamped a commitment, or failed. */
function chainWith(status: "0x1" | "0x0") {
  const log = {
    address: deployment?.contracts.timestamps.address,
    topics: encodeEventTopics({
      abi: timestampsAbi,
      eventName: "Commit",
      args: { timePoint: 1n, from: testAccount, commitment },
    }),
    data: encodeAbiParameters([{ type: "bytes" }], ["0x"]),
    blockNumber: "0x7",
    blockHash: `0x${"b7".repeat(32)}`,
    transactionHash: sent,
    transactionIndex: "0x0",
    logIndex: "0x0",
    removed: false,
  };
  return fakeChain({
    eth_getTransactionReceipt: ([hash]) =>
      hash === sent
        ? {
            transactionHash: sent,
            transactionIndex: "0x0",
            blockHash: `0x${"b7".repeat(32)}`,
            blockNumber: "0x7",
            from: testAccount,
            to: deployment?.contracts.timestamps.address,
            status,
            logs: status === "0x1" ? [log] : [],
            logsBloom: "0x",
            cumulativeGasUsed: "0x1",
            gasUsed: "0x1",
            effectiveGasPrice: numberToHex(1),
            type: "0x2",
            contractAddress: null,
          }
        : null,
  });
}

const answer = (text: string) => {
  const parsed = parseQuestion(text, deployment);
  if (!parsed.ok) throw new Error(parsed.error);
  return <QuestionAnswer question={parsed.question} />;
};

describe("QuestionAnswer", () => {
  it("says what a transaction recorded, from an explorer's link", async () => {
    renderPage(answer(`https://explorer.example/tx/${sent}`), { chain: chainWith("0x1") });
    expect(await screen.findByText("This transaction recorded something here.")).toBeDefined();
    expect(screen.getByRole("link", { name: "See the stamp" }).getAttribute("href")).toBe(`/prove/${commitment}`);
  });

  it("asks for a transaction too when 32 bytes have no name, and does not call them an unknown digest", async () => {
    renderPage(answer(sent), { chain: chainWith("0x1") });
    expect(await screen.findByText("This transaction recorded something here.")).toBeDefined();
    expect(screen.queryByText(/nothing with this value/)).toBeNull();
  });

  it("says that a failed transaction left nothing", async () => {
    renderPage(answer(sent), { chain: chainWith("0x0") });
    expect(await screen.findByText(/the chain undid it/)).toBeDefined();
  });

  it("never asks for a transaction when the text names a SHA-256", async () => {
    renderPage(answer(`sha256:${sent.slice(2)}`), { chain: chainWith("0x1") });
    expect(await screen.findByText("Not found")).toBeDefined();
  });

  it("leads an account to its portfolio", async () => {
    renderPage(answer(testAccount), { chain: fakeChain() });
    const link = await screen.findByRole("link", { name: "See their page" });
    expect(link.getAttribute("href")).toBe(`/person/${testAccount}`);
  });
});
