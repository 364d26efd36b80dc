import type { Client } from "viem";
import { afterEach, describe, expect, it, vi } from "vitest";
import { withFirstLook } from "./chainClient.ts";
import { lookAt } from "./firstLook.ts";

const head = { method: "eth_getBlockByNumber", params: ["latest", false] } as const;
const id = { method: "eth_chainId" } as const;

function node() {
  let block = 1;
  const request = vi.fn(async ({ method }: { method: string }) => {
    if (method === "eth_chainId") return "0x1";
    block += 1;
    return { number: block };
  });
  return { request, client: { request } as unknown as Client };
}

/** Asks as viem does, whose types here know no chain. */
const asked = (client: Client, question: { method: string }) => client.request(question as never);

afterEach(() => vi.restoreAllMocks());

describe("the first look at a chain", () => {
  it("is what whoever reads begins with: nothing is asked twice", async () => {
    const { request, client } = node();
    const ask = lookAt(client);
    const [one] = await Promise.all([ask(head as never), ask(id as never)]);
    const reader = withFirstLook(client);
    expect(await asked(reader, head)).toEqual(one);
    expect(await asked(reader, id)).toBe("0x1");
    expect(request).toHaveBeenCalledTimes(2);
  });

  it("counts once: the latest block is asked for anew after that", async () => {
    const { client } = node();
    await lookAt(client)(head as never);
    const reader = withFirstLook(client);
    expect(await asked(reader, head)).toEqual({ number: 2 });
    expect(await asked(reader, head)).toEqual({ number: 3 });
  });

  it("counts for a moment, and no later look counts at all", async () => {
    const { client } = node();
    const now = vi.spyOn(performance, "now").mockReturnValue(1_000);
    await lookAt(client)(head as never);
    now.mockReturnValue(4_000);
    expect(await asked(withFirstLook(client), head)).toEqual({ number: 3 });
    await lookAt(client)(head as never);
    expect(await asked(withFirstLook(client), head)).toEqual({ number: 5 });
  });

  it("counts no more once anything else was asked, which may have told of a later block", async () => {
    const { client } = node();
    await lookAt(client)(head as never);
    const reader = withFirstLook(client);
    await asked(reader, { method: "eth_getTransactionReceipt", params: ["0xaa"] } as never);
    expect(await asked(reader, head)).toEqual({ number: 4 });
  });

  it("is no answer to another question", async () => {
    const { client } = node();
    await lookAt(client)(head as never);
    expect(await asked(withFirstLook(client), { ...head, params: ["0x1", false] } as never)).toEqual({ number: 3 });
  });

  it("that failed is asked for again", async () => {
    const { request, client } = node();
    request.mockRejectedValueOnce(new Error("away"));
    await expect(lookAt(client)(head as never)).rejects.toThrow("away");
    expect(await asked(withFirstLook(client), head)).toEqual({ number: 2 });
  });
});
