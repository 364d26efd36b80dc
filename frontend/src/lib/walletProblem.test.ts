import { UserRejectedRequestError } from "viem";
import { describe, expect, it } from "vitest";
import { walletProblem } from "./walletProblem.ts";

describe("walletProblem", () => {
  it("W01 finds the code wherever a library has wrapped it", () => {
    const wrapped = new Error("outer", { cause: new UserRejectedRequestError(new Error("inner")) });
    expect(walletProblem(wrapped)).toMatch(/You declined/);
  });

  it.each([
    [{ code: -32002 }, /already asking/],
    [{ code: 5000, message: "User rejected" }, /You declined/],
    ["User rejected the request", /You declined/],
    [{ code: -32603, message: "Internal error", data: { originalError: { code: 4001 } } }, /You declined/],
    [new Error("Ledger device: Locked device (0x5515)"), /hardware wallet is locked/],
    [{ code: -32603, message: "Internal error" }, /did not answer as expected/],
    [{ code: 4100 }, /locked/],
    [{ code: 4902 }, /does not know this network/],
    [new Error("?"), /did not answer as expected/],
    [undefined, /did not answer as expected/],
  ])("W01 says what to do about %j", (error, words) => {
    expect(walletProblem(error)).toMatch(words);
  });
});
