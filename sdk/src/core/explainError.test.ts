import {
  type Abi,
  type AbiParameter,
  BaseError,
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  type Hex,
  HttpRequestError,
  InsufficientFundsError,
  NonceTooLowError,
  parseAbi,
  RpcRequestError,
  TimeoutError,
  UserRejectedRequestError,
  WaitForTransactionReceiptTimeoutError,
} from "viem";
import { describe, expect, it } from "vitest";
import { colophonAbi } from "../abi/generated.ts";
import { contractSentences } from "./contractSentences.ts";
import { errorsAbi } from "./errorsAbi.ts";
import { explainError, explainReplacement } from "./explainError.ts";
import { HoldersError } from "./holders.ts";
import { nodeSentences } from "./nodeErrors.ts";

const person = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

function sample({ type }: AbiParameter): unknown {
  if (type === "address") return person;
  if (type.startsWith("bytes")) return `0x${"ab".repeat(Number(type.slice(5)))}`;
  if (type === "string") return "text";
  const bits = Number(type.replace("uint", ""));
  return bits <= 48 ? 2 : 2n ** 100n / 2n ** BigInt(Math.max(0, 100 - bits / 2));
}

const errors = errorsAbi.filter((item) => item.type === "error");

/** As viem throws it, however the ABI of the called function knows the error. */
function reverted(data: Hex, abi: Abi = colophonAbi) {
  const cause = new ContractFunctionRevertedError({ abi, data, functionName: "batch" });
  return new ContractFunctionExecutionError(cause, { abi, functionName: "batch", args: [] });
}

