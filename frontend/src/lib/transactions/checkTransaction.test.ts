import { type PublicClient, TransactionNotFoundError, TransactionReceiptNotFoundError } from "viem";
import { describe, expect, it } from "vitest";
import { recordFixture } from "../../testing/fixtures.ts";
import { checkTransaction } from "./check.ts";

const record = recordFixture();
const now = record.createdAt + 20_000;

type Mined = {
  hash: string;
  nonce: number;
  block: number;
  status?: "success" | "reverted";
  to?: string;
  data?: string;
  value?: bigint;
};

/** A chain of ten blocks with these transactions of the account in it; `pool` are those still waiting. */
function chainWith(
  mined: readonly Mined[],
  pool: readonly string[] = [],
  blockHash = (block: number) => `0xb${block}`,
) {
  const transaction = (one: Mined) => ({
    hash: one.hash,
    from: record.account,
    nonce: one.nonce,
    to: one.to ?? record.request.to,
    input: one.data ?? record.request.data,
    value: one.value ?? 0n,
  });
  const blockOf = (number: number) => ({
    number: BigInt(number),
    timestamp: BigInt(number * 12),
    transactions: mined.filter((one) => one.block === number).map(transaction),
  });
  return {
    getBlockNumber: async () => 10n,
    getBlock: async ({ blockNumber, blockHash: hash }: { blockNumber?: bigint; blockHash?: string }) =>
      blockOf(hash === undefined ? Number(blockNumber) : Number(hash.replace(/\D/g, ""))),
    getTransactionCount: async ({ blockNumber = 10n }: { blockNumber?: bigint }) =>
      Math.max(0, ...mined.filter((one) => one.block <= Number(blockNumber)).map((one) => one.nonce + 1)),
    getTransactionReceipt: async ({ hash }: { hash: `0x${string}` }) => {
      const one = mined.find((candidate) => candidate.hash === hash);
      if (!one) throw new TransactionReceiptNotFoundError({ hash });
      return {
        status: one.status ?? "success",
        blockHash: blockHash(one.block),
        blockNumber: BigInt(one.block),
        gasUsed: 30_000n,
        effectiveGasPrice: 2n,
        logs: [],
      };
    },
    getTransaction: async ({ hash }: { hash: `0x${string}` }) => {
      const one = mined.find((candidate) => candidate.hash === hash);
      if (!one && !pool.includes(hash)) throw new TransactionNotFoundError({ hash });
      return one ? transaction(one) : { hash, nonce: record.nonce };
    },
    call: async () => {
      throw new Error("execution reverted");
    },
  } as unknown as PublicClient;
}

