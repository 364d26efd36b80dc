import {
  type PublicClient,
  RpcRequestError,
  TransactionNotFoundError,
  TransactionReceiptNotFoundError,
  toEventHash,
} from "viem";
import { beforeEach, describe, expect, it } from "vitest";
import { recordFixture } from "../../testing/fixtures.ts";
import { checkTransaction } from "./check.ts";

const record = recordFixture();
const userOperationTopic = toEventHash("UserOperationEvent(bytes32,address,address,uint256,bool,uint256,uint256)");
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

const missing = { code: -32000, message: "missing trie node 1a2b (path )" };

/** The blocks whose state was asked for. */
let asked: number[] = [];

beforeEach(() => {
  asked = [];
});

/** A chain of ten blocks with these transactions of the account in it; `pool` are those still waiting. */
function chainWith(
  mined: readonly Mined[],
  pool: readonly string[] = [],
  {
    blockHash = (block: number) => `0xb${block}`,
    head = 10,
    /** How many blocks' state the node keeps. */
    keeps = Number.POSITIVE_INFINITY,
    code = undefined as string | undefined,
    logs = [] as unknown[],
  } = {},
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
    getBlockNumber: async () => BigInt(head),
    getCode: async () => code,
    getLogs: async () => logs,
    getBlock: async ({ blockNumber, blockHash: hash }: { blockNumber?: bigint; blockHash?: string } = {}) =>
      blockOf(hash === undefined ? Number(blockNumber ?? head) : Number(hash.slice(3))),
    getTransactionCount: async ({ blockNumber = BigInt(head) }: { blockNumber?: bigint }) => {
      asked.push(Number(blockNumber));
      if (Number(blockNumber) <= head - keeps) throw new RpcRequestError({ body: {}, url: "x", error: missing });
      return Math.max(0, ...mined.filter((one) => one.block <= Number(blockNumber)).map((one) => one.nonce + 1));
    },
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

  it("C01 finds that what a block refused, or another took the place of, went through in the chain that stayed", async () => {
    const mined = [{ hash: "0x0a", nonce: 4, block: 8 }];
    const inclusion = { block: 7n, blockHash: "0xb7", time: 84n, fee: 1n, logs: [] } as const;
    const refused = { ...record, status: "reverted", sentence: "Sold out.", inclusion } as const;
    const done = { status: "confirmed", inclusion: { block: 8n }, sentence: undefined };
    expect(await checkTransaction(chainWith(mined), refused, { now })).toMatchObject(done);
    expect(await checkTransaction(chainWith(mined), { ...record, status: "replaced" }, { now })).toMatchObject(done);
    expect(await checkTransaction(chainWith([]), refused, { now })).toMatchObject({ status: "submitted" });
    // A Safe's own refusal stands, though the transaction around it goes through wherever it is.
    expect(await checkTransaction(chainWith(mined, [], { code: "0x6080" }), refused, { now })).toEqual({});
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

  it.each([600, 1_300, 5_000, 200_000])("tells a cancellation %i blocks later", async (later) => {
    const head = 10 + later;
    const chain = chainWith([{ hash: "0x0c", nonce: 4, block: 8, to: record.account, data: "0x" }], [], { head });
    const patch = await checkTransaction(chain, record, { now });
    expect(patch).toMatchObject({ status: "replaced", sentence: expect.stringMatching(/You cancelled it/) });
    expect(asked.length).toBeLessThan(45);
  });

  it("notices a replacement at once on a node that keeps the state of 128 blocks", async () => {
    const mined = [{ hash: "0x0c", nonce: 4, block: 998, data: "0x02" }];
    const patch = await checkTransaction(chainWith(mined, [], { head: 1_000, keeps: 128 }), record, { now });
    expect(patch.status).toBe("replaced");
    expect(asked.every((block) => block > 872)).toBe(true);
  });

  it("finds it on such a node after a week too, near the time it was sent", async () => {
    // Blocks are 12 s apart, and it was sent at 1,000 s: in block 83.
    const mined = [{ hash: "0x0b", nonce: 4, block: 86 }];
    const chain = chainWith(mined, [], { head: 50_000, keeps: 128 });
    const patch = await checkTransaction(chain, record, { now: record.createdAt + 7 * 86_400_000 });
    expect(patch).toMatchObject({ status: "confirmed", hash: "0x0b" });
  });

  it("ends where the node cannot show it: the person is asked to look", async () => {
    const mined = [{ hash: "0x0b", nonce: 4, block: 9_000 }];
    const chain = chainWith(mined, [], { head: 50_000, keeps: 128 });
    const patch = await checkTransaction(chain, record, { now: record.createdAt + 7 * 86_400_000 });
    expect(patch).toMatchObject({ status: "unknown", sentence: expect.stringMatching(/before you ask again/) });
    expect(await checkTransaction(chain, { ...record, status: "unknown" }, { now: now * 2 })).toEqual({});
  });

  it("C06 does not take a busy node for one that has forgotten", async () => {
    const busy = new RpcRequestError({ body: {}, url: "x", error: { code: 429, message: "slow down" } });
    const chain = chainWith([{ hash: "0x0c", nonce: 4, block: 8 }], [], { head: 1_000 }) as unknown as {
      getTransactionCount: (at: { blockNumber?: bigint }) => Promise<number>;
    };
    const count = chain.getTransactionCount;
    chain.getTransactionCount = async (at) => {
      if (at.blockNumber !== undefined) throw busy;
      return count(at);
    };
    await expect(checkTransaction(chain as unknown as PublicClient, record, { now })).rejects.toBe(busy);
  });

  describe("an account that is a contract", () => {
    const safeNumber = `0x${"5a".repeat(32)}` as const;
    const safe = { ...record, hash: safeNumber };
    const code = "0x6080";
    const execution = (event: string, indexed: boolean) => ({
      topics: [toEventHash(event), ...(indexed ? [safeNumber] : [])],
      data: indexed ? "0x00" : `${safeNumber}00`,
      transactionHash: "0x0e",
    });

    it("never says that nothing happened: others may have to sign", async () => {
      const later = { now: record.createdAt + 10 * 86_400_000 };
      expect(await checkTransaction(chainWith([], [], { code }), safe, { now: record.createdAt + 9_000 })).toEqual({});
      const patch = await checkTransaction(chainWith([], [], { code }), safe, later);
      expect(patch).toMatchObject({
        status: "unknown",
        sentence: expect.stringMatching(/Other signers may have to agree/),
      });
      // Its own nonce says nothing, whatever it is.
      const busy = chainWith([{ hash: "0x0f", nonce: 90, block: 3 }], [], { code });
      expect((await checkTransaction(busy, safe, later)).status).toBe("unknown");
    });

    it.each([true, false])("finds what a Safe did once all have signed (indexed: %s)", async (indexed) => {
      const mined = [{ hash: "0x0e", nonce: 1, block: 9, to: "0x1" }];
      const done = chainWith(mined, [], { code, logs: [execution("ExecutionSuccess(bytes32,uint256)", indexed)] });
      const waiting = { ...safe, status: "unknown" as const };
      expect(await checkTransaction(done, waiting, { now })).toMatchObject({ status: "confirmed", hash: "0x0e" });
      const refused = chainWith(mined, [], { code, logs: [execution("ExecutionFailure(bytes32,uint256)", indexed)] });
      expect(await checkTransaction(refused, waiting, { now })).toMatchObject({ status: "reverted", hash: "0x0e" });
      const others = chainWith(mined, [], {
        code,
        logs: [{ topics: [toEventHash("X()")], data: "0x", transactionHash: "0x0e" }],
      });
      expect(await checkTransaction(others, waiting, { now })).toEqual({});
    });

    it("finds it on a node that tells of few blocks at a time, however long others took to sign", async () => {
      const mined = [{ hash: "0x0e", nonce: 1, block: 40_000, to: "0x1" }];
      const log = { ...execution("ExecutionSuccess(bytes32,uint256)", true), blockNumber: 40_000n, logIndex: 0 };
      const ranges: number[] = [];
      const chain = Object.assign(chainWith(mined, [], { code, head: 50_000 }), {
        getLogs: async ({ fromBlock, toBlock }: { fromBlock: bigint; toBlock: bigint }) => {
          ranges.push(Number(toBlock - fromBlock));
          const error = { code: -32005, message: "query exceeds max block range 2000" };
          if (toBlock - fromBlock >= 2_000n) throw new RpcRequestError({ body: {}, url: "x", error });
          return fromBlock <= 40_000n && 40_000n <= toBlock ? [log] : [];
        },
      });
      const sent = { ...safe, createdAt: 0, hash: `0x${"5a".repeat(32)}` as const };
      expect(await checkTransaction(chain, sent, { now })).toMatchObject({ status: "confirmed", hash: "0x0e" });
    });

    it.each([
      [true, "confirmed"],
      [false, "reverted"],
    ])(
      "finds what an account of ERC-4337 did, by what the entry point logs (%s), and believes nobody else",
      async (success, status) => {
        const number = `0x${success ? "4a" : "4b"}${"37".repeat(31)}` as const;
        const mined = [{ hash: "0x0e", nonce: 1, block: 9, to: "0x1" }];
        const asked: unknown[] = [];
        const told = (by: string) =>
          Object.assign(chainWith(mined, [], { code }), {
            getLogs: async ({ address, event, args }: { address: string; event: { name: string }; args?: object }) => {
              if (event.name !== "UserOperationEvent" || address !== by) return [];
              asked.push(args);
              return [{ args: { success }, topics: [userOperationTopic, number], data: "0x", transactionHash: "0x0e" }];
            },
          });
        const waiting = { ...record, hash: number, status: "unknown" as const };
        const entryPoint = "0x0000000071727De22E5E9d8BAf0edAc6f37da032";
        expect(await checkTransaction(told("0x0000000000000000000000000000000000000bad"), waiting, { now })).toEqual(
          {},
        );
        expect(await checkTransaction(told(entryPoint), waiting, { now })).toMatchObject({ status, hash: "0x0e" });
        expect(asked).toEqual([{ userOpHash: number, sender: record.account }]);
      },
    );

    it("asks the person to look where a node tells no logs", async () => {
      const silent = Object.assign(chainWith([], [], { code }), {
        getLogs: async () => {
          throw new RpcRequestError({
            body: {},
            url: "x",
            error: { code: -32601, message: "eth_getLogs is disabled" },
          });
        },
      });
      const later = { now: record.createdAt + 10 * 86_400_000 };
      expect(await checkTransaction(silent, { ...safe, hash: `0x${"5b".repeat(32)}` }, later)).toMatchObject({
        status: "unknown",
      });
    });

    it("is asked about when the page was closed while the wallet was asking", async () => {
      const closed = { ...record, status: "signing" as const, hash: undefined };
      expect((await checkTransaction(chainWith([], [], { code }), closed, { now })).status).toBe("unknown");
      // An account that delegates to code still has a nonce of its own.
      const delegating = chainWith([], [], { code: `0xef0100${"11".repeat(20)}` });
      expect(await checkTransaction(delegating, closed, { now })).toEqual({});
    });
  });

  it("does not say that nothing was paid where the fee was", async () => {
    const chain = chainWith([{ hash: "0x0a", nonce: 4, block: 7, status: "reverted" }]);
    const patch = await checkTransaction(chain, record, { now });
    expect(patch.sentence).toMatch(/nothing was paid but the network's fee/);
  });
});
