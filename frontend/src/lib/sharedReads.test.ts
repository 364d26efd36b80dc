import type { ContentStore, StoreResult } from "@colophon/sdk";
import { describe, expect, it, vi } from "vitest";
import { shareContent, shareReads } from "./sharedReads.ts";

function node() {
  let hash = "0xaa";
  const actions = {
    getBlock: vi.fn(async (_?: unknown) => ({ hash })),
    getLogs: vi.fn(async (_?: unknown): Promise<unknown> => []),
    getTransactionReceipt: vi.fn(async (_?: unknown) => ({})),
    readContract: vi.fn(async (_?: unknown): Promise<unknown> => 1n),
  };
  return { actions, client: shareReads(actions), mine: (next: string) => (hash = next) };
}

const call = { address: "0x1", abi: [{}], functionName: "workOf", args: [5n], blockNumber: 7n };

describe("reads of the same block", () => {
  it("are asked of the node once, whoever asks", async () => {
    const { actions, client } = node();
    await Promise.all([client.getBlock(), client.getBlock({ blockTag: "latest" })]);
    await client.readContract(call);
    await client.readContract({ ...call, abi: [] });
    await client.readContract({ ...call, args: [6n] });
    await Promise.all([
      client.getLogs({ address: "0x1", toBlock: 7n }),
      client.getLogs({ address: "0x1", toBlock: 7n }),
    ]);
    expect(actions.getBlock).toHaveBeenCalledTimes(1);
    expect(actions.readContract).toHaveBeenCalledTimes(2);
    expect(actions.getLogs).toHaveBeenCalledTimes(1);
  });

  it("are never shared where no block is named", async () => {
    const { actions, client } = node();
    const { blockNumber: _, ...now } = call;
    await client.readContract(now);
    await client.readContract(now);
    await client.getLogs({ toBlock: "latest" });
    await client.getLogs({ toBlock: "latest" });
    expect(actions.readContract).toHaveBeenCalledTimes(2);
    expect(actions.getLogs).toHaveBeenCalledTimes(2);
  });

  it("are asked anew after a receipt, and all of them once the latest block is another", async () => {
    const { actions, client, mine } = node();
    await client.getBlock();
    await client.readContract(call);
    await client.getTransactionReceipt({ hash: "0x2" });
    await client.getBlock();
    await client.readContract(call);
    expect(actions.getBlock).toHaveBeenCalledTimes(2);
    expect(actions.readContract).toHaveBeenCalledTimes(1);
    mine("0xbb");
    await client.getTransactionReceipt({ hash: "0x2" });
    expect(await client.getBlock()).toEqual({ hash: "0xbb" });
    await client.readContract(call);
    expect(actions.readContract).toHaveBeenCalledTimes(2);
  });

  it("that failed are asked again", async () => {
    const { actions, client } = node();
    actions.readContract.mockRejectedValueOnce(new Error("busy"));
    actions.getBlock.mockRejectedValueOnce(new Error("busy"));
    await expect(client.readContract(call)).rejects.toThrow("busy");
    await expect(client.getBlock()).rejects.toThrow("busy");
    expect(await client.readContract(call)).toBe(1n);
    expect(await client.getBlock()).toEqual({ hash: "0xaa" });
  });
});

describe("public content", () => {
  const found: StoreResult = { status: "found", bytes: new Uint8Array([1]), gateway: "", attempts: [] };
  const missing: StoreResult = { status: "unknown", sentence: "Busy.", attempts: [] };

  it("is fetched once for everybody, and again where it did not come", async () => {
    const get = vi.fn<ContentStore["get"]>(async () => found);
    const store = shareContent({ get, put: vi.fn() });
    get.mockResolvedValueOnce(missing);
    expect(await store.get("0x1")).toEqual(missing);
    expect(await Promise.all([store.get("0x1"), store.get("0x1")])).toEqual([found, found]);
    expect(get).toHaveBeenCalledTimes(2);
  });

  it("is asked for anew with another limit, and by whoever may stop waiting", async () => {
    const get = vi.fn<ContentStore["get"]>(async () => found);
    const store = shareContent({ get, put: vi.fn() });
    await store.get("0x1");
    await store.get("0x1", { maxBytes: 5 });
    await store.get("0x1", { signal: new AbortController().signal });
    expect(get).toHaveBeenCalledTimes(3);
  });
});