describe("checkTransaction", () => {
  it("finds a confirmed transaction with its block, time and fee", async () => {
    const patch = await checkTransaction(chainWith([{ hash: "0x0a", nonce: 4, block: 7 }]), record, { now });
    expect(patch).toMatchObject({ status: "confirmed", inclusion: { block: 7n, time: 84n, fee: 60_000n } });
  });

  it("says why a transaction reverted", async () => {
    const chain = chainWith([{ hash: "0x0a", nonce: 4, block: 7, status: "reverted" }]);
    const patch = await checkTransaction(chain, record, { now });
    expect(patch.status).toBe("reverted");
    expect(patch.sentence).toBeTruthy();
  });

  it("leaves a waiting transaction as it is", async () => {
    const patch = await checkTransaction(chainWith([], ["0x0a"]), record, { now });
    expect(patch).toEqual({ status: "submitted", nonce: 4, knownAt: now });
  });

  it("C02 says that a transaction was dropped once the network has forgotten it for a while", async () => {
    const known = { ...record, knownAt: now };
    expect(await checkTransaction(chainWith([]), known, { now: now + 10_000 })).toEqual({});
    expect((await checkTransaction(chainWith([]), known, { now: now + 16_000 })).status).toBe("dropped");
  });

  it("C02 is patient with a wallet that sends by private ways", async () => {
    expect(await checkTransaction(chainWith([]), record, { now: record.createdAt + 100_000 })).toEqual({});
    expect((await checkTransaction(chainWith([]), record, { now: record.createdAt + 181_000 })).status).toBe("dropped");
  });

  it("takes up a dropped transaction that turns up again", async () => {
    const dropped = { ...record, status: "dropped" as const };
    expect((await checkTransaction(chainWith([], ["0x0a"]), dropped, { now })).status).toBe("submitted");
    const mined = chainWith([{ hash: "0x0a", nonce: 4, block: 9 }]);
    expect((await checkTransaction(mined, dropped, { now })).status).toBe("confirmed");
  });

  it("C03 follows the same transaction sent again with a higher fee", async () => {
    const chain = chainWith([{ hash: "0x0b", nonce: 4, block: 8 }]);
    const patch = await checkTransaction(chain, record, { now });
    expect(patch).toMatchObject({
      status: "confirmed",
      hash: "0x0b",
      sentence: "You sent it again with a higher fee.",
    });
  });

  it("C03 tells a cancellation", async () => {
    const chain = chainWith([{ hash: "0x0c", nonce: 4, block: 8, to: record.account, data: "0x" }]);
    const patch = await checkTransaction(chain, record, { now });
    expect(patch.status).toBe("replaced");
    expect(patch.sentence).toMatch(/You cancelled it/);
  });

  it("C03 tells a replacement by another call", async () => {
    const chain = chainWith([{ hash: "0x0c", nonce: 4, block: 8, data: "0x02" }]);
    const patch = await checkTransaction(chain, record, { now });
    expect(patch.status).toBe("replaced");
    expect(patch.sentence).toMatch(/did not happen/);
  });

  it("C03 finds the replacement among many blocks by the nonce", async () => {
    const others = [0, 1, 2, 3].map((nonce) => ({ hash: `0xf${nonce}`, nonce, block: nonce + 1, data: "0xff" }));
    const chain = chainWith([...others, { hash: "0x0b", nonce: 4, block: 6 }, { hash: "0x0d", nonce: 5, block: 9 }]);
    expect(await checkTransaction(chain, record, { now })).toMatchObject({ hash: "0x0b", inclusion: { block: 6n } });
  });

  it("C01 puts a confirmed transaction back to waiting when its block is gone", async () => {
    const inclusion = { block: 7n, blockHash: "0xb7" as const, time: 84n, fee: 1n, logs: [] };
    const confirmed = { ...record, status: "confirmed" as const, inclusion, acknowledged: true };
    const patch = await checkTransaction(chainWith([], ["0x0a"]), confirmed, { now });
    expect(patch).toMatchObject({ status: "submitted", inclusion: undefined, acknowledged: false });
    expect(patch.sentence).toMatch(/dropped the block/);
  });

  it("C01 notices that a transaction moved to another block, and nothing new in the same", async () => {
    const inclusion = { block: 7n, blockHash: "0xb7" as const, time: 84n, fee: 1n, logs: [] };
    const confirmed = { ...record, status: "confirmed" as const, inclusion };
    const mined = [{ hash: "0x0a", nonce: 4, block: 7 }];
    expect(await checkTransaction(chainWith(mined), confirmed, { now })).toEqual({});
    const moved = await checkTransaction(chainWith([{ hash: "0x0a", nonce: 4, block: 8 }]), confirmed, { now });
    expect(moved.inclusion?.block).toBe(8n);
  });

  it("W02 finds what was signed after the page was closed", async () => {
    const asked = { ...record, status: "signing" as const, hash: undefined };
    expect(await checkTransaction(chainWith([]), asked, { now })).toEqual({});
    const patch = await checkTransaction(chainWith([{ hash: "0x0e", nonce: 4, block: 5 }]), asked, { now });
    expect(patch).toMatchObject({ status: "confirmed", hash: "0x0e" });
  });

  it("W02 tells when the wallet has sent something else instead", async () => {
    const asked = { ...record, status: "signing" as const, hash: undefined };
    const chain = chainWith([{ hash: "0x0e", nonce: 4, block: 5, data: "0x02" }]);
    expect((await checkTransaction(chain, asked, { now })).status).toBe("failed");
  });

  it("C06 does not guess when the chain does not answer", async () => {
    const silent = {
      getTransactionReceipt: async () => {
        throw new Error("429");
      },
    } as unknown as PublicClient;
    await expect(checkTransaction(silent, record, { now })).rejects.toThrow("429");
  });
});
