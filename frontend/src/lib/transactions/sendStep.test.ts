import { timestampsAbi } from "@colophon/sdk/abi";
import {
  type PublicClient,
  RpcRequestError,
  TransactionNotFoundError,
  TransactionReceiptNotFoundError,
  UserRejectedRequestError,
  type WalletClient,
} from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { recordFixture } from "../../testing/fixtures.ts";
import type { TransactionStep } from "./plan.ts";
import { quoteBundle } from "./quote.ts";
import { transactions } from "./record.ts";
import { type SendStepParameters, sendStep } from "./send.ts";

const { account, request, chainId } = recordFixture();
const call = { address: request.to, abi: timestampsAbi, functionName: "commit", args: [`0x${"1".repeat(64)}`] };
const step: TransactionStep = { call, says: ["Stamp it."], isDone: undefined };

function publicClient(counts = { latest: 4, pending: 4 }) {
  return {
    getBalance: async () => 10n ** 18n,
    call: vi.fn(async () => ({ data: "0x01" })),
    getCode: async () => undefined,
    getGasPrice: async () => 2n,
    getTransactionReceipt: async ({ hash }: { hash: `0x${string}` }) => {
      throw new TransactionReceiptNotFoundError({ hash });
    },
    getTransaction: async ({ hash }: { hash: `0x${string}` }) => {
      throw new TransactionNotFoundError({ hash });
    },
    estimateContractGas: async () => 30_000n,
    estimateFeesPerGas: async () => ({ maxFeePerGas: 3n, maxPriorityFeePerGas: 1n }),
    getBlock: async () => ({ baseFeePerGas: 1n }),
    getTransactionCount: async ({ blockTag }: { blockTag: "latest" | "pending" }) => counts[blockTag],
  } as unknown as PublicClient;
}

const sendTransaction = vi.fn<(request: { nonce?: number; gas?: bigint }) => Promise<`0x${string}`>>();

function parameters(patch: Partial<SendStepParameters> = {}): SendStepParameters {
  return {
    publicClient: publicClient(),
    getWallet: async () => ({ sendTransaction }) as unknown as WalletClient,
    chainId,
    account,
    intent: "stamp:0x01",
    title: "Stamp essay.txt",
    href: undefined,
    steps: [step],
    firstStep: 0,
    bundle: false,
    beforeSigning: undefined,
    ...patch,
  };
}

/** The part of the Web Locks API that is used, for one browser with several tabs. */
function fakeLocks() {
  const held = new Set<string>();
  return {
    async request(name: string, _: unknown, action: (lock: unknown) => Promise<unknown>) {
      if (held.has(name)) return action(null);
      held.add(name);
      try {
        return await action({ name });
      } finally {
        held.delete(name);
      }
    },
    query: async () => ({ held: [...held].map((name) => ({ name })) }),
  };
}

beforeEach(() => {
  vi.stubGlobal("navigator", { locks: fakeLocks() });
  sendTransaction.mockReset().mockResolvedValue("0x0a");
});

afterEach(async () => {
  for (const record of await transactions.read()) await transactions.remove(record.id);
  vi.unstubAllGlobals();
});