describe("errors of contracts", () => {
  it.each(errors.map((item) => [item.name, item] as const))("%s has a sentence for people", (errorName, item) => {
    const args = item.inputs.map(sample);
    const data = encodeErrorResult({ abi: [item], errorName, args } as never);
    const explanation = explainError(reverted(data));
    expect(explanation.name).toBe(errorName);
    expect(Object.values(explanation.values)).toEqual(args);
    expect(explanation.sentence).toMatch(/^[A-Z0-9““a-z].{20,}[.]$/);
    expect(explanation.sentence).not.toMatch(/undefined|NaN|\[object|null/);
    for (const code of errors.map(({ name }) => name)) expect(explanation.sentence).not.toContain(code);
  });

  it("has no sentence for an error that no contract has", () => {
    expect(Object.keys(contractSentences).sort()).toEqual(errors.map(({ name }) => name).sort());
  });

  it("finds the revert data where wallets and nodes hide it", () => {
    const data = encodeErrorResult({ abi: errorsAbi, errorName: "Royalties_ZeroAmount" } as never);
    const name = "Royalties_ZeroAmount";
    const rpc = { code: 3, message: "execution reverted", data };
    expect(explainError(new RpcRequestError({ body: {}, error: rpc, url: "http://x" })).name).toBe(name);
    expect(
      explainError(Object.assign(new Error("Internal JSON-RPC error."), { code: -32603, data: { data } })).name,
    ).toBe(name);
    expect(explainError(new Error("wrapped", { cause: rpc })).name).toBe(name);
  });

  it("quotes a token's own words, made harmless, and survives nonsense", () => {
    const words = encodeErrorResult({
      abi: [{ type: "error", name: "Error", inputs: [{ name: "m", type: "string" }] }],
      errorName: "Error",
      args: ["paused\u202e <b>"],
    });
    expect(explainError(reverted(words))).toMatchObject({
      name: "Error",
      sentence: expect.stringContaining("“paused⟦U+202E⟧ <b>”"),
    });
    const panic = encodeErrorResult({
      abi: [{ type: "error", name: "Panic", inputs: [{ name: "c", type: "uint256" }] }],
      errorName: "Panic",
      args: [17n],
    });
    expect(explainError(reverted(panic))).toMatchObject({ name: "Panic", sentence: nodeSentences.Panic });
    expect(explainError(reverted("0xdeadbeef"))).toMatchObject({ name: "Reverted", values: { data: "0xdeadbeef" } });
    expect(explainError(reverted("0x"))).toMatchObject({ name: "Reverted" });
    // A reason in a code of its own is a reason: a token says so that it blocks an account.
    expect(explainError(reverted("0xffa4e618")).sentence).toMatch(/in a code that is not known here \(0xffa4e618\)/);
    expect(explainError(reverted("0xd93c0665")).sentence).toMatch(/The token is paused/);
    const nothing = encodeErrorResult({ abi: parseAbi(["error Error(string)"]), args: [" "] });
    expect(explainError(reverted(nothing))).toMatchObject({ name: "Reverted", sentence: nodeSentences.Reverted });
  });
});

describe("errors of wallets and nodes", () => {
  const request = (status?: number) =>
    new HttpRequestError({ url: "http://x", ...(status && { status }), details: "fetch failed" });

  it.each([
    ["Rejected", new UserRejectedRequestError(new Error("no"))],
    ["Rejected", { code: 4001, message: "User rejected the request." }],
    ["Rejected", new BaseError("failed", { cause: new UserRejectedRequestError(new Error("no")) })],
    ["WrongChain", { code: 4902, message: "Unrecognized chain" }],
    ["WrongChain", Object.assign(new Error("x"), { name: "ConnectorChainMismatchError" })],
    ["WalletBusy", { code: -32002, message: "Request already pending" }],
    ["WalletLocked", { code: 4100, message: "Unauthorized" }],
    ["WalletDisconnected", { code: 4900, message: "Disconnected" }],
    ["InsufficientFunds", new InsufficientFundsError()],
    ["InsufficientFunds", new Error("insufficient funds for gas * price + value")],
    ["NonceTooLow", new NonceTooLowError()],
    ["ReplacementUnderpriced", new Error("replacement transaction underpriced")],
    ["AlreadyKnown", new Error("already known")],
    ["FeeTooLow", new Error("max fee per gas less than block base fee")],
    ["NotMinedYet", new WaitForTransactionReceiptTimeoutError({ hash: "0x12" })],
    ["Timeout", new TimeoutError({ body: {}, url: "http://x" })],
    ["Unreachable", request()],
    ["TooManyRequests", request(429)],
    ["RequestFailed", request(500)],
    [
      "RequestFailed",
      new RpcRequestError({ body: {}, error: { code: -32603, message: "Internal error" }, url: "http://x" }),
    ],
    ["Aborted", new DOMException("The operation was aborted.", "AbortError")],
    ["Unknown", new Error("something new")],
    ["Unknown", "only words"],
    ["Unknown", undefined],
    ["Unknown", null],
  ] as const)("C06 W01 says %s", (name, error) => {
    expect(explainError(error)).toMatchObject({ name, sentence: nodeSentences[name] });
  });

  it("repeats the sentence and the values of this package's own errors, also from inside others", () => {
    const error = new HoldersError("The shares add up to 90 %.", { sum: 90_000_000 });
    expect(explainError(new Error("outer", { cause: error }))).toMatchObject({
      name: "HoldersError",
      sentence: "The shares add up to 90 %.",
      values: { sum: 90_000_000 },
    });
  });

  it("W01 believes a refusal even if the wallet sends other data along", () => {
    const data = encodeErrorResult({ abi: errorsAbi, errorName: "Royalties_ZeroAmount" } as never);
    expect(explainError({ code: 4001, message: "User rejected the request.", data }).name).toBe("Rejected");
  });

  it("ends on causes that go in circles", () => {
    const error = new Error("round");
    error.cause = error;
    expect(explainError(error).name).toBe("Unknown");
  });

  it("C03 explains each kind of replacement", () => {
    for (const reason of ["cancelled", "repriced", "replaced"] as const) {
      expect(explainReplacement(reason)).toMatchObject({ name: "Replaced", values: { reason } });
    }
    expect(explainReplacement("cancelled").sentence).toContain("did nothing");
  });
});
