import { type Hex, numberToHex, toHex, zeroHash } from "viem";

type Answers = Record<string, (params: readonly unknown[]) => unknown>;

/** A node with one account and one block, answering JSON-RPC; `answers` replaces what it says. */
export function fakeChain(answers: Answers = {}) {
  const block = {
    number: "0x7",
    hash: `0x${"b7".repeat(32)}`,
    parentHash: zeroHash,
    timestamp: numberToHex(1_773_324_309),
    baseFeePerGas: "0x1",
    gasLimit: "0x1c9c380",
    gasUsed: "0x0",
    transactions: [],
  };
  const sent: unknown[] = [];
  const all: Answers = {
    eth_chainId: () => numberToHex(31337),
    eth_blockNumber: () => block.number,
    eth_getBlockByNumber: () => block,
    eth_getBlockByHash: () => block,
    eth_getBalance: () => toHex(10n ** 18n),
    eth_getCode: () => "0x01",
    eth_call: () => "0x",
    eth_estimateGas: () => numberToHex(30_000),
    eth_maxPriorityFeePerGas: () => "0x1",
    eth_gasPrice: () => "0x2",
    eth_getTransactionCount: () => "0x4",
    eth_getLogs: () => [],
    eth_getTransactionReceipt: () => null,
    eth_getTransactionByHash: () => null,
    eth_sendTransaction: (params) => {
      sent.push(params[0]);
      return `0x${"0a".repeat(32)}` as Hex;
    },
    ...answers,
  };
  return {
    /** What the wallet was asked to send. */
    sent,
    async request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
      const answer = all[method];
      if (!answer) throw Object.assign(new Error(`${method} is not supported`), { code: -32601 });
      return answer((params ?? []) as readonly unknown[]);
    },
  };
}
