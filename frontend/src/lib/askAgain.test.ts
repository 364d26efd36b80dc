import { explainError } from "@colophon/sdk";
import { RpcRequestError } from "viem";
import { expect, it } from "vitest";
import { askAgain } from "./askAgain.ts";

const refusal = (code: number, message: string) =>
  new RpcRequestError({ body: {}, url: "http://x", error: { code, message } });

it("asks a busy node again, and hands on what it answers then", async () => {
  const busy = Promise.reject(refusal(429, "Too many requests, retry in 0.01s"));
  expect(await askAgain(busy, async () => "0x10")).toBe("0x10");
});

it.each([
  ["nothing in place of an answer", async () => undefined],
  [
    "what no answer can be read from",
    async () => {
      throw new TypeError("Cannot read properties of null (reading 'error')");
    },
  ],
])("takes %s for a fault of the node, and not of a wallet", async (_, first) => {
  const error = await askAgain<unknown>(first(), async () => "asked once more").catch((caught) => caught);
  expect(explainError(error).name).toBe("RequestFailed");
});

it("hands on that a transaction is not known, which is an answer", async () => {
  expect(await askAgain(Promise.reject(refusal(429, "retry in 0.01s")), async () => null)).toBeNull();
});
