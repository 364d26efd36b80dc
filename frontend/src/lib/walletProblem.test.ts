import { UserRejectedRequestError } from "viem";
import { describe, expect, it } from "vitest";
import { walletProblem } from "./wallet.ts";

describe("walletProblem", () => {
  it("W01 finds the code wherever a library has wrapped it", () => {
    const wrapped = new Error("outer", { cause: new UserRejectedRequestError(new Error("inner")) });
    expect(walletProblem(wrapped)).toMatch(/You declined/);
  });

  it.each([
    [{ code: -32002 }, /already asking/],
    [{ code: 4100 }, /locked/],
    [{ code: 4902 }, /does not know this network/],
    [new Error("?"), /did not answer as expected/],
    [undefined, /did not answer as expected/],
  ])("W01 says what to do about %j", (error, words) => {
    expect(walletProblem(error)).toMatch(words);
  });
});