describe("sendStep", () => {
  it("sends what was simulated, with room for gas, and keeps it with its meaning", async () => {
    expect(await sendStep(parameters())).toBe("sent");
    expect(sendTransaction).toHaveBeenCalledTimes(1);
    expect(sendTransaction.mock.calls[0]?.[0]).toMatchObject({ to: request.to, value: 0n, gas: 36_000n });
    const [record] = await transactions.read();
    expect(record).toMatchObject({ status: "submitted", hash: "0x0a", title: "Stamp essay.txt", nonce: 4 });
  });

  it("W02 sends once when it is clicked twice or in two tabs", async () => {
    let sign: (hash: `0x${string}`) => void = () => {};
    sendTransaction.mockReturnValue(new Promise((resolve) => (sign = resolve)));
    const first = sendStep(parameters());
    expect(await sendStep(parameters())).toBe("already-under-way");
    await vi.waitFor(() => expect(sendTransaction).toHaveBeenCalledTimes(1));
    sign("0x0a");
    expect(await first).toBe("sent");
    expect(await sendStep(parameters())).toBe("already-under-way");
    expect(sendTransaction).toHaveBeenCalledTimes(1);
  });

  it("W02 asks nobody while an earlier one with the same intent is on its way", async () => {
    await transactions.add(recordFixture());
    expect(await sendStep(parameters())).toBe("already-under-way");
    expect(sendTransaction).not.toHaveBeenCalled();
    expect(await sendStep(parameters({ intent: "stamp:0x02" }))).toBe("sent");
  });

  it("W02 uses the same nonce again for what may still turn up, so that only one of the two can happen", async () => {
    await transactions.add(recordFixture({ status: "dropped", nonce: 4 }));
    expect(await sendStep(parameters({ publicClient: publicClient({ latest: 4, pending: 5 }) }))).toBe("sent");
    expect(sendTransaction.mock.calls[0]?.[0].nonce).toBe(4);
    const records = await transactions.read();
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ status: "submitted", nonce: 4 });
  });

  it("W02 asks again after the page was closed while the wallet was asking", async () => {
    await transactions.add(recordFixture({ status: "signing", hash: undefined, nonce: 4 }));
    expect(await sendStep(parameters())).toBe("sent");
    expect(sendTransaction.mock.calls[0]?.[0].nonce).toBe(4);
  });

  it("W01 keeps a refusal as such, and may be asked again", async () => {
    sendTransaction.mockRejectedValueOnce(new UserRejectedRequestError(new Error("no")));
    expect(await sendStep(parameters())).toBe("not-sent");
    expect((await transactions.read())[0]?.status).toBe("rejected");
    expect(await sendStep(parameters())).toBe("sent");
  });

  it.each([
    ["a plain string", "User canceled"],
    [
      "a number inside",
      Object.assign(new Error("Internal error"), { code: -32603, data: { originalError: { code: 4001 } } }),
    ],
    ["WalletConnect's number", { code: 5000, message: "User rejected" }],
  ])("B6 keeps a refusal as such in the form of %s", async (_, error) => {
    sendTransaction.mockRejectedValueOnce(error);
    expect(await sendStep(parameters())).toBe("not-sent");
    expect((await transactions.read())[0]?.status).toBe("rejected");
  });

  it("calls nothing unsent that a wallet may have sent all the same", async () => {
    for (const error of [new Error("already known"), new Error("Request timed out"), new Error("?")]) {
      sendTransaction.mockRejectedValueOnce(error);
      expect(await sendStep(parameters({ intent: error.message }))).toBe("not-sent");
      const record = (await transactions.read()).find(({ intent }) => intent === error.message);
      expect(record?.status).toBe("unknown");
      // Nothing is asked for besides it until the person has looked.
      expect(await sendStep(parameters({ intent: error.message }))).toBe("already-under-way");
    }
  });

  it("pays nothing twice: what was thought to be lost and happened is noticed before it is asked for again", async () => {
    await transactions.add(recordFixture({ status: "dropped", nonce: 4 }));
    const receipt = {
      status: "success",
      blockHash: "0xb1",
      blockNumber: 1n,
      gasUsed: 1n,
      effectiveGasPrice: 1n,
      logs: [],
    };
    const chain = {
      ...publicClient({ latest: 5, pending: 5 }),
      getTransactionReceipt: async () => receipt,
      getBlock: async () => ({ timestamp: 1n }),
    } as unknown as PublicClient;
    expect(await sendStep(parameters({ publicClient: chain }))).toBe("done-already");
    expect(sendTransaction).not.toHaveBeenCalled();
    expect((await transactions.read())[0]?.status).toBe("confirmed");
  });

  it.each([
    [
      "no fee fields",
      { estimateFeesPerGas: async () => Promise.reject(new Error("no EIP-1559")), getBlock: async () => ({}) },
    ],
    [
      "no estimate of gas",
      { estimateContractGas: async () => Promise.reject(new Error("the method is not available")) },
    ],
    ["no balance", { getBalance: async () => Promise.reject(new Error("timeout")) }],
    [
      "no price of gas either",
      {
        estimateFeesPerGas: async () => Promise.reject(new Error("no")),
        getGasPrice: async () => Promise.reject(new Error("no")),
        getBlock: async () => Promise.reject(new Error("no")),
      },
    ],
    [
      "no trying out",
      {
        call: async () => {
          throw new RpcRequestError({
            body: {},
            url: "http://x",
            error: { code: -32002, message: "request timed out" },
          });
        },
      },
    ],
  ])("A6 sends on a chain that has %s: what is shown never stops what is done", async (_, patch) => {
    const chain = { ...publicClient(), ...patch } as unknown as PublicClient;
    expect(await sendStep(parameters({ publicClient: chain }))).toBe("sent");
    expect(sendTransaction).toHaveBeenCalledTimes(1);
  });

  it("says why a wallet could not send", async () => {
    sendTransaction.mockRejectedValueOnce(new Error("insufficient funds for gas"));
    expect(await sendStep(parameters())).toBe("not-sent");
    const [record] = await transactions.read();
    expect(record?.status).toBe("failed");
    expect(record?.sentence).toBeTruthy();
  });

  it("asks for no signature when it would not go through", async () => {
    const client = publicClient();
    vi.mocked(client.call).mockRejectedValue(new Error("execution reverted"));
    await expect(sendStep(parameters({ publicClient: client }))).rejects.toThrow();
    expect(sendTransaction).not.toHaveBeenCalled();
    expect(await transactions.read()).toEqual([]);
  });

  it("signs nothing before what must be safe is safe", async () => {
    const beforeSigning = vi.fn().mockRejectedValue(new Error("Download the opening first."));
    await expect(sendStep(parameters({ beforeSigning }))).rejects.toThrow("Download");
    expect(sendTransaction).not.toHaveBeenCalled();
  });

  it("leaves out steps that are done already", async () => {
    const done: TransactionStep = { ...step, says: ["Allow it."], isDone: async () => true };
    expect(await sendStep(parameters({ steps: [done, step] }))).toBe("sent");
    expect((await transactions.read())[0]).toMatchObject({ step: 1, steps: 2 });
    expect(await sendStep(parameters({ steps: [done], intent: "other" }))).toBe("nothing-to-do");
  });

  describe("when the wallet does several things at once", () => {
    const steps = [step, { ...step, says: ["Stamp it again."] }];
    const sendCalls = vi.fn<(request: { id?: string; calls: unknown[]; forceAtomic?: boolean }) => Promise<unknown>>();
    const getCallsStatus = vi.fn<() => Promise<unknown>>();
    const tried = { status: "success", gasUsed: 30_000n };
    const bundled = (patch: Partial<SendStepParameters> = {}) =>
      parameters({
        steps,
        bundle: true,
        publicClient: {
          ...publicClient(),
          simulateBlocks: async () => [{ calls: [tried, tried] }],
        } as unknown as PublicClient,
        getWallet: async () => ({ sendTransaction, sendCalls, getCallsStatus }) as unknown as WalletClient,
        ...patch,
      });

    beforeEach(() => {
      sendCalls.mockReset().mockImplementation(async ({ id }) => ({ id }));
      getCallsStatus.mockReset().mockRejectedValue(Object.assign(new Error("unknown"), { code: 5730 }));
    });

    it("asks once for all of it, or none of it, and keeps its name", async () => {
      expect(await sendStep(bundled())).toBe("sent");
      expect(sendTransaction).not.toHaveBeenCalled();
      expect(sendCalls.mock.calls[0]?.[0]).toMatchObject({ forceAtomic: true, calls: [{}, {}] });
      const [record] = await transactions.read();
      const id = sendCalls.mock.calls[0]?.[0].id;
      expect(record).toMatchObject({
        status: "submitted",
        step: 1,
        steps: 2,
        bundle: { id, steps: 2 },
        hash: undefined,
      });
      expect(await sendStep(bundled())).toBe("already-under-way");
    });

    it("asks by the same name after an answer was lost, and follows what the wallet had already taken", async () => {
      sendCalls.mockImplementationOnce(() => new Promise(() => {}));
      void sendStep(bundled());
      await vi.waitFor(() => expect(sendCalls).toHaveBeenCalledTimes(1));
      vi.stubGlobal("navigator", { locks: fakeLocks() });
      sendCalls.mockRejectedValueOnce(Object.assign(new Error("duplicate"), { code: 5720 }));
      getCallsStatus.mockResolvedValueOnce({ status: "pending" });
      expect(await sendStep(bundled())).toBe("sent");
      const [first, second] = sendCalls.mock.calls;
      expect(second?.[0].id).toBe(first?.[0].id);
      expect(sendCalls).toHaveBeenCalledTimes(2);
      expect(await transactions.read()).toMatchObject([{ status: "submitted", bundle: { id: first?.[0].id } }]);
    });

    it.each([
      [4001, "rejected", undefined],
      [5750, "failed", /did not let your wallet change your account/],
      [5760, "failed", /and then did not take them. Nothing was sent/],
    ])("says what the wallet's answer %i means", async (code, status, words) => {
      sendCalls.mockRejectedValueOnce(Object.assign(new Error("no"), { code }));
      expect(await sendStep(bundled())).toBe("not-sent");
      const [record] = await transactions.read();
      expect(record?.status).toBe(status);
      if (words) expect(record?.sentence).toMatch(words);
    });

    it("sends nothing if a later step would not go through", async () => {
      const refused = { status: "failure", gasUsed: 1n, error: new Error("Licences_Sold") };
      const chain = { ...publicClient(), simulateBlocks: async () => [{ calls: [tried, refused] }] };
      await expect(sendStep(bundled({ publicClient: chain as unknown as PublicClient }))).rejects.toThrow("Sold");
      expect(sendCalls).not.toHaveBeenCalled();
    });

    it("counts the first step where the chain cannot try out several", async () => {
      const chain = {
        ...publicClient(),
        simulateBlocks: async () => {
          throw new Error("method not found");
        },
      };
      const quote = await quoteBundle(chain as unknown as PublicClient, account, steps, 0);
      expect(quote).toMatchObject({ together: 2, uncounted: 1, fee: 60_000n });
    });
  });
});
