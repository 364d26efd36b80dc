import { TransactionReceiptNotFoundError } from "viem";
import { describe, expect, it } from "vitest";
import { recordFixture } from "../../testing/fixtures.ts";
import type { ChainClient } from "../chainClient.ts";
import { type CallsStatus, checkBundle, checkTransaction } from "./check.ts";

const now = 2_000_000;
const record = recordFixture({ hash: undefined, bundle: { id: "0x0b", steps: 2 }, createdAt: now - 1_000 });
const ours = { address: "0x0000000000000000000000000000000000000001", data: "0x01", topics: ["0xAA"] } as const;
const others = { ...ours, data: "0x02" };

function chain(status: "success" | "reverted" | "missing") {
  return {
    getTransactionReceipt: async ({ hash }: { hash: `0x${string}` }) => {
      if (status === "missing") throw new TransactionReceiptNotFoundError({ hash });
      const block = { blockHash: "0x0c", blockNumber: 7n };
      return { ...block, status, gasUsed: 2n, effectiveGasPrice: 3n, logs: [others, { ...ours, topics: ["0xaa"] }] };
    },
    getBlock: async () => ({ timestamp: 99n }),
  } as unknown as ChainClient;
}

function answer(status: CallsStatus["status"], statusCode: number): CallsStatus {
  const receipt = { transactionHash: "0x0d", status: "success", logs: [ours] };
  return { status, statusCode, receipts: statusCode === 400 ? [] : [receipt] } as unknown as CallsStatus;
}

const check = (given: CallsStatus | null | undefined, client = chain("success"), patch = {}) =>
  checkBundle(client, { ...record, ...patch }, async () => given, now);

describe("checkBundle", () => {
  it("takes a bundle for done once the chain has it, and keeps only our part of a shared transaction", async () => {
    expect(await check(answer("success", 200))).toEqual({
      status: "confirmed",
      hash: "0x0d",
      inclusion: { block: 7n, blockHash: "0x0c", time: 99n, fee: 6n, logs: [{ ...ours, topics: ["0xaa"] }] },
      sentence: undefined,
    });
  });

  it("does not take the wallet's word against the chain", async () => {
    expect(await check(answer("success", 200), chain("missing"))).toEqual({ status: "submitted" });
    expect(await check(answer("success", 200), chain("reverted"))).toMatchObject({ status: "reverted" });
  });

  it("asks the person to look where the wallet calls it done and nothing shows it for minutes", async () => {
    const old = { createdAt: now - 181_000 };
    const withoutReceipts = { ...answer("success", 200), receipts: [] };
    expect(await check(withoutReceipts)).toEqual({});
    for (const patch of [
      await check(withoutReceipts, chain("success"), old),
      await check(answer("success", 200), chain("missing"), old),
    ])
      expect(patch).toMatchObject({ status: "unknown", sentence: expect.stringMatching(/this node does not show it/) });
    const lost = { ...old, status: "unknown" } as const;
    expect(await check(answer("success", 200), chain("success"), lost)).toMatchObject({ status: "confirmed" });
  });

  it.each([
    [400, "failed", /did not get it onto the network. Nothing happened/],
    [500, "reverted", /Nothing happened besides the network's fee/],
    [600, "reverted", /only a part of it/],
  ])("says what a failure with code %i means", async (code, status, words) => {
    const patch = await check(answer("failure", code));
    expect(patch.status).toBe(status);
    expect(patch.sentence).toMatch(words);
  });

  it("waits while the wallet does, or cannot be asked", async () => {
    expect(await check(answer("pending", 100))).toEqual({ status: "submitted", knownAt: now });
    expect(await check(undefined)).toEqual({});
  });

  it("gives up a bundle that the wallet has forgotten, but not one that it may still be asking about", async () => {
    expect(await check(null)).toEqual({});
    expect(await check(null, chain("success"), { createdAt: now - 181_000 })).toMatchObject({ status: "unknown" });
    expect(await check(null, chain("success"), { createdAt: 0, status: "signing" })).toEqual({});
  });

  it("asks the person to look when the wallet that took it is gone, and goes on looking", async () => {
    const gone = await check(undefined, chain("success"), { createdAt: now - 181_000 });
    expect(gone).toMatchObject({ status: "unknown", sentence: expect.stringMatching(/Connect it again/) });
    const patch = { status: "unknown" } as const;
    expect(await check(undefined, chain("success"), patch)).toEqual({});
    expect(await check(answer("success", 200), chain("success"), patch)).toMatchObject({ status: "confirmed" });
  });

  it("does not take a bundle that was done in part for done because the transaction around it is", async () => {
    for (const status of ["reverted", "failed"] as const) {
      const part = recordFixture({ bundle: { id: "0x0b", steps: 2 }, hash: "0x0d", status });
      expect(await checkTransaction(chain("success"), part, { now })).toEqual({});
    }
  });

  it("asks the wallet again when the chain loses the block", async () => {
    const known = recordFixture({ bundle: { id: "0x0b", steps: 2 }, hash: "0x0d", status: "confirmed" });
    const inclusion = { block: 7n, blockHash: "0x0c", time: 99n, fee: 6n, logs: [] } as const;
    const patch = await checkTransaction(chain("missing"), { ...known, inclusion }, { now });
    expect(patch).toMatchObject({ status: "submitted", hash: undefined, inclusion: undefined });
  });
});
